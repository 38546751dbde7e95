"""Public names of SQLAlchemy that stay closed, with the reason."""

from __future__ import annotations

from webapp.inside.policy.refusal import by_name, group

CLOSED = (
    group(
        "create_mock_engine create_pool_from_url engine_from_config CreateEnginePlugin",
        "makes engines and pools in a way nobody looks at.",
        "Use `create_engine`.",
    ),
    group("create_session", "is an old way to make a Session.", "Use `Session(engine)` or `sessionmaker`."),
    group("PickleType", "uses pickling, which can run any code.", "Use `JSON`."),
    group(
        "lambda_stmt LambdaElement StatementLambdaElement",
        "builds functions from the code of others.",
        "Write the statement itself.",
    ),
    group(
        "AdaptedConnection AsyncAdaptedQueuePool BaseRow CacheKey ResultProxy TypeCompiler Visitable result_tuple "
        "ClassManager MapperEvents AttributeEvents InstanceEvents InstrumentationEvents QueryEvents RegistryEvents "
        "SessionEvents UserDefinedOption add_mapped_attribute",
        "belongs to the inside of SQLAlchemy.",
        "Use the functions and classes its tutorial uses; listeners are added by `event.listen`.",
    ),
    group("instance_dict instance_state manager_of_class", "hands out the inside of an object.", "Use `inspect(obj)`."),
)
CLOSED_NAMES = by_name(CLOSED)
