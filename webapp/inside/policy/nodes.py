"""Syntax: every node type of Python's `ast` is either allowed, with the reason, or refused, with a sentence."""

from __future__ import annotations

from webapp.inside.policy.refusal import Group, by_name, group

ALLOWED = (
    group("Module", "is the snippet itself"),
    group("Expr Assign AugAssign AnnAssign Delete Pass", "are plain statements; their names and targets are checked"),
    group("If For While Break Continue Match match_case", "decide and repeat; limits bound how long"),
    group("Try TryStar ExceptHandler Raise Assert", "handle errors"),
    group("With withitem", "is how sessions and transactions are framed"),
    group(
        "FunctionDef Lambda arguments arg Return Yield YieldFrom Global Nonlocal", "make functions; frames stay closed"
    ),
    group("ClassDef", "makes classes, mapped ones too; bases, metaclass and special methods are checked"),
    group("Import ImportFrom alias", "bring in listed names of listed modules"),
    group("TypeAlias TypeVar ParamSpec TypeVarTuple", "name types"),
    group("Name Attribute Subscript Slice Starred NamedExpr", "reach values; names and attributes are checked"),
    group("Call keyword", "call; what is called and some arguments are checked"),
    group("Constant JoinedStr FormattedValue TemplateStr Interpolation", "are literals and f-strings"),
    group("List Tuple Set Dict ListComp SetComp DictComp GeneratorExp comprehension", "make collections"),
    group("BoolOp BinOp UnaryOp Compare IfExp", "compute"),
    group(
        "MatchValue MatchSingleton MatchSequence MatchMapping MatchClass MatchStar MatchAs MatchOr",
        "compare shapes; attributes in class patterns are checked",
    ),
    group("Load Store Del", "tell reading, binding and deleting apart"),
    group("And Or Not Invert UAdd USub", "are operators"),
    group("Add Sub Mult MatMult Div Mod Pow LShift RShift BitOr BitXor BitAnd FloorDiv", "are operators"),
    group("Eq NotEq Lt LtE Gt GtE Is IsNot In NotIn", "are comparisons"),
)

ASYNC = "needs an event loop, and the sandbox runs one thing at a time without one."
REFUSED = (
    group("AsyncFunctionDef", f"`async def` {ASYNC}", "Write `def` with a plain `Session`."),
    group("AsyncFor", f"`async for` {ASYNC}", "Write `for`."),
    group("AsyncWith", f"`async with` {ASYNC}", "Write `with`."),
    group("Await", f"`await` {ASYNC}", "Call the function without `await`, with a plain `Session`."),
    group(
        "Interactive Expression FunctionType TypeIgnore Num Str Bytes NameConstant Ellipsis Index ExtSlice Suite "
        "AugLoad AugStore Param",
        "This form of syntax never comes out of a snippet.",
        "Write it as plain Python.",
    ),
)

# Grammar rules without a form of their own; only their alternatives occur in a tree.
ABSTRACT = frozenset(
    "AST mod stmt expr expr_context boolop operator unaryop cmpop excepthandler pattern type_ignore type_param "
    "slice".split()
)

NODES_ALLOWED = frozenset(by_name(ALLOWED))
NODES_REFUSED: dict[str, Group] = by_name(REFUSED)

IN_TEXT = frozenset(
    "Expression Name Attribute Subscript Slice Call keyword Constant List Tuple Compare BoolOp BinOp UnaryOp Load And "
    "Or Not Invert UAdd USub Add Sub Mult Div Mod BitOr BitAnd Eq NotEq Lt LtE Gt GtE Is IsNot In NotIn Starred".split()
)
"""What text that SQLAlchemy evaluates may consist of: names, calls and comparisons, nothing that makes functions."""
