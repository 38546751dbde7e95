"""SQLAlchemy's core: the modules a snippet may import, and the names it gets from each.

Names are listed one by one: what a later version adds stays closed until somebody has looked at it.
"""

from __future__ import annotations

from webapp.inside.policy.modules import Module, module

CORE: dict[str, Module] = {
    "sqlalchemy": module(
        "SQLAlchemy's core",
        "Compiled Dialect ExceptionContext ExecutionContext ARRAY AggregateOrderBy Alias AliasedReturnsRows "
        "AssertionPool BIGINT BINARY BLANK_SCHEMA BLOB BOOLEAN BaseDDLElement BigInteger BinaryExpression "
        "BindParameter BindTyping Boolean BooleanClauseList CHAR CLOB CTE Case Cast CheckConstraint CheckFirst "
        "ChunkedIteratorResult ClauseElement ClauseList CollectionAggregate Column ColumnClause ColumnCollection "
        "ColumnDefault ColumnElement ColumnExpressionArgument ColumnOperators CompoundSelect Computed Connection "
        "Constraint CreateTable CreateTableAs CreateView CursorResult DATE DATETIME DDL DDLElement DECIMAL DOUBLE "
        "DOUBLE_PRECISION Date DateTime DefaultClause Delete Double DropTable DropView Engine Enum Executable "
        "ExecutableDDLElement Exists Extract FLOAT False_ FetchedValue Float ForeignKey ForeignKeyConstraint "
        "ForeignKeyTarget FrameClause FrameClauseType FromClause FromGrouping FrozenResult Function "
        "FunctionElement FunctionFilter GenerativeSelect Grouping HasCTE HasPrefixes HasSuffixes INT INTEGER "
        "Identity Index Insert Inspector Integer Interval IteratorResult JSON Join LABEL_STYLE_DEFAULT "
        "LABEL_STYLE_DISAMBIGUATE_ONLY LABEL_STYLE_NONE LABEL_STYLE_TABLENAME_PLUS_COL Label LargeBinary Lateral "
        "MappingResult MergedResult MetaData NCHAR NUMERIC NVARCHAR Named NestedTransaction NotNullable Null "
        "NullPool Nullable Numeric NumericCommon Operators OrderByList Over Pool PoolProxiedConnection "
        "PoolResetState PrimaryKeyConstraint QueuePool REAL ReleaseSavepointClause Result ReturnsRows "
        "RollbackToSavepointClause RootTransaction Row RowMapping SMALLINT SQLColumnExpression SavepointClause "
        "ScalarResult ScalarSelect Select SelectBase SelectLabelStyle Selectable Sequence SingletonThreadPool "
        "SmallInteger StaticPool String Subquery TEXT TIME TIMESTAMP TString Table TableClause TableSample "
        "TableValuedAlias TableValuedColumn Text TextAsFrom TextClause TextualSelect Time Transaction True_ "
        "TryCast Tuple TupleType TwoPhaseTransaction TypeClause TypeCoerce TypeDecorator TypedColumns URL UUID "
        "UnaryExpression Unicode UnicodeText UniqueConstraint Update UpdateBase Uuid VARBINARY VARCHAR Values "
        "ValuesBase WithinGroup aggregate_order_by alias all_ and_ any_ asc between bindparam bitwise_not case "
        "cast collate column create_engine cte custom_op delete desc distinct except_ except_all exists extract "
        "false from_dml_column func funcfilter insert insert_sentinel inspect intersect intersect_all join label "
        "lateral literal literal_column make_url modifier not_ null nulls_first nulls_last nullsfirst nullslast "
        "or_ outerjoin outparam over quoted_name select table tablesample text true try_cast tstring tuple_ "
        "type_coerce union union_all update values within_group",
        parts="dialects engine event exc ext future inspection orm pool schema sql types",
    ),
    "sqlalchemy.exc": module(
        "errors",
        "DontWrapMixin AmbiguousColumnError AmbiguousForeignKeysError ArgumentError AwaitRequired "
        "Base20DeprecationWarning CircularDependencyError CompileError ConstraintColumnNotFoundError DBAPIError "
        "DataError DatabaseError DisconnectionError DuplicateColumnError IdentifierError IllegalStateChangeError "
        "IntegrityError InterfaceError InternalError InvalidRequestError InvalidatePoolError LegacyAPIWarning "
        "List MissingGreenlet MovedIn20Warning MultipleResultsFound NoDBAPILoaded NoForeignKeysError "
        "NoInspectionAvailable NoReferenceError NoReferencedColumnError NoReferencedTableError NoResultFound "
        "NoSuchColumnError NoSuchModuleError NoSuchTableError NotSupportedError ObjectNotExecutableError "
        "OperationalError Optional PendingRollbackError ProgrammingError ResourceClosedError SADeprecationWarning "
        "SAPendingDeprecationWarning SAWarning SQLAlchemyError StatementError TimeoutError Tuple Type "
        "UnboundExecutionError Union UnreflectableTableError UnsupportedCompilationError overload",
    ),
    "sqlalchemy.event": module(
        "listeners",
        "contains listen listens_for remove",
    ),
    "sqlalchemy.types": module(
        "column types",
        "ARRAY BIGINT BINARY BLOB BOOLEAN BigInteger Boolean CHAR CLOB Concatenable DATE DATETIME DECIMAL "
        "DOUBLE DOUBLE_PRECISION Date DateTime Double Enum ExternalType FLOAT Float INT INTEGER Indexable "
        "Integer Interval JSON LargeBinary MatchType NCHAR NULLTYPE NUMERIC NVARCHAR NullType Numeric "
        "NumericCommon REAL SMALLINT STRINGTYPE SchemaType SmallInteger String TEXT TIME TIMESTAMP Text Time "
        "TupleType TypeDecorator TypeEngine UUID Unicode UnicodeText UserDefinedType Uuid VARBINARY VARCHAR",
    ),
    "sqlalchemy.schema": module(
        "tables and constraints",
        "AddConstraint BLANK_SCHEMA BaseDDLElement CheckConstraint CheckFirst Column "
        "ColumnCollectionConstraint ColumnCollectionMixin ColumnDefault Computed Constraint CreateColumn "
        "CreateIndex CreateSchema CreateSequence CreateTable CreateTableAs CreateView DDL DDLElement "
        "DefaultClause DefaultGenerator DropColumnComment DropConstraint DropConstraintComment DropIndex "
        "DropSchema DropSequence DropTable DropTableComment DropView ExecutableDDLElement FetchedValue "
        "ForeignKey ForeignKeyConstraint ForeignKeyTarget Identity Index MetaData Named PrimaryKeyConstraint "
        "SchemaConst SchemaItem Sequence SetColumnComment SetConstraintComment SetTableComment Table "
        "TypedColumns UniqueConstraint conv insert_sentinel sort_tables sort_tables_and_constraints",
    ),
    "sqlalchemy.sql": module(
        "SQL expressions",
        "Alias BaseDDLElement COLLECT_CARTESIAN_PRODUCTS CheckFirst ClauseElement ColumnCollection "
        "ColumnElement ColumnExpressionArgument CompoundSelect DDL DDLElement Delete Executable "
        "ExecutableDDLElement ExecutableStatement FROM_LINTING False_ FromClause Insert Join "
        "LABEL_STYLE_DEFAULT LABEL_STYLE_DISAMBIGUATE_ONLY LABEL_STYLE_NONE LABEL_STYLE_TABLENAME_PLUS_COL "
        "NO_LINTING NotNullable Nullable SQLColumnExpression Select SelectLabelStyle Selectable Subquery "
        "SyntaxExtension TString TableClause TableSample TableValuedAlias TableValuedColumn TextClause True_ "
        "Update Values WARN_LINTING WriteableColumnCollection aggregate_order_by alias all_ and_ any_ asc "
        "between bindparam case cast collate column cte delete desc distinct except_ except_all exists "
        "extract false from_dml_column func funcfilter insert intersect intersect_all join label lateral "
        "literal literal_column modifier not_ null nulls_first nulls_last nullsfirst nullslast or_ outerjoin "
        "outparam over quoted_name select table tablesample text true try_cast tstring tuple_ type_coerce "
        "union union_all update values within_group",
        parts="ddl dml elements expression functions operators schema selectable sqltypes type_api",
    ),
    "sqlalchemy.sql.expression": module(
        "SQL expressions",
        "AggregateOrderBy Alias AliasedReturnsRows BinaryExpression BindParameter BooleanClauseList CTE Case "
        "Cast ClauseElement ClauseList CollectionAggregate ColumnClause ColumnCollection ColumnElement "
        "ColumnExpressionArgument ColumnOperators CompoundSelect DMLTargetCopy Delete Executable "
        "ExecutableStatement Exists ExpressionClauseList Extract False_ FrameClause FrameClauseType "
        "FromClause FromGrouping Function FunctionElement FunctionFilter GenerativeSelect Grouping HasCTE "
        "HasPrefixes HasSuffixes Insert Join LABEL_STYLE_DEFAULT LABEL_STYLE_DISAMBIGUATE_ONLY "
        "LABEL_STYLE_NONE LABEL_STYLE_TABLENAME_PLUS_COL Label Lateral Null OperatorClass Operators "
        "OrderByList Over ReleaseSavepointClause ReturnsRows RollbackToSavepointClause SQLColumnExpression "
        "SavepointClause ScalarSelect ScalarValues Select SelectBase SelectLabelStyle Selectable Subquery "
        "TString TableClause TableSample TableValuedAlias TableValuedColumn TextAsFrom TextClause "
        "TextualSelect True_ TryCast Tuple TypeClause TypeCoerce UnaryExpression Update UpdateBase Values "
        "ValuesBase WithinGroup WriteableColumnCollection aggregate_order_by alias all_ and_ any_ asc between "
        "bindparam bitwise_not case cast collate column cte custom_op delete desc distinct except_ except_all "
        "exists extract false from_dml_column func funcfilter insert intersect intersect_all join label "
        "lateral literal literal_column modifier not_ null nulls_first nulls_last nullsfirst nullslast or_ "
        "outerjoin outparam over quoted_name select table tablesample text true try_cast tstring tuple_ "
        "type_coerce union union_all update values within_group",
    ),
    "sqlalchemy.sql.functions": module(
        "SQL functions",
        "AnsiFunction Function FunctionElement GenericFunction ReturnTypeFromArgs aggregate_strings array_agg "
        "char_length coalesce concat count cube cume_dist current_date current_time current_timestamp "
        "current_user dense_rank func grouping_sets localtime localtimestamp max min mode next_value now "
        "percent_rank percentile_cont percentile_disc random rank rollup session_user sum sysdate user",
    ),
    "sqlalchemy.sql.operators": module(
        "SQL operators",
        "ColumnOperators Operators add and_ asc_op custom_op desc_op eq ge gt ilike_op in_op is_ is_not le "
        "like_op lt ne not_in_op or_",
    ),
    "sqlalchemy.sql.sqltypes": module(
        "column types",
        "ARRAY BIGINT BINARY BLOB BOOLEAN BigInteger Boolean CHAR CLOB Concatenable DATE DATETIME DECIMAL "
        "DOUBLE DOUBLE_PRECISION Date DateTime Double Enum FLOAT Float INT INTEGER Indexable Integer Interval "
        "JSON LargeBinary MatchType NCHAR NULLTYPE NUMERIC NVARCHAR NullType Numeric NumericCommon REAL "
        "SMALLINT SchemaType SmallInteger String TEXT TIME TIMESTAMP Text Time TupleType TypeDecorator "
        "TypeEngine UUID Unicode UnicodeText Uuid VARBINARY VARCHAR",
    ),
    "sqlalchemy.sql.schema": module(
        "tables and constraints",
        "CheckConstraint Column ColumnDefault Computed Constraint DEFAULT_NAMING_CONVENTION FetchedValue ForeignKey "
        "ForeignKeyConstraint Identity Index MetaData PrimaryKeyConstraint Sequence Table UniqueConstraint",
    ),
    "sqlalchemy.sql.selectable": module(
        "kinds of SELECT",
        "Alias CTE CompoundSelect Exists FromClause Join Lateral ScalarSelect Select Selectable Subquery "
        "TableClause TextualSelect Values",
    ),
    "sqlalchemy.sql.elements": module(
        "parts of SQL expressions",
        "BinaryExpression BindParameter BooleanClauseList Case Cast ClauseElement ColumnClause ColumnElement "
        "False_ Label Null TextClause True_ Tuple UnaryExpression literal literal_column quoted_name",
    ),
    "sqlalchemy.engine": module(
        "engines, connections, results",
        "Dialect ExceptionContext ExecutionContext Connection CursorResult Engine FrozenResult Inspector "
        "MappingResult NestedTransaction Result RootTransaction Row RowMapping ScalarResult Transaction "
        "TupleResult URL create_engine make_url",
        parts="base cursor interfaces reflection result row url",
    ),
    "sqlalchemy.engine.reflection": module(
        "reflection",
        "Inspector ObjectKind ObjectScope",
    ),
    "sqlalchemy.engine.url": module(
        "URLs",
        "URL make_url",
    ),
    "sqlalchemy.engine.result": module(
        "results",
        "FrozenResult MappingResult Result Row RowMapping ScalarResult TupleResult",
    ),
    "sqlalchemy.engine.base": module(
        "connections",
        "Connection Engine NestedTransaction RootTransaction Transaction",
    ),
    "sqlalchemy.engine.row": module("rows", "Row RowMapping"),
    "sqlalchemy.engine.cursor": module("results", "CursorResult"),
    "sqlalchemy.engine.interfaces": module("names for annotations", "Dialect ExceptionContext ExecutionContext"),
    "sqlalchemy.future": module("the 2.0 style, by its older path", "Connection Engine create_engine select"),
    "sqlalchemy.sql.ddl": module(
        "CREATE and DROP", "CreateIndex CreateTable CreateTableAs CreateView DDL DropIndex DropTable DropView"
    ),
    "sqlalchemy.sql.dml": module("INSERT, UPDATE, DELETE", "Delete Insert Update"),
    "sqlalchemy.sql.type_api": module("column types", "TypeDecorator TypeEngine UserDefinedType"),
    "sqlalchemy.pool": module(
        "connection pools",
        "AssertionPool NullPool Pool QueuePool SingletonThreadPool StaticPool",
    ),
    "sqlalchemy.inspection": module(
        "inspect()",
        "inspect",
    ),
}
