"""What a sandbox has before the first snippet."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Start:
    """A lesson's or exercise's start: code that runs before the visitor's first snippet.

    `prelude` is the lesson's, `setup` the exercise's own addition. `modules` maps a dataset's name to its Python source
    (`{"astronauts": "..."}`): plain Python that snippets may import.
    """

    prelude: str = ""
    setup: str = ""
    modules: dict[str, str] = field(default_factory=dict)

    digest: str = field(init=False, repr=False, compare=False)
    """Names this start in attempts, transcripts and templates: 32 hexadecimal digits of SHA-256."""

    def __post_init__(self) -> None:
        text = json.dumps([self.prelude, self.setup, self.modules], sort_keys=True)
        object.__setattr__(self, "digest", hashlib.sha256(text.encode()).hexdigest()[:32])

    def as_frame(self) -> dict[str, object]:
        """Plain data for the wire and the store."""
        return {"prelude": self.prelude, "setup": self.setup, "modules": self.modules, "digest": self.digest}
