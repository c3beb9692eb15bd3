using System.Diagnostics.CodeAnalysis;
using Tongke.Storage;

namespace Tongke.Bench.Data;

/// <summary>The indexes of tables that are about to be filled: built once over all rows, they take a fraction of the time that keeping them row by row does.</summary>
internal sealed class Indexes
{
    private readonly Database database;
    private readonly IReadOnlyList<(string Name, string Words)> indexes;

    private Indexes(Database database, IReadOnlyList<(string Name, string Words)> indexes) => (this.database, this.indexes) = (database, indexes);

    /// <summary>Takes those off that no constraint needs.</summary>
    public static async Task<Indexes> DropAsync(Database database, IReadOnlyCollection<string> tables, CancellationToken ct)
    {
        var all = database.Dialect == Dialect.Sqlite
            ? Sql.From($"select name, sql from sqlite_schema where type = 'index' and sql is not null and {Sql.In(Sql.Literal("tbl_name"), tables)}")
            : Sql.From($"select indexname, indexdef from pg_indexes where schemaname = current_schema() and {Sql.In(Sql.Literal("tablename"), tables)}");
        var found = await database.ListAsync(all, r => (Name: r.GetText(0), Words: r.GetText(1)), ct);
        var dropped = new Indexes(database, [.. found.Where(i => !i.Words.StartsWith("create unique", StringComparison.OrdinalIgnoreCase))]);
        foreach (var (name, _) in dropped.indexes)
            await dropped.RunAsync(Sql.From($"drop index {Identifier.Of(name)}"), ct);

        return dropped;
    }

    /// <summary>Builds them again, as they were.</summary>
    [SuppressMessage("Performance", "CA1857", Justification = "The words are the database's own, from its catalogue.")]
    public async Task RestoreAsync(CancellationToken ct)
    {
        foreach (var (_, words) in indexes)
            await RunAsync(Sql.Literal(words), ct);
    }

    private async Task RunAsync(Sql statement, CancellationToken ct)
    {
        var batch = new WriteBatch();
        batch.Add(statement);
        if (await database.WriteAsync(batch, ct) is Refused refused)
            throw new InvalidOperationException($"{refused.Reason}");
    }
}
