"""A transcript as a notebook, whose cells are run on plain Python."""

import json
import re
from pathlib import Path
from typing import Any

from tests.web.downloads.plain import python


def test_notebook_is_one_and_its_cells_run_in_order(files: Path, tmp_path: Path) -> None:
    document = json.loads((files / "transcript.ipynb").read_text())
    assert_is_notebook(document)
    cells = [each for each in document["cells"] if each["cell_type"] == "code"]
    code = [("raises-exception" in each["metadata"].get("tags", ()), "".join(each["source"])) for each in cells]
    (tmp_path / "cells.json").write_text(json.dumps(code))
    (tmp_path / "run.py").write_text(RUN_CELLS)
    done = python(tmp_path, "run.py")
    assert done.returncode == 0, done.stderr
    assert "n is 1" in done.stdout
    outputs = {kind for each in cells for output in each["outputs"] for kind in [output["output_type"]]}
    assert outputs == {"stream", "execute_result", "error"}
    quoted = [each for each in document["cells"] if "".join(each["source"]).startswith("This was refused")]
    assert "```python\nopen(" in "".join(quoted[0]["source"])


RUN_CELLS = """
import json, types, sys
cells = json.load(open("cells.json"))
here = sys.modules["__main__"].__dict__
flags = 0
for raises, source in cells:
    try:
        code = compile(source, "<cell>", "exec", flags, dont_inherit=True)
        flags |= code.co_flags & 0x1000000
        exec(code, here)
    except Exception:
        assert raises, source
    else:
        assert not raises, source
"""


def assert_is_notebook(document: dict[str, Any]) -> None:
    """What nbformat's schema of 4.5 asks for."""
    assert set(document) == {"cells", "metadata", "nbformat", "nbformat_minor"}
    assert (document["nbformat"], document["nbformat_minor"]) == (4, 5)
    assert {"name", "display_name"} <= set(document["metadata"]["kernelspec"])
    ids = [cell["id"] for cell in document["cells"]]
    assert len(set(ids)) == len(ids)
    for cell in document["cells"]:
        assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", cell["id"])
        assert all(isinstance(line, str) for line in cell["source"])
        keys = {"cell_type", "id", "metadata", "source"}
        assert set(cell) == (keys if cell["cell_type"] == "markdown" else keys | {"execution_count", "outputs"})
        for output in cell.get("outputs", ()):
            assert set(output) == OUTPUT_KEYS[output["output_type"]]


OUTPUT_KEYS = {
    "stream": {"output_type", "name", "text"},
    "execute_result": {"output_type", "execution_count", "data", "metadata"},
    "error": {"output_type", "ename", "evalue", "traceback"},
}
