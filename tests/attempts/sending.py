"""Submissions to the lesson of these tests."""

from uuid import uuid4

from webapp.attempts import Done, Submission

KEEP = "with Session(engine) as session:\n    session.execute(text('INSERT INTO t VALUES (1)'))\n    session.commit()\n"
FORGET = KEEP.replace("    session.commit()\n", "")


def console(source: str, submission: str | None = None) -> Submission:
    return Submission(submission or str(uuid4()), source)


def answer(source: str, step: str = "keep-one", start: str | None = None) -> Submission:
    return Submission(str(uuid4()), source, "answer", step, start)


def output(done: Done) -> str:
    return done.entries[-1].observation.output
