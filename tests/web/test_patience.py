"""Clients that send or take in too slowly, over real connections."""

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from tests.cli.serving import Served, serving
from tests.cli.test_server import Student
from webapp.web import patience
from webapp.web.patience import Patience, TooSlowError

THREADS = 4
HEAD = (
    "POST /lessons/context-managers/run HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n"
    "Accept: application/json\r\nContent-Length: 1000\r\n"
)
SLOW = {
    "body": f"{HEAD}\r\n".encode(),
    "head": HEAD.encode(),
    "chunks": HEAD.replace("Content-Length: 1000", "Transfer-Encoding: chunked").encode() + b"\r\n3e8\r\n",
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One process with few threads, which waits three seconds for a request."""
    seconds = {"SAVEPOINT_REQUEST_SECONDS": "3"}
    few = ("--workers", "1", "--threads", str(THREADS))
    with serving(tmp_path_factory.mktemp("home"), *few, environ=seconds) as found:
        yield found


@contextmanager
def connected(served: Served, times: int) -> Iterator[list[socket.socket]]:
    where = urlsplit(served.address)
    with ExitStack() as open_until:
        yield [
            open_until.enter_context(socket.create_connection((str(where.hostname), where.port), timeout=30))
            for _ in range(times)
        ]


@contextmanager
def trickling(clients: list[socket.socket]) -> Iterator[None]:
    """A byte from each of them now and then, as long as the block lasts."""
    over = threading.Event()

    def send() -> None:
        left = set(clients)
        while not over.wait(0.1):
            for each in list(left):
                try:
                    each.send(b"x")
                except OSError:
                    left.discard(each)

    thread = threading.Thread(target=send)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def newcomer(served: Served) -> int:
    with urlopen(f"{served.address}lessons/context-managers", timeout=60) as answer:
        return int(answer.status)


@pytest.mark.parametrize("begun", SLOW.values(), ids=SLOW.keys())
def test_slow_requests_do_not_keep_a_newcomer_waiting_once_their_time_is_over(served: Served, begun: bytes) -> None:
    with connected(served, 2 * THREADS) as clients:
        for each in clients:
            each.sendall(begun)
        with trickling(clients):
            assert newcomer(served) == 200
            answers = [received(each) for each in clients]
    if begun is not SLOW["head"]:
        assert all(each.startswith(b"HTTP/1.1 408 ") and b'"too-slow"' in each for each in answers)
    else:
        assert answers == [b""] * len(clients)
    assert "Traceback" not in served.printed


def received(client: socket.socket) -> bytes:
    """What a client is told before its connection is closed."""
    told = b""
    try:
        while more := client.recv(65536):
            told += more
    except ConnectionError:
        pass
    return told


def test_connections_that_send_nothing_hold_no_thread(served: Served) -> None:
    with connected(served, 4 * THREADS) as idle:
        assert newcomer(served) == 200
        assert [received(each) for each in idle] == [b""] * len(idle)


def test_client_that_does_not_hang_up_keeps_nobody_waiting(served: Served) -> None:
    with connected(served, 3) as clients:
        for each in clients:
            each.sendall(b"GET /healthz HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
        assert all(received(each).endswith(b"ok\n") for each in clients)
        assert newcomer(served) == 200


def test_answer_may_take_longer_than_a_request(served: Served) -> None:
    student = Student(served.address)
    assert student.run("for n in range(3): print(n)") == "0\n1\n2\n"
    assert "KeyboardInterrupt" in student.run("while True: pass")


def test_client_that_takes_nothing_in_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "ANSWER_WITHIN", 0.05)
    ours, theirs = socket.socketpair()
    with theirs, Patience(fileno=ours.detach()) as slow:
        slow.sendall(b"x")
        with pytest.raises(TooSlowError):
            slow.sendall(b"x" * 16 * 1024 * 1024)
        assert slow.gettimeout() is None


def test_time_of_a_caller_that_is_shorter_stays_theirs() -> None:
    ours, theirs = socket.socketpair()
    with theirs, Patience(fileno=ours.detach()) as slow:
        slow.wait(60)
        slow.settimeout(0.01)
        with pytest.raises(TimeoutError):
            slow.recv(1)
        slow.wait(0)
        slow.settimeout(None)
        with pytest.raises(TooSlowError):
            slow.recv(1)
        slow.wait(60)
        theirs.sendall(b"x")
        assert slow.recv(2) == b"x"


def test_all_is_sent_whatever_the_kernel_takes_at_once() -> None:
    ours, theirs = socket.socketpair()
    whole = bytes(range(256)) * 20_000
    got = bytearray()

    def take() -> None:
        while more := theirs.recv(4096):
            got.extend(more)

    with theirs:
        reader = threading.Thread(target=take)
        with Patience(fileno=ours.detach()) as sender:
            reader.start()
            sender.sendall(whole)
        reader.join()
    assert bytes(got) == whole
