"""The modules of the standard library a snippet may import, and the names it gets from each."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.inside.policy.refusal import Refusal, by_name, group


@dataclass(frozen=True, slots=True)
class Module:
    """What is handed out of one module. `parts` are modules below it that are reached as attributes."""

    names: frozenset[str]
    reason: str
    parts: frozenset[str] = frozenset()

    def has(self, name: str) -> bool:
        return name in self.names or name in self.parts


def module(reason: str, names: str, parts: str = "") -> Module:
    return Module(frozenset(names.split()), reason, frozenset(parts.split()))


STANDARD: dict[str, Module] = {
    "__future__": module(
        "switches of the language",
        "annotations division print_function absolute_import unicode_literals generators nested_scopes with_statement "
        "generator_stop",
    ),
    "abc": module("abstract classes", "ABC ABCMeta abstractmethod abstractproperty"),
    "base64": module("bytes as text", "b64encode b64decode urlsafe_b64encode urlsafe_b64decode b32encode b32decode"),
    "bisect": module("sorted lists", "bisect bisect_left bisect_right insort insort_left insort_right"),
    "calendar": module(
        "calendars",
        "isleap leapdays weekday monthrange monthcalendar month calendar timegm month_name month_abbr day_name "
        "day_abbr Calendar TextCalendar MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY",
    ),
    "cmath": module("complex mathematics", "sqrt exp log phase polar rect pi e"),
    "collections": module(
        "containers",
        "namedtuple deque Counter OrderedDict defaultdict ChainMap UserDict UserList UserString",
        parts="abc",
    ),
    "collections.abc": module(
        "kinds of containers",
        "Hashable Iterable Iterator Generator Reversible Sized Container Callable Collection Set MutableSet Mapping "
        "MutableMapping MappingView KeysView ItemsView ValuesView Sequence MutableSequence ByteString Buffer",
    ),
    "contextlib": module(
        "`with` blocks of your own",
        "contextmanager closing nullcontext AbstractContextManager ContextDecorator ExitStack suppress",
    ),
    "copy": module("copies", "copy deepcopy replace Error error"),
    "csv": module(
        "tables as text",
        "reader writer DictReader DictWriter QUOTE_ALL QUOTE_MINIMAL QUOTE_NONNUMERIC QUOTE_NONE Error",
    ),
    "dataclasses": module(
        "dataclasses",
        "dataclass field Field FrozenInstanceError InitVar KW_ONLY MISSING fields asdict astuple replace is_dataclass",
    ),
    "datetime": module("dates and times", "date datetime time timedelta timezone tzinfo MINYEAR MAXYEAR UTC"),
    "decimal": module(
        "decimal numbers",
        "Decimal DecimalException DecimalTuple Context DefaultContext BasicContext ExtendedContext DivisionByZero "
        "InvalidOperation Inexact Overflow Underflow Rounded Clamped Subnormal FloatOperation ROUND_05UP ROUND_CEILING "
        "ROUND_DOWN ROUND_FLOOR ROUND_HALF_DOWN ROUND_HALF_EVEN ROUND_HALF_UP ROUND_UP MAX_PREC MAX_EMAX MIN_EMIN "
        "getcontext setcontext localcontext",
    ),
    "enum": module(
        "enumerations",
        "Enum IntEnum StrEnum Flag IntFlag ReprEnum EnumMeta EnumType auto unique verify member nonmember property "
        "FlagBoundary STRICT CONFORM EJECT KEEP EnumCheck CONTINUOUS NAMED_FLAGS UNIQUE",
    ),
    "fractions": module("fractions", "Fraction"),
    "functools": module(
        "functions about functions",
        "wraps total_ordering cache cmp_to_key lru_cache reduce partial partialmethod singledispatch "
        "singledispatchmethod cached_property",
    ),
    "gc": module("to see what the session no longer holds", "collect isenabled get_count"),
    "hashlib": module("digests", "md5 sha1 sha224 sha256 sha384 sha512 blake2b blake2s sha3_256 new pbkdf2_hmac"),
    "heapq": module("heaps", "heappush heappop heapify heappushpop heapreplace merge nlargest nsmallest"),
    "io": module("text in memory", "StringIO BytesIO"),
    "itertools": module(
        "iterators",
        "accumulate batched chain combinations combinations_with_replacement compress count cycle dropwhile "
        "filterfalse groupby islice pairwise permutations product repeat starmap takewhile tee zip_longest",
    ),
    "json": module("JSON", "dumps loads dump load JSONDecodeError JSONEncoder JSONDecoder"),
    "math": module(
        "mathematics",
        "acos acosh asin asinh atan atan2 atanh cbrt ceil comb copysign cos cosh degrees dist e erf erfc exp exp2 "
        "expm1 fabs factorial floor fma fmod frexp fsum gamma gcd hypot inf isclose isfinite isinf isnan isqrt "
        "lcm ldexp lgamma log log10 log1p log2 modf nan nextafter perm pi pow prod radians remainder sin sinh "
        "sqrt sumprod tan tanh tau trunc ulp",
    ),
    "numbers": module("kinds of numbers", "Number Complex Real Rational Integral"),
    "operator": module(
        "operators as functions",
        "abs add and_ attrgetter concat contains countOf eq floordiv ge getitem gt iadd iand ifloordiv ilshift "
        "imod imul index indexOf inv invert ior ipow irshift is_ is_not isub itemgetter itruediv ixor le "
        "length_hint lshift lt matmul methodcaller mod mul ne neg not_ or_ pos pow rshift setitem delitem sub "
        "truediv truth xor",
    ),
    "pprint": module("readable output", "pprint pformat pp PrettyPrinter isreadable isrecursive saferepr"),
    "random": module(
        "chance",
        "Random betavariate binomialvariate choice choices expovariate gammavariate gauss getrandbits getstate "
        "lognormvariate normalvariate paretovariate randbytes randint random randrange sample seed setstate shuffle "
        "triangular uniform vonmisesvariate weibullvariate SystemRandom",
    ),
    "re": module(
        "patterns",
        "match fullmatch search sub subn split findall finditer compile purge escape error PatternError Pattern "
        "Match A I L M S X U ASCII IGNORECASE LOCALE MULTILINE DOTALL VERBOSE UNICODE NOFLAG RegexFlag",
    ),
    "secrets": module("random tokens", "choice randbelow randbits token_bytes token_hex token_urlsafe compare_digest"),
    "sqlite3": module(
        "the driver's errors, to name them in `except`",
        "Error DatabaseError IntegrityError OperationalError ProgrammingError InterfaceError InternalError DataError "
        "NotSupportedError Warning sqlite_version sqlite_version_info",
    ),
    "statistics": module(
        "statistics",
        "NormalDist StatisticsError correlation covariance fmean geometric_mean harmonic_mean kde "
        "linear_regression mean median median_grouped median_high median_low mode multimode pstdev pvariance "
        "quantiles stdev variance",
    ),
    "string": module(
        "letters and digits",
        "ascii_letters ascii_lowercase ascii_uppercase capwords digits hexdigits octdigits printable punctuation "
        "whitespace Template",
    ),
    "textwrap": module("wrapped text", "TextWrapper wrap fill dedent indent shorten"),
    "time": module(
        "clocks",
        "asctime ctime gmtime localtime mktime monotonic monotonic_ns perf_counter perf_counter_ns process_time "
        "process_time_ns sleep strftime strptime struct_time time time_ns timezone tzname",
    ),
    "types": module("a few types", "SimpleNamespace MappingProxyType NoneType EllipsisType GenericAlias UnionType"),
    "typing": module(
        "types in annotations",
        "AbstractSet Annotated Any AnyStr Callable ChainMap ClassVar Collection Concatenate Container "
        "ContextManager Counter DefaultDict Deque Dict Final FrozenSet Generator Generic Hashable IO ItemsView "
        "Iterable Iterator KeysView List Literal LiteralString Mapping MappingView Match MutableMapping "
        "MutableSequence MutableSet NamedTuple Never NewType NoReturn NotRequired Optional OrderedDict ParamSpec "
        "ParamSpecArgs ParamSpecKwargs Pattern Protocol ReadOnly Required Reversible Self Sequence Set Sized "
        "SupportsAbs SupportsBytes SupportsComplex SupportsFloat SupportsIndex SupportsInt SupportsRound "
        "TYPE_CHECKING Text TextIO Tuple Type TypeAlias TypeAliasType TypeGuard TypeIs TypeVar TypeVarTuple "
        "TypedDict Union Unpack ValuesView Awaitable Coroutine AsyncIterator AsyncIterable AsyncGenerator "
        "assert_never assert_type cast dataclass_transform final get_args get_origin is_typeddict no_type_check "
        "overload override reveal_type runtime_checkable",
    ),
    "unicodedata": module("letters of all scripts", "bidirectional category combining lookup name normalize"),
    "uuid": module(
        "unique identifiers", "UUID uuid3 uuid4 uuid5 uuid7 NAMESPACE_DNS NAMESPACE_OID NAMESPACE_URL NAMESPACE_X500"
    ),
    "weakref": module("to see what the session no longer holds", "ref WeakSet WeakKeyDictionary WeakValueDictionary"),
}

FILES = "works with files, and the sandbox has none."
REFUSED = by_name(
    (
        group(
            "os pathlib shutil tempfile glob fileinput zipfile tarfile gzip bz2 lzma",
            FILES,
            "Keep data in the database.",
        ),
        group("io pickle shelve marshal dbm codecs", FILES, "Use `json.dumps` and `json.loads` on text."),
        group("sys builtins", "reaches the inside of the running Python.", "Use `print` for output; `return` to stop."),
        group(
            "subprocess multiprocessing signal pty",
            "starts or signals processes, and the sandbox is a single one.",
            "Call a function instead.",
        ),
        group(
            "socket ssl http urllib requests ftplib smtplib",
            "needs a network, and the sandbox has none.",
            "Write the data into the snippet.",
        ),
        group(
            "threading concurrent queue _thread contextvars sched",
            "starts threads, and a sandbox runs one thing at a time.",
            "To see two transactions use two sessions.",
        ),
        group("asyncio", "needs an event loop, and the sandbox has none.", "Use the plain `Session`."),
        group(
            "logging warnings",
            "writes to places of its own.",
            "To see SQL use `create_engine(..., echo=True)` or the SQL tab; to show text use `print`.",
        ),
        group("inspect", "looks into frames and code.", "SQLAlchemy's own is here: `from sqlalchemy import inspect`."),
        group(
            "importlib pkgutil runpy imp zipimport",
            "imports by a name made at run time.",
            "Write an `import` statement.",
        ),
        group(
            "ctypes mmap resource faulthandler",
            "reaches the machine beneath Python.",
            "Use Python's own values and functions.",
        ),
        group(
            "zoneinfo",
            "reads the time zones' files, and the sandbox has none.",
            "Use `datetime.timezone` or `timedelta`.",
        ),
        group("traceback", "looks into frames.", "Print the exception itself: `print(repr(error))`."),
        group("timeit", "runs text as code.", "Use `time.perf_counter()` before and after."),
        group("ast dis code codeop", "handles code as data.", "Write the code itself."),
        group("atexit", "runs code after the snippet has ended.", "Use `with` or `try`/`finally`."),
        group("psycopg psycopg2 pymysql aiosqlite asyncpg", "is a driver for another database.", "Use `sqlite://`."),
        group(
            "pandas numpy flask flask_sqlalchemy sqlmodel alembic pydantic",
            "is not installed in the sandbox.",
            "Use SQLAlchemy and the standard library.",
        ),
        group(
            "sqlalchemy.ext.asyncio", "needs an event loop and threads.", "Use the plain `Session` of `sqlalchemy.orm`."
        ),
        group(
            "sqlalchemy.ext.compiler",
            "changes how SQL is written for the whole process.",
            "Use `func`, `.op(...)` or a `TypeDecorator`, which write SQL of your own too.",
        ),
        group("uuid.uuid1 uuid.getnode", "reads the machine's network address.", "Use `uuid.uuid4()`."),
        group(
            "contextlib.redirect_stdout contextlib.redirect_stderr",
            "changes where everything is printed.",
            "Print to a text of your own: `print(..., file=io.StringIO())`.",
        ),
        group("sqlalchemy.ext.serializer", "uses pickling, which can run any code.", "Use `json`."),
        group("sqlalchemy.ext.indexable", "reads attributes by a text.", "Use a `hybrid_property`."),
    )
)


def unknown_import(name: str) -> Refusal | None:
    """The sentence for a module that is known and closed; the longest known part of a dotted name counts."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        found = REFUSED.get(".".join(parts[:length]))
        if found is not None:
            return found.refusal("import", name)
    return None
