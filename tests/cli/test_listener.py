import socket
from pathlib import Path

from tests.cli.running import savepoint


def test_taken_port_is_told_with_another(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = savepoint("serve", "--port", str(port), home=tmp_path)
    assert ended.returncode == 2
    assert f"Port {port} is taken" in ended.stderr
    assert f"--port {port + 1}" in ended.stderr
