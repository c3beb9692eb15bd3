using Tongke.Kernel.Records;
using Tongke.Storage;

namespace Tongke.Crm.Sales;

/// <summary>
/// Two sessions that each bring half of what a deal waits for would both find the other half missing. Each that looks at such a deal passes its gate:
/// the second to commit finds it passed since and looks again, at what the first wrote.
/// </summary>
internal sealed class DealGates
{
    private readonly Dictionary<Guid, (int Attempt, long Seen)> passed = [];

    /// <summary>How often each gate was passed.</summary>
    public static TableDefinition Table { get; } = new()
    {
        Name = Name,
        Columns = [new(Identifier.Of("opportunity"), ColumnType.Uuid) { IsNullable = false }, new(Identifier.Of("passed"), ColumnType.Integer) { IsNullable = false }],
        PrimaryKey = [Identifier.Of("opportunity")],
    };

    private static Identifier Name => Identifier.Of("deal_gate");

    /// <summary>Notes how often the gate was passed before the deal's surroundings are read; the commit makes sure that nobody passed since.</summary>
    public async ValueTask PassAsync(Record deal, Session session, CancellationToken ct)
    {
        var id = deal.Id;
        var isFirst = !passed.TryGetValue(id, out var known);
        if (!isFirst && known.Attempt == session.Attempt)
            return;

        var seen = await session.Workspace.Database.ScalarAsync<long?>(Sql.From($"select passed from {Name} where opportunity = {id}"), ct) ?? 0;
        passed[id] = (session.Attempt, seen);
        if (isFirst)
            session.Include($"{Name} {id}", batch => Write(batch, id, session));
    }

    private void Write(WriteBatch batch, Guid deal, Session session)
    {
        var (attempt, seen) = passed[deal];
        if (attempt != session.Attempt || session.Known(session.Schema[Opportunity.ObjectName], deal) is not { } record)
            return;

        batch.Add(
            Sql.From($"insert into {Name} (opportunity, passed) values ({deal}, {seen + 1}) on conflict (opportunity) do update set passed = excluded.passed where {Name}.passed = {seen}"),
            Expect.One,
            record);
    }
}
