from pathlib import Path

import pytest

from webapp.lessons.importing.parts import Document
from webapp.lessons.importing.reading import LARGEST, document
from webapp.lessons.problems import Problem

BAD = {
    "not UTF-8": ("a.rst", b"a\n\nb \xff", "3:3: The byte 0xff is not UTF-8; save the file as UTF-8."),
    "forbidden character": ("a.md", b"a\r\nb\x1b", "2:2: The character U+001B cannot stand in a lesson; remove it."),
    "empty": ("a.txt", b"\n", "1:1: There is nothing in this document."),
    "too large": ("a.rst", b"a" * (LARGEST[".rst"] + 1), "1:1: The document is larger than 1 MiB; split it."),
    "of no kind that is known": ("a.doc", b"a", "1:1: What can be imported ends in .rst, .txt, .md, .ipynb."),
    "broken notebook": ("a.ipynb", b"{", "1:2: This is no notebook, for it is no JSON: Expecting property name"),
}


@pytest.mark.parametrize(("name", "data", "told"), BAD.values(), ids=BAD.keys())
def test_bad_document_is_a_sentence_with_its_line(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    found = document(path)
    assert isinstance(found, Problem)
    assert str(found).startswith(f"{path}:{told}")


def test_missing_document_is_a_sentence(tmp_path: Path) -> None:
    assert document(tmp_path / "a.rst") == Problem(str(tmp_path / "a.rst"), 1, 1, "There is no such file.")


@pytest.mark.parametrize(("name", "there"), [("setup.rst", True), ("../setup.rst", False), ("setup.py", False)])
def test_only_documents_beside_it_are_included(tmp_path: Path, name: str, there: bool) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    for each in (folder / "setup.rst", folder / "setup.py", tmp_path / "setup.rst"):
        each.write_text(">>> x = 1\n")
    (folder / "a.TXT").write_text(f".. doctest-include {name}\n\n>>> x\n1\n")
    found = document(folder / "a.TXT")
    assert isinstance(found, Document)
    assert [code.hidden for code in found.codes] == ([True, False] if there else [False])
    assert bool(found.problems) is not there
