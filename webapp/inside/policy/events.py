"""Events: which of SQLAlchemy's a snippet may listen to."""

from __future__ import annotations

from webapp.inside.policy.refusal import Refusal, by_name, group, nearest

ALLOWED = (
    group(
        "before_commit after_commit before_flush after_flush after_flush_postexec before_attach after_attach "
        "after_begin after_rollback after_soft_rollback after_transaction_create after_transaction_end "
        "do_orm_execute after_bulk_update after_bulk_delete transient_to_pending pending_to_transient "
        "pending_to_persistent persistent_to_transient persistent_to_deleted deleted_to_persistent "
        "deleted_to_detached persistent_to_detached detached_to_persistent loaded_as_persistent",
        "tell what a Session does",
    ),
    group(
        "before_insert after_insert before_update after_update before_delete after_delete before_configured "
        "after_configured mapper_configured before_mapper_configured instrument_class "
        "after_mapper_constructed",
        "tell what a mapper does",
    ),
    group(
        "load refresh refresh_flush expire init init_failure pickle unpickle",
        "tell what happens to an object",
    ),
    group(
        "append remove set bulk_replace modified init_scalar init_collection dispose_collection append_wo_mutation",
        "tell what happens to an attribute",
    ),
    group("before_compile before_compile_update before_compile_delete", "tell what a query does"),
    group("attribute_instrument resolve_type_annotation", "tell about mapping"),
    group(
        "before_create after_create before_drop after_drop column_reflect before_parent_attach after_parent_attach",
        "tell about tables",
    ),
    group(
        "begin commit rollback savepoint rollback_savepoint release_savepoint begin_twophase prepare_twophase "
        "commit_twophase rollback_twophase before_execute after_execute before_cursor_execute after_cursor_execute "
        "engine_connect engine_disposed set_connection_execution_options set_engine_execution_options handle_error",
        "tell what an engine and its connections do",
    ),
    group(
        "connect first_connect checkout checkin reset close detach invalidate soft_invalidate close_detached",
        "tell what a pool does",
    ),
)
REFUSED = (
    group("do_connect", "decides which database is opened.", "Listen to `connect`, which comes after."),
    group(
        "do_execute do_executemany do_execute_no_params do_setinputsizes",
        "stands in for the driver.",
        "Listen to `before_cursor_execute`, which sees the same statement.",
    ),
    group(
        "class_instrument class_uninstrument",
        "belongs to the machinery that makes a class a mapped one.",
        "Listen to `instrument_class` or `mapper_configured`.",
    ),
)
NAMES = frozenset(by_name(ALLOWED))
NAMES_REFUSED = by_name(REFUSED)


def event_refusal(name: str) -> Refusal | None:
    if name in NAMES:
        return None
    found = NAMES_REFUSED.get(name)
    if found is not None:
        return Refusal("event", f"The event `{name}` {found.reason}", found.instead)
    message = f"There is no event `{name:.60}` to listen to here."
    return Refusal("event", message, nearest(name, NAMES) or "The documentation lists the events that are open.")
