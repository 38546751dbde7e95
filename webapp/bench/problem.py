"""What can go wrong while measuring."""

from webapp.errors import SavepointError


class BenchError(SavepointError):
    """Something to be measured did not start, or did not do the work: a figure of it would say nothing."""
