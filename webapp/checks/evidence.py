"""What there is to judge an answer by."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from webapp.observation import Observation, Probe, Probed


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an answer did: the observation of its run, and what each probe saw when it had ended."""

    observation: Observation
    probed: Mapping[Probe, Probed] = field(default_factory=dict)


class AuthorFaultError(Exception):
    """The check cannot be answered, whatever the student writes. `str(error)` is a sentence for the author."""
