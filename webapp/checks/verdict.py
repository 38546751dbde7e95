"""What all checks of an exercise together say."""

from pydantic import BaseModel, ConfigDict, Field

from webapp.observation import Cell


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Shown(Part):
    """One side of a comparison: text, or rows with their columns. `marks` says of each row whether it differs."""

    text: str = ""
    columns: list[str] = Field([])
    rows: list[list[Cell]] = Field([])
    marks: list[bool] = Field([])


class Result(Part):
    """What one check says: what it looked at, and in `says` what was expected, what came and what is nearest to it."""

    passed: bool
    looked_at: str
    says: str
    expected: Shown | None = None
    came: Shown | None = None


class Verdict(Part):
    """What an answer is worth. `mistake` is what to say of a mistake that was recognised: the author's sentence.

    `answer` is what was answered, where that is no code. `author_fault`: the exercise itself is broken, so nothing can
    be said of the answer; `results` tells why.
    """

    passed: bool
    results: list[Result]
    mistake: str = ""
    author_fault: bool = False
    answer: str = ""
