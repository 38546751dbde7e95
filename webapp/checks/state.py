"""`state`: where an object stands in its life. `session`: what a Session holds."""

from collections.abc import Iterator

from webapp.checks.evidence import AuthorFaultError, Evidence
from webapp.checks.plan import named_probe
from webapp.checks.verdict import Result, Shown
from webapp.lessons.expectations import Count, SessionCheck, StateCheck
from webapp.observation import ObjectState, Observation, Probed, SessionState

MEANS = {
    "transient": "no session knows it, and it has no row",
    "pending": "it was added, and its INSERT has not been sent",
    "persistent": "it is in a session and has a row",
    "deleted": "its DELETE was sent, and not committed",
    "detached": "it has a row, and is in no session any more",
    "gone": "nothing refers to it any more",
}
FLAGS = {
    "open": ("open", "closed"),
    "in_transaction": ("in a transaction", "in no transaction"),
    "active": ("usable", "waiting for a rollback after a flush that failed"),
}


def judge_state(check: StateCheck, seen: Evidence) -> Result:
    """Whether the object is in the expected state."""
    looked_at = f"The state of `{check.of}`"
    probed, missing = _probed(check, seen, looked_at)
    if missing is not None:
        return missing
    came = probed.object
    if came is None:
        says = _unanswered(check.of, probed.error, "an object")
        return Result(passed=False, looked_at=looked_at, says=says, expected=Shown(text=" or ".join(check.states)))
    sessions = seen.observation.sessions_at()
    wrong = list(_state_differences(check, came, sessions))
    if not wrong:
        return Result(passed=True, looked_at=looked_at, says=f"It is {came.state}, as expected.")
    return Result(passed=False, looked_at=looked_at, says=" ".join([*wrong, _life(came, seen.observation)]).rstrip())


def _state_differences(check: StateCheck, came: ObjectState, sessions: dict[int, SessionState]) -> Iterator[str]:
    if check.states and came.state not in check.states:
        wanted = " or ".join(f"{state} ({MEANS[state]})" for state in check.states)
        yield f"Expected {wanted}, got {came.state} ({MEANS[came.state]})."
    if "session" in check.model_fields_set:
        name = sessions[came.session].name if came.session in sessions else ""
        if (name or came.session) and check.session is None:
            yield f"Expected it to be in no session, but it is in {_named(name)}."
        if check.session is not None and name != check.session:
            where = f"it is in {_named(name)}" if came.session else "it is in none"
            yield f"Expected it to be in `{check.session}`, but {where}."
    if check.expired is not None and came.expired != check.expired:
        yield (
            "Expected its values to be expired, and they are loaded."
            if check.expired
            else "Expected its values to be loaded, and they have expired: reading one sends a SELECT."
        )
    attributes = {each.name: each for each in came.attributes}
    for wanted, names in (("loaded", check.loaded), ("unloaded", check.unloaded), ("modified", check.modified)):
        for name in names:
            if name not in attributes:
                raise AuthorFaultError(f"{check.of} is of class {came.type}, which maps no attribute {name}.")
            state = attributes[name].state
            fits = {"loaded": ("loaded", "modified"), "unloaded": ("unloaded", "expired"), "modified": ("modified",)}
            if state not in fits[wanted]:
                yield f"Expected `{name}` to be {wanted}, but it is {state}."


def _life(came: ObjectState, observation: Observation) -> str:
    """The last line that changed the object's state."""
    last = None
    state = None
    for step in observation.steps:
        for each in step.objects:
            if each.number == came.number and each.state != state:
                state, last = each.state, step.line
    return f"It became {state} in line {last}." if last is not None and state == came.state else ""


def judge_session(check: SessionCheck, seen: Evidence) -> Result:
    """Whether the session is as expected."""
    looked_at = f"The session `{check.of}`" if check.of else "The session"
    probed, missing = _probed(check, seen, looked_at)
    if missing is not None:
        return missing
    came = probed.session
    if came is None:
        says = _unanswered(check.of or "session", probed.error, "a Session")
        return Result(passed=False, looked_at=looked_at, says=says)
    names = {
        number: each.name or f"{each.type} {each.key}".strip() for number, each in seen.observation.objects_at().items()
    }
    wrong = [*_flag_differences(check, came), *_collection_differences(check, came, names)]
    if not wrong:
        return Result(passed=True, looked_at=looked_at, says="It is as expected.")
    return Result(passed=False, looked_at=looked_at, says=" ".join(wrong))


def _flag_differences(check: SessionCheck, came: SessionState) -> Iterator[str]:
    is_so = {"open": not came.closed, "in_transaction": came.in_transaction, "active": came.active}
    for key, wanted in check.flags.items():
        if is_so[key] != wanted:
            yes, no = FLAGS[key]
            yield f"Expected it to be {yes if wanted else no}, but it is {no if wanted else yes}."
    if check.nested is not None and not (wanted_depth := Count.read(check.nested)).holds(came.nesting):
        yield f"Open savepoints: expected {wanted_depth}, got {came.nesting}."


def _collection_differences(check: SessionCheck, came: SessionState, names: dict[int, str]) -> Iterator[str]:
    for key, wanted in check.collections.items():
        numbers: list[int] = getattr(came, key)
        held = [names.get(number, f"object {number}") for number in numbers]
        shown = ", ".join(f"`{name}`" for name in held) or "nothing"
        if isinstance(wanted, Count):
            if not wanted.holds(len(numbers)):
                yield f"`{key}`: expected {wanted}, got {len(numbers)} ({shown})."
        elif sorted(wanted) != sorted(held):
            yield f"`{key}`: expected {', '.join(f'`{name}`' for name in wanted) or 'nothing'}, got {shown}."


def _probed(check: StateCheck | SessionCheck, seen: Evidence, looked_at: str) -> tuple[Probed, Result | None]:
    found = seen.probed.get(named_probe(check))
    if found is None and seen.observation.outcome != "error":
        raise AuthorFaultError(f"nobody looked at {check.of or 'the session'}.")
    if found is None:
        says = "It could not be looked at: the exception came first."
        return Probed(), Result(passed=False, looked_at=looked_at, says=says)
    return found, None


def _unanswered(name: str, error: str, wanted: str) -> str:
    if error.startswith("NameError"):
        return f"Your answer leaves nothing named {name}: give {wanted} that name."
    return f"Expected {wanted} named {name}: {error or 'there is none'}."


def _named(name: str) -> str:
    return f"`{name}`" if name else "a session without a name"
