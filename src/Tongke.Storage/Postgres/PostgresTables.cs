using Tongke.Storage.Tables;

namespace Tongke.Storage.Postgres;

/// <summary>Table definitions in PostgreSQL's words.</summary>
internal static class PostgresTables
{
    /// <summary>The statements that make a change.</summary>
    public static IEnumerable<string> Of(SchemaChange change) => change switch
    {
        CreateTable(var table) => [Create(table)],
        DropTable(var table) => table.IsSearchable ? [DropSearch(table.Name), $"drop table {table.Name.Quoted} cascade"] : [$"drop table {table.Name.Quoted} cascade"],
        RenameTable(var old, var to) => Rename(old, to),
        AddColumn(var table, var column) => [$"alter table {table.Quoted} add column {Column(column with { IsNullable = true })}"],
        DropColumn(var table, var column) => [$"alter table {table.Quoted} drop column {column.Name.Quoted}"],
        RenameColumn(var table, var from, var to) => [$"alter table {table.Quoted} rename column {from.Quoted} to {to.Quoted}"],
        ChangeType type => Convert(type),
        ChangeNullability(var table, var column) => [$"{Alter(table, column)} {(column.IsNullable ? "drop" : "set")} not null"],
        ChangeDefault(var table, var column) => [$"{Alter(table, column)} {Default(column)}"],
        AddForeignKey(var table, var key) => [$"alter table {table.Quoted} add {Ddl.ForeignKey(key, Dialect.Postgres)}"],
        DropForeignKey(var table, var key) => [DropConstraint(table, key.Name)],
        AddCheck(var table, var check) => [$"alter table {table.Quoted} add {Ddl.Check(check)}"],
        DropCheck(var table, var check) => [DropConstraint(table, check.Name)],
        AddIndex(var table, var index) => [Ddl.Index(table, index, Dialect.Postgres)],
        DropIndex(_, var index) => [$"drop index {index.Name.Quoted}"],
        AddSearch(var table) => CreateSearch(table),
        OrderSearch(var table) => Order(table),
        DropSearch(var table) => [DropSearch(table)],
        _ => throw new InvalidOperationException($"PostgreSQL does not know the change '{change.Description}'."),
    };

    /// <summary>A query that counts the values a change of type would lose, or null when it loses none.</summary>
    public static string? CountOfLost(ChangeType change) => change.New.Type is { Kind: ColumnKind.Decimal } to
        ? $"select count(*) from {change.Table.Quoted} where round({change.New.Name.Quoted}::numeric, {to.Scale}) <> {change.New.Name.Quoted} or abs({change.New.Name.Quoted}::numeric) >= 10::numeric ^ {to.Precision - to.Scale}"
        : null;

    private static string Create(TableDefinition table) =>
        $"create table {table.Name.Quoted} ({string.Join(", ", table.Columns.Select(Column))}, primary key ({Ddl.Names(table.PrimaryKey)}))";

    private static string Column(ColumnDefinition column) =>
        $"{column.Name.Quoted} {TypeName(column.Type)}{(column.IsNullable ? "" : " not null")}{(column.Default is null ? "" : $" default {Ddl.Literal(column.Default, column.Type, Dialect.Postgres)}")}";

    private static string TypeName(ColumnType type) => type.Kind switch
    {
        ColumnKind.Uuid => "uuid",
        ColumnKind.Text => "text collate \"C\"",
        ColumnKind.Integer => "bigint",
        ColumnKind.Decimal => $"numeric({type.Precision},{type.Scale})",
        ColumnKind.Boolean => "boolean",
        ColumnKind.Date => "date",
        ColumnKind.Time => "time(0)",
        ColumnKind.Instant => "timestamptz(3)",
        ColumnKind.Double => "double precision",
        ColumnKind.Json => "jsonb",
        ColumnKind.Bytes => "bytea",
    };

    private static IEnumerable<string> Convert(ChangeType change)
    {
        var using_ = change.New.Type.Kind == ColumnKind.Text && change.Old.Type.Kind == ColumnKind.Decimal
            ? $"trim_scale({change.New.Name.Quoted})::text"
            : $"{change.New.Name.Quoted}::{TypeName(change.New.Type).Split(' ')[0]}";
        yield return $"{Alter(change.Table, change.New)} drop default";
        yield return $"{Alter(change.Table, change.New)} type {TypeName(change.New.Type)} using {using_}";
        yield return $"{Alter(change.Table, change.New)} {Default(change.New)}";
    }

    private static IEnumerable<string> Rename(TableDefinition old, Identifier to)
    {
        yield return $"alter table {old.Name.Quoted} rename to {to.Quoted}";
        if (old.IsSearchable)
            yield return $"alter table {SearchIndex.TableOf(old.Name).Quoted} rename to {SearchIndex.TableOf(to).Quoted}";
    }

    private static IEnumerable<string> CreateSearch(Identifier table)
    {
        var search = SearchIndex.TableOf(table).Quoted;
        yield return $"create table {search} (id uuid primary key references {table.Quoted} (id) on delete cascade, {SearchIndex.Made.Quoted} timestamptz(3) not null, words tsvector not null)";
        yield return $"create index on {search} using gin (words)";
    }

    /// <summary>Copies the words beside the moments into a table of the present form: quicker than a new version of each row, and leaves none behind.</summary>
    private static IEnumerable<string> Order(Identifier table)
    {
        var (search, former) = (SearchIndex.TableOf(table), Identifier.Of("_former_search"));
        yield return $"create temporary table {former.Quoted} on commit drop as select * from {search.Quoted}";
        yield return DropSearch(table);
        var (create, index) = (CreateSearch(table).First(), CreateSearch(table).Last());
        yield return create;
        yield return $"insert into {search.Quoted} (id, {SearchIndex.Made.Quoted}, words) select s.id, t.{SearchIndex.Made.Quoted}, s.words from {former.Quoted} s join {table.Quoted} t on t.id = s.id";
        yield return index;
        yield return $"drop table {former.Quoted}";
    }

    private static string DropSearch(Identifier table) => $"drop table {SearchIndex.TableOf(table).Quoted}";

    private static string DropConstraint(Identifier table, Identifier name) => $"alter table {table.Quoted} drop constraint {name.Quoted}";

    private static string Alter(Identifier table, ColumnDefinition column) => $"alter table {table.Quoted} alter column {column.Name.Quoted}";

    private static string Default(ColumnDefinition column) =>
        column.Default is null ? "drop default" : $"set default {Ddl.Literal(column.Default, column.Type, Dialect.Postgres)}";
}
