using Tongke.Bench.Bare;
using Tongke.Storage;

namespace Tongke.Bench.Works;

/// <summary>Asks the database how it goes about the statements: which index serves which.</summary>
internal static class Plans
{
    public static async Task<IReadOnlyList<(string Work, string Plan)>> ReadAsync(string location, CancellationToken ct)
    {
        await using var database = await Database.OpenAsync(DatabaseLocation.Parse(location), ct);
        var (moment, day, id) = (new DateTimeOffset(2025, 11, 1, 0, 0, 0, TimeSpan.Zero), new DateOnly(2025, 11, 1), Guid.CreateVersion7());
        (string, Sql)[] statements =
        [
            ("Read one lead", BareStatements.Lead(id)),
            ("Leads of a status, newest first", BareStatements.Leads("contacted", null, id)),
            ("… a page deep inside", BareStatements.Leads("contacted", moment, id)),
            ("Open deals from 500,000 by close date", BareStatements.ClosingDeals(null, id)),
            ("… a page deep inside", BareStatements.ClosingDeals(day, id)),
            ("All deals, newest first", BareStatements.Deals(null, id)),
            ("… a page deep inside", BareStatements.Deals(moment, id)),
            ("Count all deals", BareStatements.Count),
            ("Group all deals by stage", BareStatements.Groups),
            ("Search", BareStatements.Search("云海")),
        ];
        var plans = new List<(string, string)>();
        foreach (var (work, sql) in statements)
        {
            var text = database.Dialect == Dialect.Sqlite ? 3 : 0;
            plans.Add((work, string.Join('\n', await database.ListAsync(BareStatements.Explain(sql), r => r.GetText(text), ct))));
        }

        return plans;
    }
}
