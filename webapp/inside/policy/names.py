"""Names: which of Python's built-in names a snippet has, and which special names it may read."""

from __future__ import annotations

from webapp.inside.policy.refusal import by_name, group

ALLOWED = (
    group("None True False Ellipsis NotImplemented __debug__", "are constants"),
    group(
        "bool int float complex str bytes bytearray memoryview list tuple set frozenset dict range slice object",
        "are the built-in types",
    ),
    group("type", "tells a value's type; making classes with it is left to the class statement"),
    group("classmethod staticmethod property super", "belong to the class statement"),
    group("print repr ascii format", "show values"),
    group("len sum min max abs round pow divmod bin oct hex chr ord hash id", "compute"),
    group("all any sorted reversed enumerate zip map filter iter next", "go through collections"),
    group("isinstance issubclass callable dir", "ask about values"),
    group("getattr setattr hasattr delattr", "reach attributes by name; the name is checked"),
    group(
        "BaseException Exception ArithmeticError AssertionError AttributeError BufferError EOFError FloatingPointError "
        "GeneratorExit ImportError IndexError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError "
        "NameError NotImplementedError OSError OverflowError RecursionError ReferenceError RuntimeError "
        "StopAsyncIteration StopIteration SyntaxError IndentationError TabError SystemError SystemExit TimeoutError "
        "TypeError UnboundLocalError UnicodeError UnicodeDecodeError UnicodeEncodeError UnicodeTranslateError "
        "ValueError ZeroDivisionError BaseExceptionGroup ExceptionGroup PythonFinalizationError IOError "
        "EnvironmentError BlockingIOError BrokenPipeError ChildProcessError ConnectionAbortedError ConnectionError "
        "ConnectionRefusedError ConnectionResetError FileExistsError FileNotFoundError InterruptedError "
        "IsADirectoryError NotADirectoryError PermissionError ProcessLookupError",
        "are exceptions",
    ),
    group(
        "Warning BytesWarning DeprecationWarning EncodingWarning FutureWarning ImportWarning "
        "PendingDeprecationWarning ResourceWarning RuntimeWarning SyntaxWarning UnicodeWarning UserWarning",
        "are categories of warnings",
    ),
)

DYNAMIC = "runs text as code, so nobody could check it beforehand."
REFUSED = (
    group("eval", DYNAMIC, "Write the expression itself. To read numbers from text use `int(...)` or `float(...)`."),
    group("exec", DYNAMIC, "Write the statements themselves."),
    group("compile", DYNAMIC, "Write the code itself. For patterns there is `re.compile`."),
    group("__import__", "imports by a name made at run time.", "Write an `import` statement."),
    group("open", "reads and writes files, and the sandbox has none.", "Keep data in a variable or in the database."),
    group("input", "waits for somebody to type, and nobody can here.", "Put the value into a variable."),
    group("breakpoint", "starts a debugger that waits for the keyboard.", "Use `print`, or look at the SQL tab."),
    group("help", "needs a pager and the documentation's files.", "Use `dir(...)`, or the documentation on the web."),
    group("globals locals", "hands out the inside of a running program.", "Use the names directly, or keep a `dict`."),
    group("vars", "hands out an object's own dictionary.", "For a mapped object use `inspect(obj).dict`."),
    group("exit quit", "ends Python, and the console goes on.", "Use `return` in a function, or just end the snippet."),
    group(
        "license copyright credits",
        "reads Python's own files, and the sandbox has none.",
        "Read them on python.org; a variable of your own may have that name.",
    ),
    group("aiter anext", "belongs to asynchronous code, which the sandbox does not run.", "Use `iter` and `next`."),
    group("__build_class__", "is what the class statement calls.", "Write a class statement."),
    group(
        "__loader__ __spec__ __builtins__ __file__ __path__ __package__ __cached__",
        "belongs to the import system.",
        "Use the built-in functions by their names, and `import` for modules.",
    ),
)

BUILTINS = frozenset(by_name(ALLOWED))
BUILTINS_REFUSED = by_name(REFUSED)

# These are words people use for their own things: a course has credits, a song has a license.
REUSABLE = frozenset(
    "license copyright credits help exit quit vars input compile open locals globals eval exec".split()
)

SPECIAL_READABLE = frozenset("__name__ __doc__ __debug__ __tablename__ __table_args__ __mapper_args__".split())
"""Special names that may be read as plain names: the module's, and what a class body has defined above."""
