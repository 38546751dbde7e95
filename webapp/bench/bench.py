"""What the sections of the benchmark share: servers and peers, each started when it is needed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType

from webapp.bench.peers.bare import Bare, Executed
from webapp.bench.peers.kernel import Kernel
from webapp.bench.plan import Plan
from webapp.bench.problem import BenchError
from webapp.bench.server import Numbers, Server, Trivial, Worker
from webapp.bench.visitor import Visitor
from webapp.bench.work import ANSWER, LESSON, QUERY
from webapp.config import Settings
from webapp.lessons.catalogue import Catalogue
from webapp.lessons.folders import shipped
from webapp.lessons.start import Start


class Bench:
    """One run of the benchmark: a context manager that ends and removes what it started and made."""

    def __init__(self, plan: Plan, settings: Settings, *, kernel: str) -> None:
        """`kernel` says why ipykernel is left out; empty where it is measured too."""
        self.plan = plan
        self.no_kernel = kernel
        self._numbers = Numbers(settings.workers, settings.threads)
        # Never a host's own lessons: figures are compared only where the work is the same.
        self.start: Start = Catalogue.load(shipped()).get(LESSON).start
        self._stack = ExitStack()
        self._made = 0

    def __enter__(self) -> Bench:
        self._scratch = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="savepoint-bench-")))
        self._modules = self.folder()
        for name, source in self.start.modules.items():
            (self._modules / f"{name}.py").write_text(source, encoding="utf-8")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stack.close()

    def folder(self) -> Path:
        """An empty folder of the run's own."""
        self._made += 1
        folder = self._scratch / str(self._made)
        folder.mkdir()
        return folder

    @cached_property
    def server(self) -> Server:
        """A server for sections that do not mind others' visitors; it keeps as many as there is memory for."""
        return self._stack.enter_context(self.fresh_server(live=0))

    @contextmanager
    def fresh_server(self, live: int) -> Iterator[Server]:
        """A server of one's own that keeps so many sandboxes."""
        made = Server(self.folder(), self._numbers, live=live)
        with closing(made):
            yield made

    @contextmanager
    def far_server(self, redis: str) -> Iterator[Server]:
        """A server whose snippets run on a worker, asked over a Redis, whose program is at that path."""
        with closing(Worker(self.folder(), redis)) as worker:
            made = Server(self.folder(), self._numbers, live=0, redis_url=worker.url)
            with closing(made):
                yield made

    @cached_property
    def trivial(self) -> Trivial:
        """The server that does nothing."""
        return self._stack.enter_context(closing(Trivial(self.folder(), self._numbers)))

    @cached_property
    def bare(self) -> Bare:
        """The process that only executes."""
        return self._stack.enter_context(closing(Bare(self._modules)))

    def bare_start(self, *snippets: str) -> float:
        """Seconds of bare exec for the start, then these snippets, then the query."""
        return checked(self.bare.run([self.start.prelude, *snippets, QUERY], afresh=True))

    @contextmanager
    def kernel(self) -> Iterator[Kernel | None]:
        """A new ipykernel; None where it is left out."""
        if self.no_kernel:
            yield None
            return
        with closing(Kernel(self._modules, self.folder())) as kernel:
            yield kernel

    @contextmanager
    def visitor(self, server: Server) -> Iterator[Visitor]:
        """One client of a server."""
        with closing(Visitor(server.port)) as visitor:
            yield visitor


def checked(done: Executed) -> float:
    """Seconds of what bare exec did. Raises BenchError where the query printed something else."""
    if done.printed != ANSWER:
        raise BenchError(f"Bare exec did not do its work: {done.printed[:300]!r}")
    return done.seconds
