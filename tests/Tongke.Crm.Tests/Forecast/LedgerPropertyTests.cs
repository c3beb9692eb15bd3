using Tongke.Crm.Forecast;
using Tongke.Crm.Sales;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Testing;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Tongke.Crm.Tests.Forecast;

/// <summary>Whatever happens to deals, the ledger adds up: to what they are now, to what they were on any day, and from one day to another.</summary>
public sealed class LedgerPropertyTests
{
    private const int Steps = 90;
    private static readonly string[] Stages = ["lead", "visit", "proposal", "quote", "contract", "payment"];

    [Theory, OnEveryDatabase]
    public async Task The_ledger_adds_up_to_the_deals_as_they_are_as_they_were_and_from_day_to_day(TestDatabase database)
    {
        foreach (var seed in new[] { 1, 2, 3 })
            await RunAsync(database, seed);
    }

    private static async Task RunAsync(TestDatabase database, int seed)
    {
        await using var company = await ForecastCompany.StartAsync(database);
        var random = new Random(seed);
        await company.Crm.App.CreateAsync("currency_rate", new { currency = "USD", rate = 7.1234m, date = new DateOnly(2020, 1, 1) });
        var deals = new List<Guid>();
        var noted = new SortedDictionary<DateOnly, Dictionary<(Guid?, DateOnly, string), decimal>>();
        for (var step = 0; step < Steps; step++)
        {
            await StepAsync(company, random, deals);
            if (random.Next(3) > 0)
                continue;

            noted[company.Today] = await DealsAsync(company);
            company.Crm.App.Clock.Advance(TimeSpan.FromHours(random.Next(20, 70)));
        }

        noted[company.Today] = await DealsAsync(company);
        Assert.Equal(noted[company.Today], await LedgerAsync(company, null));

        foreach (var (day, then) in noted)
        {
            Assert.Equal(then, await LedgerAsync(company, day));
            foreach (var unit in new[] { PeriodUnit.Month, PeriodUnit.Quarter })
                Assert.Equal(Of(then, unit, company.Today), Of(await company.PageAsync(unit: unit, asOf: day)));
        }

        var days = noted.Keys.ToArray();
        for (var i = 0; i < 6; i++)
        {
            var (from, to) = (days[random.Next(days.Length)], days[random.Next(days.Length)]);
            if (from > to)
                (from, to) = (to, from);

            var quarter = ForecastPeriod.Containing(PeriodUnit.Quarter, company.Today);
            foreach (var scope in new[] { new ForecastScope(), new ForecastScope(Person: company.Ana.UserId), new ForecastScope(Department: company.East) })
            {
                var waterfall = await company.WaterfallAsync(from, to, scope);
                Assert.Equal(Open(noted[from], quarter, scope, company), waterfall.Start);
                Assert.Equal(Open(noted[to], quarter, scope, company), waterfall.End);
                foreach (var part in waterfall.Steps)
                {
                    var (behind, _) = await ReadWaterfall.DealsAsync(company.Crm.App.Workspace.Open(company.Crm.App.System), quarter, from, to, scope, part.Kind, default);
                    Assert.Equal(part.Amount, behind!.Sum(d => d.Amount));
                    Assert.Equal(part.Deals, behind!.Count);
                }
            }
        }

        // A test that never won or deleted anything would prove little.
        var kinds = (await company.MovesAsync()).Select(m => (string)m["kind"]!).ToHashSet();
        string[] expected = ["added", "pulled", "pushed", "increased", "decreased", "recategorised", "reassigned", "won", "lost", "reopened", "removed"];
        Assert.Empty(expected.Except(kinds));
    }

    private static async Task StepAsync(ForecastCompany company, Random random, List<Guid> deals)
    {
        var app = company.Crm.App;
        Actor[] owners = [company.Ana, company.Ben, company.Cai];
        if (deals.Count < 4 || random.Next(8) == 0)
        {
            deals.Add(await company.DealAsync(owners[random.Next(3)], Amount(), Day(), Stages[random.Next(Stages.Length)]));
            return;
        }

        var deal = deals[random.Next(deals.Count)];
        var isDeleted = (await app.LoadAsync("opportunity", deal)).IsDeleted;
        if (isDeleted)
        {
            await RestoreAsync(company, deal);
            return;
        }

        switch (random.Next(13))
        {
            case 0 or 1: await app.UpdateAsync("opportunity", deal, new { amount = Amount() }); break;
            case 2 or 3: await app.UpdateAsync("opportunity", deal, new { close_date = random.Next(9) == 0 ? null : Day() }); break;
            case 4 or 5: await app.UpdateAsync("opportunity", deal, new { stage = await company.Crm.StageAsync(Stages[random.Next(Stages.Length)]) }); break;
            case 6: await company.Crm.ActAsync("opportunity", deal, "win", new { close_date = Day(), amount = (decimal?)Amount() }); break;
            case 7: await company.Crm.ActAsync("opportunity", deal, "lose", new { loss_reason = "price" }); break;
            case 8: await company.Crm.ActAsync("opportunity", deal, "reopen", new { reason = "又有预算了" }); break;
            case 9: await app.UpdateAsync("opportunity", deal, new { owner = owners[random.Next(3)].UserId }); break;
            case 10: await app.DeleteAsync("opportunity", deal); break;
            case 11: await app.UpdateAsync("opportunity", deal, new { amount = Amount(), amount_currency = random.Next(2) == 0 ? "USD" : "CNY", close_date = Day(), owner = owners[random.Next(3)].UserId }); break;
            case 12: await company.Crm.ActAsync("account", company.Account, "merge", new { records = new[] { await app.CreateAsync("account", new { name = $"客户 {Guid.NewGuid():N}" }) } }); break;
        }

        DateOnly? Day() => company.Today.AddDays(random.Next(-40, 120));

        decimal Amount() => random.Next(1, 9_000_000) / 100m;
    }

    private static async Task RestoreAsync(ForecastCompany company, Guid deal)
    {
        var session = company.Crm.App.Workspace.Open(company.Crm.App.System);
        var found = await session.FindInBinAsync(session.Schema["opportunity"], deal, RecordAction.Delete);
        session.Restore(found.Record!);
        Assert.Null(await session.CommitAsync());
    }

    /// <summary>What the living deals add up to, by owner, month and category.</summary>
    private static async Task<Dictionary<(Guid?, DateOnly, string), decimal>> DealsAsync(ForecastCompany company)
    {
        var session = company.Crm.App.Workspace.Open(company.Crm.App.System);
        var stages = (await session.LoadWhereAsync<Stage>(Constant.True)).ToDictionary(s => s.Id);
        return Sum((await session.LoadWhereAsync<Opportunity>(Constant.True)).Select(d => (
            d.Record.Owner, d.CloseDate, d.Status == "open" ? stages[d.Stage!.Value.Value].ForecastCategory! : d.Status == "won" ? "closed" : "lost", d.Record["amount_base"] as decimal? ?? 0)));
    }

    /// <summary>What all entries up to a day add up to, one by one.</summary>
    private static async Task<Dictionary<(Guid?, DateOnly, string), decimal>> LedgerAsync(ForecastCompany company, DateOnly? upTo)
    {
        var moves = (await company.MovesAsync()).Select(ForecastMove.Over).Where(m => upTo is null || m.Day <= upTo).ToArray();
        return Sum(moves.SelectMany(m => new[] { (m.ToOwner, m.ToClose, m.ToCategory, m.ToAmount ?? 0), (m.FromOwner, m.FromClose, m.FromCategory, -(m.FromAmount ?? 0)) })
            .Where(s => s.Item3 is not null).Select(s => (s.Item1, s.Item2, s.Item3!, s.Item4)));
    }

    private static Dictionary<(Guid?, DateOnly, string), decimal> Sum(IEnumerable<(Guid? Owner, DateOnly? Close, string Category, decimal Amount)> parts) => parts
        .GroupBy(p => (p.Owner, p.Close is { } c ? new DateOnly(c.Year, c.Month, 1) : DateOnly.MaxValue, p.Category))
        .Select(g => (g.Key, Sum: g.Sum(p => p.Amount)))
        .Where(g => g.Sum != 0)
        .OrderBy(g => g.Key)
        .ToDictionary(g => g.Key, g => g.Sum);

    private static decimal Open(Dictionary<(Guid? Owner, DateOnly Month, string Category), decimal> noted, ForecastPeriod period, ForecastScope scope, ForecastCompany company) => noted
        .Where(n => (n.Key.Category is "pipeline" or "best_case" or "commit") && n.Key.Month >= period.From && n.Key.Month <= period.To)
        .Where(n => scope.Person is null || n.Key.Owner == scope.Person)
        .Where(n => scope.Department is null || n.Key.Owner == company.Ana.UserId || n.Key.Owner == company.Ben.UserId)
        .Sum(n => n.Value);

    private static SortedDictionary<string, decimal> Of(Dictionary<(Guid? Owner, DateOnly Month, string Category), decimal> noted, PeriodUnit unit, DateOnly today)
    {
        var period = ForecastPeriod.Containing(unit, today);
        return new(noted
            .Where(n => n.Key.Month >= period.From && n.Key.Month <= period.To && n.Key.Category is not ("lost" or "omitted"))
            .ToDictionary(n => $"{n.Key.Owner} {n.Key.Month:yyyy-MM} {n.Key.Category}", n => n.Value), StringComparer.Ordinal);
    }

    private static SortedDictionary<string, decimal> Of(ForecastPage page) => new(
        page.Rows.Where(r => r.Kind == "person").SelectMany(r => r.Months.SelectMany(m => new[]
        {
            ($"{r.Id} {m.Month:yyyy-MM} closed", m.Computed.Closed), ($"{r.Id} {m.Month:yyyy-MM} commit", m.Computed.Commit),
            ($"{r.Id} {m.Month:yyyy-MM} best_case", m.Computed.BestCase), ($"{r.Id} {m.Month:yyyy-MM} pipeline", m.Computed.Pipeline),
        })).Where(n => n.Item2 != 0).ToDictionary(n => n.Item1, n => n.Item2), StringComparer.Ordinal);
}
