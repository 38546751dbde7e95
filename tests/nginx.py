"""An nginx of the tests' own, with the configuration that the guide gives."""

import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from tests.ports import free_port, listens
from tests.waiting import end, until

EXAMPLES = Path(__file__).parents[1] / "webapp" / "docs" / "deployment"
WHOLE = """\
daemon off;
pid {folder}/pid;
error_log {folder}/errors;
worker_processes 1;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{example}
}}
"""


def balanced(ports: Sequence[int]) -> AbstractContextManager[str]:
    """The address of an nginx in front of servers on these two loopback ports."""
    return _running("nginx-balanced.conf", dict(zip(("8001", "8002"), ports, strict=True)))


def single(port: int) -> AbstractContextManager[str]:
    """The address of an nginx in front of the server on that loopback port."""
    return _running("nginx.conf", {"8001": port})


@contextmanager
def _running(name: str, ports: Mapping[str, int]) -> Iterator[str]:
    """`ports` are those to serve from, by those that the guide's file names."""
    found = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    assert found, "These tests use a real nginx: install it by the system's packages"
    own = free_port()
    example = (EXAMPLES / name).read_text()
    for example_port, port in {**ports, "8000": own}.items():
        example, times = re.subn(rf"127\.0\.0\.1:{example_port}\b", f"127.0.0.1:{port}", example)
        assert times == 1, f"the guide's configuration names port {example_port} {times} times"
    with tempfile.TemporaryDirectory(prefix="savepoint-nginx-") as folder:
        configuration = Path(folder) / "nginx.conf"
        configuration.write_text(WHOLE.format(folder=folder, example=example))
        process = subprocess.Popen([found, "-p", folder, "-c", str(configuration)], stderr=subprocess.DEVNULL)
        try:
            until(lambda: listens(own), of=process, told=(Path(folder) / "errors").read_text)
            yield f"http://127.0.0.1:{own}"
        finally:
            end(process, signal.SIGTERM)
