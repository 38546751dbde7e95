"""`function`: a name the answer defines, called with given arguments."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from webapp.lessons.part import Expression, Identifier, Part, Snippet, Written


class Call(Part):
    """One call. `with` are the arguments, as Python expressions in the answer's names.

    `before` is code that runs first, to put rows there or to take them away. `is` or `is_repr`: what it must give, as
    for `value`, with `form` too; `raises`: the class of the exception it must end in; none of them: as the solution's.
    """

    arguments: list[Expression] = Field([], alias="with")
    """The arguments, as Python expressions in the answer's names."""
    before: Snippet = ""
    """Code that runs first, to put rows there or to take them away."""
    equals: Any = Field(None, alias="is")
    """What it must give, as YAML."""
    is_repr: Written | None = None
    """What it must give, as a Python literal or a repr."""
    raises: Written | None = None
    """The class of the exception that it must end in."""
    form: bool = False
    """`true`: a tuple is no list then, 1 is not 1.0, and a Row is a Row."""

    @model_validator(mode="after")
    def says_one_thing(self) -> Self:
        given = ["equals" in self.model_fields_set, self.is_repr is not None, self.raises is not None]
        if sum(given) > 1:
            raise ValueError("A call takes one of `is`, `is_repr` and `raises`, or none.")
        return self

    @property
    def expects(self) -> Literal["yaml", "repr", "raises", "solution"]:
        if self.raises is not None:
            return "raises"
        if self.is_repr is not None:
            return "repr"
        return "yaml" if "equals" in self.model_fields_set else "solution"


class FunctionCheck(Part):
    """What the function named `of` gives for each of the `calls`, one after another.

    They run in a sandbox of their own after the answer has run there: one call finds what those before it left.
    """

    of: Identifier
    """The name of the function."""
    calls: Annotated[list[Call], Field(min_length=1)]
    """Its calls, one after another."""

    def expression(self, call: Call) -> str:
        """A call as code."""
        return f"{self.of}({', '.join(argument.strip() for argument in call.arguments)})"
