"""Runs snippets, grades answers and records both: what the web and the command line do for a visitor."""

from webapp.attempts.attempts import Attempts
from webapp.attempts.submission import Done, Submission

__all__ = ["Attempts", "Done", "Submission"]
