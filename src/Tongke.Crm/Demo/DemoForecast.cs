using Tongke.Crm.Forecast;
using Tongke.Crm.Sales;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Demo;

/// <summary>
/// How the sample deals came to where they are: the ledger's one entry of each becomes a history of plans that were put off, amounts that changed and
/// stages that were reached; and what people said of their numbers meanwhile.
/// </summary>
internal sealed class DemoForecast
{
    private const int PageSize = 100;
    private const int MonthsBack = 12;
    private static readonly string[] Reasons = ["客户预算已批复", "两个大单存在延期风险", "招标结果月底公布", "竞品正在压价，留有余地", "合同流程已走到法务", "客户内部组织调整，节奏放慢"];

    private readonly DemoCompany demo;
    private readonly DemoChance chance = new(57);
    private readonly IReadOnlyList<Stage> stages;
    private readonly TimeZoneInfo zone;

    private DemoForecast(DemoCompany demo, IReadOnlyList<Stage> stages) => (this.demo, this.stages, zone) = (demo, stages, demo.Session.Schema.Conventions.TimeZone);

    /// <summary>Makes it, of the deals that are committed.</summary>
    public static async ValueTask MakeAsync(DemoCompany demo, CancellationToken ct)
    {
        var forecast = new DemoForecast(demo, await new DefaultPipeline().AllStagesAsync(demo.Session, ct));
        var deals = (await demo.Session.LoadWhereAsync<Opportunity>(Constant.True, ct: ct)).Select(d => d.Id).ToArray();
        await demo.CommitAsync(ct);
        foreach (var page in deals.Chunk(PageSize))
        {
            await forecast.TellAsync(page, ct);
            await demo.CommitAsync(ct);
        }

        forecast.Adjust();
        await demo.CommitAsync(ct);
    }

    private async ValueTask TellAsync(Guid[] page, CancellationToken ct)
    {
        var (deals, moves, logs) = (demo.Session.Schema[Opportunity.ObjectName], demo.Session.Schema[ForecastMove.ObjectName], demo.Session.Schema[StageLog.ObjectName]);
        var entries = (await demo.Session.LoadWhereAsync(moves, Condition.IsAmong(new FieldPath(moves[ForecastMove.Fields.Deal]), page), ct: ct)).Select(ForecastMove.Over).ToLookup(m => m.Deal!.Value);
        var stays = (await demo.Session.LoadWhereAsync(logs, Condition.IsAmong(new FieldPath(logs[StageLog.Fields.Opportunity]), page), ct: ct)).Select(StageLog.Over).ToLookup(l => l.Opportunity!.Value.Value);
        foreach (var deal in (await demo.Session.LoadWhereAsync(deals, Condition.IsAmong(new FieldPath(deals[SystemFields.Id]), page), ct: ct)).Select(Opportunity.Over))
            if (entries[deal.Id].ToArray() is [var entry])
                Tell(deal, entry, [.. stays[deal.Id].OrderBy(l => l.EnteredAt)]);
    }

    /// <summary>One deal's way: where it began, and what changed until it was as it is.</summary>
    private void Tell(Opportunity deal, ForecastMove entry, IReadOnlyList<StageLog> stays)
    {
        var end = ForecastPosition.OfStored(deal, stages);
        if (stays.Count == 0 || end.Close is not { } close)
            return;

        var (begin, last) = (stays[0].EnteredAt!.Value, stays[^1].EnteredAt!.Value);
        var until = deal.Status != Opportunity.StatusValue.Open ? last : demo.Now.AddHours(-3).AddDays(-chance.Between(0, 25)) is var some && some > last ? some : last.AddMinutes(5);
        var planned = close.AddDays(-chance.Between(-15, 55));
        if (planned < Day(begin).AddDays(14))
            planned = Day(begin).AddDays(14);

        var at = new ForecastPosition(planned, CategoryOf(stays[0]), Math.Round(end.Amount * (decimal)chance.Around(1) / 1_000) * 1_000, end.Owner);
        var changes = new List<(DateTimeOffset At, Func<ForecastPosition, ForecastPosition> Change)>();
        foreach (var stay in stays.Skip(1).Where(s => s != stays[^1] || deal.Status == Opportunity.StatusValue.Open))
            changes.Add((stay.EnteredAt!.Value, p => p with { Category = CategoryOf(stay) }));

        changes.Add((begin + ((until - begin) * 0.6), p => p with { Amount = end.Amount }));
        for (var day = planned; day < close && Moments.StartOf(day, zone) < until;)
        {
            var next = day.AddDays(chance.Between(18, 40)) is var later && later < close.AddDays(-10) ? later : close;
            changes.Add((Moments.StartOf(day, zone).AddHours(9), p => p with { Close = next }));
            day = next;
        }

        changes.Add((until, _ => end));
        Write(entry, begin, at, changes.Where(c => c.At > begin && c.At <= until).OrderBy(c => c.At));
    }

    private void Write(ForecastMove first, DateTimeOffset begin, ForecastPosition at, IEnumerable<(DateTimeOffset At, Func<ForecastPosition, ForecastPosition> Change)> changes)
    {
        var number = 1L;
        ForecastLedger.Fill(first, first.Deal!.Value, number, new ForecastStep(1, ForecastMove.KindValue.Added, null, at), begin, Day(begin));
        foreach (var (when, change) in changes)
        {
            var to = change(at);
            foreach (var step in ForecastStep.Between(at, to))
                ForecastLedger.Fill(demo.Make<ForecastMove>(), first.Deal!.Value, ++number, step, when, Day(when));

            at = to;
        }
    }

    /// <summary>Reps and managers spoke of their numbers at the beginning of each month, and of the present one since.</summary>
    private void Adjust()
    {
        var today = Day(demo.Now);
        for (var back = 0; back <= MonthsBack; back++)
        {
            var month = new DateOnly(today.Year, today.Month, 1).AddMonths(-back);
            var said = Moments.StartOf(month, zone).AddDays(-1).AddHours(10);
            foreach (var (team, reps) in demo.People.Reps.Index())
            {
                foreach (var rep in reps.Where(_ => chance.Happens(0.35)))
                    Say(ForecastAdjustment.LevelValue.Person, rep, null, month, 60_000 + (10_000 * chance.Between(0, 20)), rep, said);

                if (chance.Happens(0.7))
                    Say(ForecastAdjustment.LevelValue.Person, reps[0], null, month, 80_000 + (10_000 * chance.Between(0, 16)), demo.People.HeadOf(team), said.AddHours(6));

                if (chance.Happens(0.6))
                    Say(ForecastAdjustment.LevelValue.Department, demo.People.HeadOf(team), demo.People.DepartmentOf(team), month, 400_000 + (20_000 * chance.Between(0, 20)), demo.People.HeadOf(team), said.AddHours(7));
            }
        }
    }

    private void Say(string level, Guid owner, Guid? department, DateOnly month, decimal amount, Guid author, DateTimeOffset at)
    {
        var word = demo.Make<ForecastAdjustment>();
        word.Level = level;
        word.Month = month;
        word.Category = ForecastAdjustment.CategoryValue.Commit;
        word.Counting = ForecastAdjustment.CountingValue.Cumulative;
        word.Amount = amount;
        word.Note = chance.Of(Reasons);
        word.Author = author;
        word.MadeAt = at < demo.Now ? at : demo.Now.AddHours(-1);
        word.Record[SystemFields.Owner] = owner;
        if (department is not null)
            word.Record[SystemFields.Department] = department;
    }

    private string CategoryOf(StageLog stay)
    {
        var stage = stages.First(s => s.Id == stay.Stage!.Value.Value);
        return ForecastPosition.CategoryOf(stage.Type, stage.ForecastCategory);
    }

    private DateOnly Day(DateTimeOffset moment) => Moments.DayOf(moment, zone);
}
