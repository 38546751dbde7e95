"""The tree of errors. A message says what happened, where, and what to do; `web` and `cli` turn them into answers."""


class SavepointError(Exception):
    """Anything that goes wrong in a way we can explain. `str(error)` is fit for the person concerned."""


class UnknownLessonError(SavepointError):
    """No lesson, step or example of that name."""


class SandboxError(SavepointError):
    """A snippet could not be run at all, through no fault of the visitor's."""


class StartError(SandboxError):
    """A lesson's start does not run. `part` is "prelude", "setup" or a dataset's name; `line` counts in it, from 1."""

    def __init__(self, message: str, part: str, line: int) -> None:
        super().__init__(message)
        self.part, self.line = part, line


class BusyError(SandboxError):
    """Too much is going on; trying again in `retry_after` seconds may help."""

    def __init__(self, message: str, retry_after: int = 2) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class PausedError(SandboxError):
    """The operator has switched running off. The message is for visitors."""


class SnippetTooLargeError(SavepointError):
    """The snippet is longer than the limit."""


class StaleStepError(SavepointError):
    """The page is older than the lesson: the step it shows has changed or gone."""


class ForgottenError(SavepointError):
    """The visitor asked to be forgotten while this was going on, so it is not kept."""


class KeptBackError(SavepointError):
    """A solution that was asked for opens later: the visitor's class keeps it back."""
