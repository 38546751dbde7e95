"""Where a visitor stands in a lesson: what every run asks first, in one query."""

from sqlalchemy import BindParameter, Connection, bindparam, exists, func, select

from webapp.lessons.start import Start
from webapp.store.codec import start_of
from webapp.store.entries import LEAVES_NAMES, Standing, Transcript, position_of
from webapp.store.errors import UnknownVisitorError
from webapp.store.tables import SNIPPETS, STARTS, TRANSCRIPTS, VISITORS

STARTS_REMEMBERED = 256

_VISITOR: BindParameter[str] = bindparam("visitor")
_LESSON: BindParameter[str] = bindparam("lesson")
_SUBMISSION: BindParameter[str] = bindparam("submission")
_OTHER = TRANSCRIPTS.alias()
_LATEST = (
    select(_OTHER.c.id)
    .where(_OTHER.c.visitor_id == _VISITOR, _OTHER.c.lesson == _LESSON)
    .order_by(_OTHER.c.turn.desc())
    .limit(1)
    .scalar_subquery()
)
_IN_IT = SNIPPETS.c.transcript_id == TRANSCRIPTS.c.id
_EARLIER = TRANSCRIPTS.alias()
_LEFT_NAMES = (SNIPPETS.c.kind == "console", SNIPPETS.c.outcome.in_(LEAVES_NAMES))
_STANDING = (
    select(
        TRANSCRIPTS.c.id,
        TRANSCRIPTS.c.start_digest,
        TRANSCRIPTS.c.step,
        select(func.max(SNIPPETS.c.id)).where(_IN_IT).correlate(TRANSCRIPTS).scalar_subquery().label("last"),
        exists().where(_IN_IT, *_LEFT_NAMES).correlate(TRANSCRIPTS).label("has_console"),
        exists()
        .where(
            _EARLIER.c.visitor_id == _VISITOR,
            _EARLIER.c.lesson == _LESSON,
            _EARLIER.c.id != TRANSCRIPTS.c.id,
            SNIPPETS.c.transcript_id == _EARLIER.c.id,
            *_LEFT_NAMES,
        )
        .correlate(TRANSCRIPTS)
        .label("can_bring_back"),
        exists().where(SNIPPETS.c.visitor_id == _VISITOR, SNIPPETS.c.submission == _SUBMISSION).label("is_recorded"),
    )
    .select_from(VISITORS)
    .outerjoin(TRANSCRIPTS, TRANSCRIPTS.c.id == _LATEST)
    .where(VISITORS.c.id == _VISITOR)
)
_START = select(STARTS.c.prelude, STARTS.c.setup, STARTS.c.modules).where(STARTS.c.digest == bindparam("digest"))


class Standings:
    """Answers where visitors stand; remembers starts, of which there are few and none ever changes."""

    def __init__(self) -> None:
        self._starts: dict[str, Start] = {}

    def find(self, connection: Connection, visitor: str, lesson: str, submission: str) -> Standing:
        """Raises UnknownVisitorError."""
        asked = {"visitor": visitor, "lesson": lesson, "submission": submission}
        found = connection.execute(_STANDING, asked).one_or_none()
        if found is None:
            raise UnknownVisitorError("Nothing is kept of this visitor: the cookie is older than the database.")
        number, digest, step, last, has_console, can_bring_back, is_recorded = found
        if number is None:
            return Standing(None, can_bring_back=False, is_recorded=bool(is_recorded))
        start = self._start(connection, digest)
        transcript = Transcript(number, lesson, start, step, position_of(number, last), has_console=bool(has_console))
        return Standing(transcript, can_bring_back=bool(can_bring_back), is_recorded=bool(is_recorded))

    def remember(self, start: Start) -> None:
        """A start that has just been kept."""
        if len(self._starts) >= STARTS_REMEMBERED:
            self._starts.clear()
        self._starts[start.digest] = start

    def _start(self, connection: Connection, digest: str) -> Start:
        start = self._starts.get(digest)
        if start is None:
            start = start_of(connection.execute(_START, {"digest": digest}).one())
            self.remember(start)
        return start
