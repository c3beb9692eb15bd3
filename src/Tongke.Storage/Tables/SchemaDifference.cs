namespace Tongke.Storage.Tables;

/// <summary>
/// The changes that lead from the tables that exist to those of a migration: first what frees names and makes columns (<see cref="Structure"/>),
/// then, after the back-fill, what puts rows under constraint (<see cref="Constraints"/>).
/// </summary>
internal sealed class SchemaDifference
{
    private readonly List<SchemaChange> _structure = [];
    private readonly List<SchemaChange> _constraints = [];
    private readonly List<TableDefinition> _result = [];
    private readonly bool _keepsData;

    private SchemaDifference(IReadOnlyList<TableDefinition> existing, Migration migration)
    {
        _keepsData = migration.KeepsData;
        var byName = existing.ToDictionary(table => table.Name);
        foreach (var rename in migration.TableRenames.Where(rename => byName.ContainsKey(rename.From) && !byName.ContainsKey(rename.To)))
            byName[rename.To] = RenameOf(byName, rename);

        var target = migration.Tables.ToDictionary(table => table.Name);
        foreach (var table in migration.Tables)
        {
            if (byName.TryGetValue(table.Name, out var old))
                Compare(old, table, [.. migration.ColumnRenames.Where(rename => rename.Table == table.Name)]);
            else
                Create(table);
        }

        foreach (var gone in byName.Values.Where(table => !target.ContainsKey(table.Name)))
        {
            if (_keepsData)
                _result.Add(gone);
            else
                _structure.Add(new DropTable(gone));
        }
    }

    public IReadOnlyList<SchemaChange> Structure => _structure;

    public IReadOnlyList<SchemaChange> Constraints => _constraints;

    /// <summary>The tables afterwards, their columns in the order they have in the database.</summary>
    public IReadOnlyList<TableDefinition> Result => _result;

    public MigrationPlan Plan => field ??= new([.. _structure.Concat(_constraints).Select(change => new MigrationStep(change.Description, change.DestroysData) { Adds = change is AddColumn(var table, var column) ? (table, column.Name) : null })]);

    /// <summary>The back-fill that is wanted: none when nothing changes, unless it is news.</summary>
    public IReadOnlyList<Sql> BackfillOf(Migration migration) => Plan.IsEmpty && !migration.IsNews ? [] : [.. migration.Backfill(Plan)];

    public static SchemaDifference Between(IReadOnlyList<TableDefinition> existing, Migration migration)
    {
        DefinitionCheck.ThrowIfInvalid(migration);
        return new SchemaDifference(existing, migration);
    }

    private TableDefinition RenameOf(Dictionary<Identifier, TableDefinition> byName, TableRename rename)
    {
        var old = byName[rename.From];
        byName.Remove(rename.From);
        _structure.Add(new RenameTable(old, rename.To));
        foreach (var (name, table) in byName.ToList())
            byName[name] = table with { ForeignKeys = [.. table.ForeignKeys.Select(key => key.Target == rename.From ? key with { Target = rename.To } : key)] };

        return old with { Name = rename.To, ForeignKeys = [.. old.ForeignKeys.Select(key => key.Target == rename.From ? key with { Target = rename.To } : key)] };
    }

    private void Create(TableDefinition table)
    {
        _structure.Add(new CreateTable(table));
        _constraints.AddRange(table.ForeignKeys.Select(key => new AddForeignKey(table.Name, key)));
        _constraints.AddRange(table.Checks.Select(check => new AddCheck(table.Name, check)));
        _constraints.AddRange(table.Indexes.Select(index => new AddIndex(table.Name, index)));
        if (table.IsSearchable)
            _constraints.Add(new AddSearch(table.Name));
        _result.Add(table);
    }

    private void Compare(TableDefinition old, TableDefinition table, IReadOnlyList<ColumnRename> renames)
    {
        if (!old.PrimaryKey.SequenceEqual(table.PrimaryKey))
            throw new MigrationException($"The primary key of {table.Name} cannot be changed.");

        foreach (var rename in renames.Where(rename => old.Find(rename.From) is not null && old.Find(rename.To) is null && table.Find(rename.From) is null))
        {
            _structure.Add(new RenameColumn(table.Name, rename.From, rename.To));
            old = Renaming.Column(old, rename.From, rename.To);
        }

        // What is about to change its columns must be out of their way first.
        Diff(old.Indexes, table.Indexes, gone => _structure.Add(new DropIndex(table.Name, gone)), added => _constraints.Add(new AddIndex(table.Name, added)));
        Diff(old.Checks, table.Checks, gone => _structure.Add(new DropCheck(table.Name, gone)), added => _constraints.Add(new AddCheck(table.Name, added)));
        Diff(old.ForeignKeys, table.ForeignKeys, gone => _structure.Add(new DropForeignKey(table.Name, gone)), added => _constraints.Add(new AddForeignKey(table.Name, added)));
        if (old.IsSearchable != table.IsSearchable)
            (table.IsSearchable ? _constraints : _structure).Add(table.IsSearchable ? new AddSearch(table.Name) : new DropSearch(table.Name));
        else if (old.HasUnorderedSearch)
            _constraints.Add(new OrderSearch(table.Name));

        CompareColumns(old, table);
    }

    private void CompareColumns(TableDefinition old, TableDefinition table)
    {
        var unnamed = old.Columns.Where(column => table.Find(column.Name) is null).ToList();
        if (!_keepsData)
            _structure.AddRange(unnamed.Select(column => new DropColumn(table.Name, column)));
        foreach (var column in table.Columns)
        {
            if (old.Find(column.Name) is not { } before)
            {
                _structure.Add(new AddColumn(table.Name, column));
                if (!column.IsNullable)
                    _constraints.Add(new ChangeNullability(table.Name, column));
                continue;
            }

            if (before.Type != column.Type)
                _structure.Add(new ChangeType(table.Name, before, column));
            if (!Equals(before.Default, column.Default))
                _structure.Add(new ChangeDefault(table.Name, column));
            if (before.IsNullable != column.IsNullable)
                (column.IsNullable ? _structure : _constraints).Add(new ChangeNullability(table.Name, column));
        }

        var kept = old.Columns.Select(column => table.Find(column.Name) ?? (_keepsData ? column : null)).OfType<ColumnDefinition>();
        _result.Add(table with { Columns = [.. kept, .. table.Columns.Where(column => old.Find(column.Name) is null)] });
    }

    private static void Diff<T>(IReadOnlyList<T> old, IReadOnlyList<T> current, Action<T> dropped, Action<T> added)
    {
        var before = old.ToDictionary(Catalogue.ToJson);
        var after = current.ToDictionary(Catalogue.ToJson);
        foreach (var (json, item) in before)
        {
            if (!after.ContainsKey(json))
                dropped(item);
        }

        foreach (var (json, item) in after)
        {
            if (!before.ContainsKey(json))
                added(item);
        }
    }
}
