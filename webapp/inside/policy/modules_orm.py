"""SQLAlchemy's ORM, extensions and dialects: the modules a snippet may import, and the names it gets from each."""

from __future__ import annotations

from webapp.inside.policy.modules import Module, module

ORM: dict[str, Module] = {
    "sqlalchemy.orm": module(
        "mapping and the Session",
        "TypeResolve AttributeEventToken MappedClassProtocol QueryContext UOWTransaction AliasOption AppenderQuery "
        "AttributeState Bundle CascadeOptions ColumnProperty Composite CompositeProperty DeclarativeBase "
        "DeclarativeBaseNoMeta DeclarativeMeta DictBundle DynamicMapped EXT_CONTINUE EXT_SKIP EXT_STOP "
        "FromStatement IdentityMap InspectionAttr InspectionAttrExtensionType InspectionAttrInfo InstanceState "
        "InstrumentedAttribute KeyFuncDict Load LoaderCallableStatus LoaderCriteriaOption MANYTOMANY MANYTOONE "
        "Mapped MappedAsDataclass MappedCollection MappedColumn MappedSQLExpression Mapper MapperProperty NO_KEY "
        "NO_VALUE NotExtension ONETOMANY ORMDescriptor ORMExecuteState PassiveFlag PropComparator Query "
        "QueryPropertyDescriptor QueryableAttribute Relationship RelationshipDirection RelationshipProperty "
        "SQLORMExpression Session SessionTransaction SessionTransactionOrigin Synonym SynonymProperty Unmapped "
        "WriteOnlyCollection WriteOnlyMapped aliased as_declarative as_typed_table attribute_keyed_dict "
        "attribute_mapped_collection backref class_mapper clear_mappers close_all_sessions column_keyed_dict "
        "column_mapped_collection column_property composite configure_mappers contains_alias contains_eager "
        "declarative_base declarative_mixin declared_attr defaultload defer deferred dynamic_loader foreign "
        "has_inherited_table immediateload join joinedload keyfunc_mapping lazyload load_only make_transient "
        "make_transient_to_detached mapped_as_dataclass mapped_collection mapped_column mapper "
        "merge_frozen_result merge_result noload object_mapper object_session orm_insert_sentinel outerjoin "
        "polymorphic_union query_expression raiseload reconstructor registry relationship remote scoped_session "
        "selectin_polymorphic selectinload sessionmaker subqueryload synonym synonym_for undefer undefer_group "
        "unmapped_column unmapped_dataclass validates was_deleted with_expression with_loader_criteria "
        "with_parent with_polymorphic",
        parts="attributes base collections decl_api dynamic exc interfaces properties query relationships scoping "
        "session state strategy_options unitofwork writeonly",
    ),
    "sqlalchemy.orm.attributes": module(
        "changes of attributes",
        "OP_APPEND OP_BULK_REPLACE OP_MODIFIED OP_REMOVE OP_REPLACE History InstrumentedAttribute NEVER_SET "
        "NO_CHANGE NO_VALUE PASSIVE_NO_FETCH PASSIVE_NO_INITIALIZE PASSIVE_OFF QueryableAttribute del_attribute "
        "flag_dirty flag_modified get_attribute get_history init_collection set_attribute set_committed_value",
    ),
    "sqlalchemy.orm.collections": module(
        "collections of a relationship",
        "InstrumentedDict InstrumentedList InstrumentedSet KeyFuncDict MappedCollection attribute_keyed_dict "
        "attribute_mapped_collection collection column_keyed_dict column_mapped_collection keyfunc_mapping "
        "mapped_collection",
    ),
    "sqlalchemy.orm.base": module("mapping, by its older path", "DynamicMapped Mapped WriteOnlyMapped"),
    "sqlalchemy.orm.dynamic": module("large collections", "AppenderQuery"),
    "sqlalchemy.orm.unitofwork": module("names for annotations", "UOWTransaction"),
    "sqlalchemy.orm.writeonly": module("large collections", "WriteOnlyCollection"),
    "sqlalchemy.orm.exc": module(
        "the ORM's errors",
        "ConcurrentModificationError DetachedInstanceError FlushError LoaderStrategyException "
        "MappedAnnotationError MultipleResultsFound NoResultFound ObjectDeletedError ObjectDereferencedError "
        "StaleDataError UnmappedClassError UnmappedColumnError UnmappedError UnmappedInstanceError",
    ),
    "sqlalchemy.orm.session": module(
        "sessions, by their older path",
        "ORMExecuteState Session SessionTransaction close_all_sessions make_transient "
        "make_transient_to_detached object_session sessionmaker",
    ),
    "sqlalchemy.orm.scoping": module(
        "sessions, by their older path",
        "scoped_session",
    ),
    "sqlalchemy.orm.query": module(
        "the legacy query",
        "Query",
    ),
    "sqlalchemy.orm.state": module(
        "states of objects",
        "AttributeState InstanceState",
    ),
    "sqlalchemy.orm.interfaces": module(
        "kinds of mapped attributes",
        "EXT_CONTINUE EXT_STOP InspectionAttr MANYTOMANY MANYTOONE MapperProperty ONETOMANY PropComparator "
        "RelationshipDirection",
    ),
    "sqlalchemy.orm.properties": module(
        "kinds of mapped attributes",
        "ColumnProperty RelationshipProperty",
    ),
    "sqlalchemy.orm.relationships": module(
        "kinds of mapped attributes",
        "Relationship RelationshipProperty foreign remote",
    ),
    "sqlalchemy.orm.decl_api": module(
        "mapping, by its older path",
        "DeclarativeBase DeclarativeBaseNoMeta DeclarativeMeta MappedAsDataclass as_declarative "
        "declarative_mixin declared_attr has_inherited_table registry",
    ),
    "sqlalchemy.orm.strategy_options": module(
        "loader options",
        "Load contains_eager defaultload defer immediateload joinedload lazyload load_only noload raiseload "
        "selectin_polymorphic selectinload subqueryload undefer undefer_group with_expression",
    ),
    "sqlalchemy.ext": module(
        "extensions",
        "",
        parts="associationproxy automap declarative hybrid mutable orderinglist",
    ),
    "sqlalchemy.ext.associationproxy": module(
        "attributes of related objects",
        "AssociationProxy association_proxy",
    ),
    "sqlalchemy.ext.automap": module(
        "classes from tables",
        "AutomapBase automap_base classname_for_table generate_relationship name_for_collection_relationship "
        "name_for_scalar_relationship",
    ),
    "sqlalchemy.ext.declarative": module(
        "mapping, by its older path",
        "AbstractConcreteBase ConcreteBase DeclarativeMeta DeferredReflection as_declarative declarative_base "
        "declared_attr has_inherited_table synonym_for",
    ),
    "sqlalchemy.ext.hybrid": module(
        "attributes for Python and SQL",
        "Comparator ExprComparator hybrid_method hybrid_property",
    ),
    "sqlalchemy.ext.mutable": module(
        "values changed in place",
        "Mutable MutableBase MutableComposite MutableDict MutableList MutableSet",
    ),
    "sqlalchemy.ext.orderinglist": module(
        "lists that keep their order",
        "OrderingList count_from_0 count_from_1 count_from_n_factory ordering_list",
    ),
}

DIALECTS: dict[str, Module] = {
    "sqlalchemy.dialects": module(
        "databases' own SQL",
        "",
        parts="sqlite postgresql mysql oracle mssql",
    ),
    "sqlalchemy.dialects.sqlite": module(
        "SQLite's types and SQL",
        "BLOB BOOLEAN CHAR DATE DATETIME DECIMAL FLOAT INTEGER Insert JSON JSONB NUMERIC REAL SMALLINT TEXT "
        "TIME TIMESTAMP VARCHAR dialect insert",
    ),
    "sqlalchemy.dialects.postgresql": module(
        "PostgreSQL's types and SQL, to look at",
        "ARRAY All BIGINT BIT BOOLEAN BYTEA BitString CHAR CIDR CITEXT CreateDomainType CreateEnumType DATE "
        "DATEMULTIRANGE DATERANGE DOMAIN DOUBLE_PRECISION DropDomainType DropEnumType ENUM ExcludeConstraint "
        "FLOAT HSTORE INET INT4MULTIRANGE INT4RANGE INT8MULTIRANGE INT8RANGE INTEGER INTERVAL Insert JSON "
        "JSONB JSONPATH MACADDR MACADDR8 MONEY NUMERIC NUMMULTIRANGE NUMRANGE NamedType OID REAL REGCLASS "
        "REGCONFIG Range SMALLINT TEXT TIME TIMESTAMP TSMULTIRANGE TSQUERY TSRANGE TSTZMULTIRANGE TSTZRANGE "
        "TSVECTOR UUID VARCHAR aggregate_order_by array array_agg dialect distinct_on hstore insert",
    ),
    "sqlalchemy.dialects.sqlite.dml": module("SQLite's SQL, by its older path", "Insert insert"),
    "sqlalchemy.dialects.postgresql.dml": module("PostgreSQL's SQL, by its older path", "Insert insert"),
    "sqlalchemy.dialects.postgresql.json": module("PostgreSQL's types, by its older path", "JSON JSONB"),
    "sqlalchemy.dialects.mysql": module(
        "MySQL's types and SQL, to look at",
        "BIGINT BINARY BIT BLOB BOOLEAN CHAR DATE DATETIME DECIMAL DOUBLE ENUM FLOAT INET4 INET6 INTEGER "
        "Insert JSON LONGBLOB LONGTEXT MEDIUMBLOB MEDIUMINT MEDIUMTEXT NCHAR NUMERIC NVARCHAR REAL SET "
        "SMALLINT TEXT TIME TIMESTAMP TINYBLOB TINYINT TINYTEXT VARBINARY VARCHAR YEAR dialect insert limit "
        "match",
    ),
    "sqlalchemy.dialects.oracle": module(
        "Oracle's types and SQL, to look at",
        "BFILE BINARY_DOUBLE BINARY_FLOAT BLOB BOOLEAN CHAR CLOB DATE DOUBLE_PRECISION FLOAT INTERVAL LONG NCHAR "
        "NCLOB NUMBER NVARCHAR NVARCHAR2 RAW REAL ROWID TIMESTAMP VARCHAR VARCHAR2 dialect",
    ),
    "sqlalchemy.dialects.mssql": module(
        "SQL Server's types and SQL, to look at",
        "BIGINT BINARY BIT CHAR DATE DATETIME DATETIME2 DATETIMEOFFSET DECIMAL DOUBLE_PRECISION FLOAT IMAGE INTEGER "
        "JSON MONEY NCHAR NTEXT NUMERIC NVARCHAR REAL SMALLDATETIME SMALLINT SMALLMONEY SQL_VARIANT TEXT TIME "
        "TIMESTAMP TINYINT UNIQUEIDENTIFIER VARBINARY VARCHAR XML dialect",
    ),
}
