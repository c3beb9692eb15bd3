using Tongke.Crm.Rules;
using Tongke.Crm.Sales;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Crm.Forecast;

/// <summary>
/// The ledger of the forecast, as sessions write it. An entry goes from where the ledger has the deal to where the deal is: what is missing for whatever
/// reason is made up for by the next entry, and the sum over all entries of a deal is always one position.
/// </summary>
internal static class ForecastLedger
{
    /// <summary>By aspect, what makes the id of an entry differ from those of the same deal and commit.</summary>
    private static readonly Guid[] Aspects =
    [
        new("5f0c1a52-8c04-4b7e-9d11-0a6d3be25f01"), new("c7a94d10-33e2-4f6b-8a57-51e0c8847b12"), new("1d83b6f4-e0a9-4c35-b2d8-7c9e4f06a523"),
        new("92e57c08-47bd-4a91-a6f3-e38b15d27c34"), new("68b1f3da-9c62-4d0e-8f45-b07a62c91e45"), new("d42a908e-15f7-4e83-93cb-2f5d80e6b756"),
    ];

    /// <summary>Where the ledger has a deal; a number of 0 where it does not know it.</summary>
    /// <param name="Number">Of the last entry.</param>
    /// <param name="Position">After it; null where the deal was taken out.</param>
    public readonly record struct Last(long Number, ForecastPosition? Position);

    /// <summary>Where the ledger has these deals, by deal.</summary>
    public static async ValueTask<IReadOnlyDictionary<Guid, Last>> LastAsync(Session session, IReadOnlyCollection<Guid> deals, CancellationToken ct)
    {
        var moves = session.Schema[ForecastMove.ObjectName];
        var which = deals.Count == 1 ? Sql.From($"m.deal = {deals.First()}") : Sql.In(Sql.Literal("m.deal"), deals);
        var scale = moves[ForecastMove.Fields.ToAmount].ValueType.Scale;
        var rows = await session.Workspace.Database.ListAsync(
            Sql.From($"select m.deal, m.sequence, m.to_category, m.to_close, m.to_amount, m.to_owner from {moves.Table} m where {which} and m.sequence = (select max(l.sequence) from {moves.Table} l where l.deal = m.deal and l.deleted_at is null) and m.deleted_at is null"),
            row => (Deal: row.GetGuid(0), Number: row.GetInt64(1), Position: row.IsNull(2) ? (ForecastPosition?)null : new(row.Get<DateOnly?>(3), row.GetText(2), row.GetDecimal(4, scale), row.Get<Guid?>(5))),
            ct);
        return rows.ToDictionary(r => r.Deal, r => new Last(r.Number, r.Position));
    }

    /// <summary>Writes what leads from where the ledger has the deal to <paramref name="after"/>; what this session had begun and is not so any more is not written.</summary>
    /// <param name="deal">The deal.</param>
    /// <param name="stored">As it is stored, for one that the ledger does not know yet; null for a new one.</param>
    /// <param name="after">As it will be; null when it goes.</param>
    /// <param name="last">Where the ledger has it.</param>
    /// <param name="session">The session.</param>
    public static void Write(Record deal, ForecastPosition? stored, ForecastPosition? after, Last last, Session session)
    {
        var isUnknown = last.Number == 0 && stored is not null;
        var steps = ForecastStep.Between(isUnknown ? stored : last.Position, after).ToList();
        if (isUnknown)
            steps.Insert(0, ForecastStep.Opening(stored!.Value));

        var moves = session.Schema[ForecastMove.ObjectName];
        for (var aspect = 0; aspect < ForecastStep.Aspects; aspect++)
        {
            var id = DerivedId.Of(session, deal.Id, Aspects[aspect]);
            var known = session.Known(moves, id);
            var place = steps.FindIndex(s => s.Aspect == aspect);
            if (place >= 0)
                Fill(ForecastMove.Over(known ?? session.Make(moves, id)), deal.Id, last.Number + place + 1, steps[place], session.Now, session.Context.Today);
            else if (known is { IsNew: true })
                session.Leave(known);
        }
    }

    /// <summary>Whether this session has begun to write about the deal.</summary>
    public static bool HasBegun(Record deal, Session session) =>
        Array.Exists(Aspects, aspect => session.Known(session.Schema[ForecastMove.ObjectName], DerivedId.Of(session, deal.Id, aspect)) is { IsNew: true });

    /// <summary>Makes an entry say what happened.</summary>
    public static void Fill(ForecastMove move, Guid deal, long number, ForecastStep step, DateTimeOffset at, DateOnly day)
    {
        move.Deal = deal;
        move.Sequence = number;
        move.At = at;
        move.Day = day;
        move.Kind = step.Kind;
        (move.FromClose, move.FromCategory, move.FromAmount, move.FromOwner) = (step.From?.Close, step.From?.Category, step.From?.Amount, step.From?.Owner);
        (move.ToClose, move.ToCategory, move.ToAmount, move.ToOwner) = (step.To?.Close, step.To?.Category, step.To?.Amount, step.To?.Owner);
    }
}
