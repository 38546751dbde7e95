"""What happened, in words: why a statement was sent, and what an exception means. Pure functions of an observation."""

from webapp.explained.causes import CauseInWords, cause, causes
from webapp.explained.ended import changes_nothing
from webapp.explained.errors import error
from webapp.explained.explanation import Explanation

__all__ = ["CauseInWords", "Explanation", "cause", "causes", "changes_nothing", "error"]
