"""Many clients at once, in a process of their own: `python -m webapp.bench.crowd_process what port path source ...`.

Prints JSON lines: `{"ready": true}` where the crowd waits for, or has begun, what is measured, then what was seen.
"""

from __future__ import annotations

import json
import selectors
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from http import HTTPStatus
from itertools import islice
from time import monotonic

from webapp.bench.caller import Caller, Heard

WARMING = 2
"""Answers of each client before those that count."""


class Crowd:
    """Callers, and what they hear, in the order in which it comes."""

    def __init__(self, port: int, path: str) -> None:
        self._port, self._path = port, path
        self._selector = selectors.DefaultSelector()
        self.callers: list[Caller] = []

    def join(self) -> Caller:
        """One more."""
        caller = Caller(self._port, self._path)
        self._selector.register(caller.socket, selectors.EVENT_READ, caller)
        self.callers.append(caller)
        return caller

    def heard(self, until: float) -> Iterator[tuple[Caller, Heard]]:
        """Answers as they come, until that moment of the monotonic clock."""
        while (left := until - monotonic()) > 0:
            for key, _ in self._selector.select(left):
                with suppress(ConnectionError):
                    answer = key.data.hear()
                    if answer is not None:
                        yield key.data, answer
                    continue
                self._selector.unregister(key.fileobj)  # it hung up, which is no answer
                yield key.data, Heard(0, 0.0)

    def all_ask(self, source: str, within: float) -> list[Heard]:
        """Everybody asks at once; what they heard until all have an answer or `within` seconds are over."""
        for caller in self.callers:
            caller.ask(source)
        return self.gather(len(self.callers), within)

    def gather(self, count: int, within: float) -> list[Heard]:
        """So many answers, or those of so many seconds."""
        coming = (answer for _, answer in self.heard(monotonic() + within))
        return list(islice(coming, count))


def rate(crowd: Crowd, source: str, clients: int, seconds: float) -> dict[str, object]:
    """Answers a second, when each client asks again as soon as it has heard."""
    for _ in range(clients):
        crowd.join()
    for _ in range(1 + WARMING):
        warming = crowd.all_ask(source, 60)
        if any(answer.status != HTTPStatus.OK for answer in warming) or len(warming) < clients:
            raise SystemExit("a client was refused before it was measured")
    for caller in crowd.callers:
        caller.ask(source)
    count = refused = 0
    for caller, answer in crowd.heard(monotonic() + seconds):
        count += answer.status == HTTPStatus.OK
        refused += answer.status != HTTPStatus.OK
        caller.ask(source)
    return {"rate": count / seconds, "refused": refused}


def arrivals(crowd: Crowd, source: str, clients: int, seconds: float) -> dict[str, object]:
    """New visitors, spread over so many seconds; then all of them at once."""
    heard: list[Heard] = []
    began = monotonic()
    for number in range(clients):
        crowd.join().ask(source)
        heard += [answer for _, answer in crowd.heard(began + (number + 1) * seconds / clients)]
    heard += crowd.gather(clients - len(heard), 60)
    together = crowd.all_ask(source, 60)
    return {"arrivals": _told(heard, clients), "together": _told(together, clients)}


def _told(heard: Iterable[Heard], asked: int) -> dict[str, object]:
    seconds = [answer.seconds for answer in heard if answer.status == HTTPStatus.OK]
    return {"seconds": seconds, "refused": asked - len(seconds)}


def loops(crowd: Crowd, source: str, clients: int, _seconds: float) -> dict[str, object]:
    """Each client runs `source` over and over until our input ends; what still runs then is interrupted."""
    for _ in range(clients):
        crowd.join()
    crowd.all_ask("pass", 60)
    for caller in crowd.callers:
        caller.ask(source)
    _ready()
    asked = clients
    with selectors.DefaultSelector() as ending:
        ending.register(sys.stdin, selectors.EVENT_READ)
        while not ending.select(0):
            for caller, _answer in crowd.heard(monotonic() + 0.05):
                caller.ask(source)
                asked += 1
    for caller in crowd.callers:
        caller.interrupt()
    return {"asked": asked}


def _ready() -> None:
    print(json.dumps({"ready": True}), flush=True)


KINDS = {"rate": rate, "arrivals": arrivals, "loops": loops}


def main() -> None:
    """Does what the command line says."""
    what, port, path, source, clients, seconds = sys.argv[1:]
    done = KINDS[what](Crowd(int(port), path), source, int(clients), float(seconds))
    print(json.dumps(done), flush=True)


if __name__ == "__main__":
    main()
