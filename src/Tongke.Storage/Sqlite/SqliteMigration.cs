using SQLitePCL;
using Tongke.Storage.Tables;

namespace Tongke.Storage.Sqlite;

/// <summary>
/// Brings a SQLite file to other tables in one transaction. What ALTER TABLE cannot do — constraints, nullability, defaults, types — is done by writing
/// the table's definition anew in sqlite_schema, after the rows were checked or converted: no table is copied, so it takes as long as reading it.
/// </summary>
internal sealed class SqliteMigration
{
    private readonly NativeConnection _connection;
    private readonly Dictionary<Identifier, TableDefinition> _tables;
    private readonly HashSet<Identifier> _created = [];
    private readonly HashSet<Identifier> _outdated = [];

    private SqliteMigration(NativeConnection connection, IReadOnlyList<TableDefinition> tables)
    {
        _connection = connection;
        _tables = tables.ToDictionary(table => table.Name);
    }

    /// <summary>Runs on the writing thread, outside any transaction.</summary>
    public static MigrationPlan Apply(NativeConnection connection, Migration migration)
    {
        connection.Execute("pragma foreign_keys = off"); // or dropping a table would delete the rows that refer to it
        connection.Execute("begin immediate");
        try
        {
            var existing = SqliteCatalogue.Read(connection);
            var difference = SchemaDifference.Between(existing, migration);
            var backfill = difference.BackfillOf(migration);
            if (!difference.Plan.IsEmpty || backfill.Count > 0)
            {
                new SqliteMigration(connection, existing).Apply(difference, backfill);
                SqliteCatalogue.Replace(connection, difference.Result);
            }

            connection.Execute("commit");
            return difference.Plan;
        }
        catch
        {
            if (connection.InTransaction)
                connection.Execute("rollback");
            throw;
        }
        finally
        {
            connection.Execute("pragma writable_schema = off");
            connection.Execute("pragma foreign_keys = on");
        }
    }

    private void Apply(SchemaDifference difference, IReadOnlyList<Sql> backfill)
    {
        foreach (var change in difference.Structure)
            Apply(change, difference);
        Rewrite();
        foreach (var sql in backfill)
            _connection.Execute(RenderedSql.Of(sql, Dialect.Sqlite));
        foreach (var change in difference.Constraints)
            Apply(change, difference);
        Rewrite();
    }

    private void Apply(SchemaChange change, SchemaDifference difference)
    {
        switch (change)
        {
            case CreateTable(var table):
                _connection.Execute(SqliteTables.Create(table));
                _tables.Add(table.Name, table);
                _created.Add(table.Name);
                break;
            case DropTable(var table):
                if (table.IsSearchable)
                    _connection.Execute(SqliteSearch.Drop(table.Name));
                _connection.Execute($"drop table {table.Name.Quoted}");
                _tables.Remove(table.Name);
                break;
            case RenameTable(var old, var to):
                Rename(old.Name, to);
                break;
            case AddColumn(var table, var column):
                Rewrite();
                _connection.Execute($"alter table {table.Quoted} add column {SqliteTables.Column(column with { IsNullable = true })}");
                Change(table, t => t with { Columns = [.. t.Columns, column with { IsNullable = true }] });
                break;
            case DropColumn(var table, var column):
                Rewrite();
                _connection.Execute($"alter table {table.Quoted} drop column {column.Name.Quoted}");
                Change(table, t => t with { Columns = [.. t.Columns.Where(c => c.Name != column.Name)] });
                break;
            case RenameColumn(var table, var from, var to):
                Rewrite();
                _connection.Execute($"alter table {table.Quoted} rename column {from.Quoted} to {to.Quoted}");
                Change(table, t => Renaming.Column(t, from, to));
                break;
            case ChangeType type:
                SqliteConversion.Run(_connection, type);
                ChangeColumn(type.Table, type.New.Name, c => c with { Type = type.New.Type, Default = type.New.Default });
                break;
            case ChangeDefault(var table, var column):
                // Rows older than the column read its default from the definition: give them their present value first.
                _connection.Execute($"update {table.Quoted} set {column.Name.Quoted} = {column.Name.Quoted}");
                ChangeColumn(table, column.Name, c => c with { Default = column.Default });
                break;
            case ChangeNullability(var table, var column):
                if (!column.IsNullable)
                    Require(table, $"{column.Name.Quoted} is not null", $"{table}.{column.Name} cannot be made NOT NULL");
                ChangeColumn(table, column.Name, c => c with { IsNullable = column.IsNullable });
                break;
            case AddForeignKey(var table, var key):
                if (_created.Contains(table))
                    break;
                Require(table, $"{key.Column.Quoted} is null or {key.Column.Quoted} in (select \"id\" from {key.Target.Quoted})", $"The foreign key {key.Name} of {table} cannot be added");
                Outdate(table, t => t with { ForeignKeys = [.. t.ForeignKeys, key] });
                break;
            case DropForeignKey(var table, var key):
                Outdate(table, t => t with { ForeignKeys = [.. t.ForeignKeys.Where(k => k.Name != key.Name)] });
                break;
            case AddCheck(var table, var check):
                if (_created.Contains(table))
                    break;
                Require(table, $"{check.Column.Quoted} is null or {Ddl.IsOption(check)}", $"The check {check.Name} of {table} cannot be added");
                Outdate(table, t => t with { Checks = [.. t.Checks, check] });
                break;
            case DropCheck(var table, var check):
                Outdate(table, t => t with { Checks = [.. t.Checks.Where(c => c.Name != check.Name)] });
                break;
            case AddIndex(var table, var index):
                AddIndex(table, index);
                break;
            case DropIndex(_, var index):
                _connection.Execute($"drop index {index.Name.Quoted}");
                break;
            case AddSearch(var table):
                Rewrite();
                foreach (var statement in SqliteSearch.Create(table))
                    _connection.Execute(statement);
                break;
            case DropSearch(var table):
                _connection.Execute(SqliteSearch.DropTrigger(table));
                _connection.Execute(SqliteSearch.Drop(table));
                break;
            default:
                throw new InvalidOperationException($"SQLite does not know the change '{change.Description}' of {difference.Result.Count} tables.");
        }
    }

    private void Rename(Identifier from, Identifier to)
    {
        Rewrite();
        _connection.Execute($"alter table {from.Quoted} rename to {to.Quoted}");
        _tables.Remove(from, out var table);
        _tables[to] = table! with { Name = to };
        foreach (var (name, other) in _tables.ToList())
            _tables[name] = other with { ForeignKeys = [.. other.ForeignKeys.Select(key => key.Target == from ? key with { Target = to } : key)] };
        if (table!.IsSearchable)
        {
            _connection.Execute(SqliteSearch.DropTrigger(from));
            foreach (var statement in SqliteSearch.Rename(from, to))
                _connection.Execute(statement);
        }
    }

    private void AddIndex(Identifier table, IndexDefinition index)
    {
        Rewrite();
        try
        {
            _connection.Execute(Ddl.Index(table, index, Dialect.Sqlite));
        }
        catch (StatementException error) when (index.IsUnique)
        {
            throw new MigrationException($"The unique index {index.Name} of {table} cannot be added: rows have the same values.", error);
        }
    }

    private void Require(Identifier table, string condition, string refusal)
    {
        Rewrite();
        var wrong = SqliteCatalogue.Count(_connection, $"select count(*) from {table.Quoted} where not ({condition})");
        if (wrong > 0)
            throw new MigrationException($"{refusal}: {wrong} rows break it.");
    }

    private void ChangeColumn(Identifier table, Identifier column, Func<ColumnDefinition, ColumnDefinition> change) =>
        Outdate(table, t => t with { Columns = [.. t.Columns.Select(c => c.Name == column ? change(c) : c)] });

    private void Outdate(Identifier table, Func<TableDefinition, TableDefinition> change)
    {
        Change(table, change);
        _outdated.Add(table);
    }

    private void Change(Identifier table, Func<TableDefinition, TableDefinition> change) => _tables[table] = change(_tables[table]);

    /// <summary>Writes the definitions of changed tables and lets SQLite read its schema again, as its documentation of ALTER TABLE describes.</summary>
    private void Rewrite()
    {
        if (_outdated.Count == 0)
            return;

        var version = SqliteCatalogue.Count(_connection, "pragma schema_version");
        _connection.Execute("pragma writable_schema = on");
        foreach (var name in _outdated)
            _connection.Execute(RenderedSql.Of(Sql.From($"update sqlite_schema set sql = {SqliteTables.Create(_tables[name])} where type = 'table' and name = {name.Name}"), Dialect.Sqlite));
        _connection.Execute($"pragma schema_version = {version + 1}");
        _connection.Execute("pragma writable_schema = reset");
        _outdated.Clear();
    }
}
