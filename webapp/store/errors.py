"""What can go wrong in the store."""

from webapp.errors import SavepointError


class StoreError(SavepointError):
    """The database could not be opened, migrated, read or written. The driver's own words are in `__cause__`."""


class UnknownVisitorError(StoreError):
    """No visitor of that id: the cookie is older than the database."""


class UnknownTranscriptError(StoreError):
    """The visitor has no such transcript in that lesson."""


class TranscriptMovedError(StoreError):
    """Something else was recorded in that transcript since it was read, so what ran did not run at its end."""


class AlreadyRecordedError(StoreError):
    """A submission of that id is recorded already. `Store.entry` has it."""


class NameTakenError(StoreError):
    """An instructor of that name is kept already, perhaps one who was revoked."""


class OutdatedError(StoreError):
    """The tables are older than this version of the code."""
