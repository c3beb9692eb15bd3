using System.Text.Json;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>Deals by stage as they are now, and from the stage history how many went on and how long they stayed.</summary>
internal sealed class ReadStageFigures(Session session, SalesPeriod period, Groups groups, ReadStays stays)
{
    private const decimal SecondsOfDay = 86_400;
    private readonly ObjectSchema deals = session.Schema[Opportunity.ObjectName];
    private readonly ObjectSchema logs = session.Schema[StageLog.ObjectName];

    /// <summary>The stages of every pipeline that the actor sees, in their order.</summary>
    public async ValueTask<IReadOnlyList<StageFigures>> RunAsync(CancellationToken ct)
    {
        var stages = (await session.FindWhereAsync(session.Schema[Stage.ObjectName], Constant.True, ct: ct)).Select(Stage.Over).OrderBy(s => s.Pipeline?.Value).ThenBy(s => s.Position).ToArray();
        (string, Aggregate, string?)[] sums = [("n", Aggregate.Count, null), ("amount", Aggregate.Sum, "amount_base"), ("weighted", Aggregate.Sum, Opportunity.Fields.WeightedBase)];
        var open = Condition.Equal(new FieldPath(deals[Opportunity.Fields.Status]), Opportunity.StatusValue.Open);
        var now = await groups.AskAsync(deals, Condition.AllOf([open, period.Mine(deals)]), [Opportunity.Fields.Stage], sums, ct);
        var closed = await groups.AskAsync(deals, Condition.AllOf([Condition.Not(open), period.Closed(deals)]), [Opportunity.Fields.Stage], sums, ct);
        var seen = await VisitsAsync(ct);
        var (dwell, work) = (await stays.SpreadsAsync(StageLog.Fields.DwellSeconds, ct), await stays.SpreadsAsync(StageLog.Fields.WorkSeconds, ct));
        return [.. stages.Select(stage => Of(stage, now.Concat(closed).FirstOrDefault(row => row.Text("k0") == stage.Id.ToString()), seen.GetValueOrDefault(stage.Id)) with
        {
            Dwell = dwell.GetValueOrDefault(stage.Id),
            WorkDwell = work.GetValueOrDefault(stage.Id),
        })];
    }

    // As long as no deal has left a stage, as after an import of deals that stand in it, nothing is known of how many go on.
    private StageFigures Of(Stage stage, JsonElement row, Visits? visits)
    {
        var filter = $"stage eq {stage.Id}";
        var name = session.Actor.Language == Language.English && stage.NameEn is { Length: > 0 } english ? english : stage.Name!;
        return new StageFigures(stage.Id, name, stage.Type!, stage.Color, row.Count("n"), row.Number("amount") ?? 0, row.Number("weighted") ?? 0,
            stage.Type == Stage.TypeValue.Open ? period.OpenFilter(filter) : period.ClosedFilter(filter))
        {
            Pipeline = stage.Pipeline?.Value,
            Conversion = stage.Type == Stage.TypeValue.Open && visits is { Entered: > 0, Seconds: not null } ? Math.Round((decimal)visits.WentOn / visits.Entered, 4, MidpointRounding.AwayFromZero) : null,
            DwellDays = visits?.Seconds is { } seconds ? Math.Round(seconds / SecondsOfDay, 2, MidpointRounding.AwayFromZero) : null,
        };
    }

    /// <summary>By stage: deals that ever entered it, those of them that went on to a later stage or the sale, and the mean seconds of an ended stay.</summary>
    private async ValueTask<Dictionary<Guid, Visits>> VisitsAsync(CancellationToken ct)
    {
        var entered = stays.Entered();
        var wentOn = stays.WentOn();
        (string, Aggregate, string?)[] dealsAndDwell = [("deals", Aggregate.CountDistinct, StageLog.Fields.Opportunity), ("seconds", Aggregate.Average, StageLog.Fields.DwellSeconds)];
        var all = await groups.AskAsync(logs, entered, [StageLog.Fields.Stage], dealsAndDwell, ct);
        var on = await groups.AskAsync(logs, wentOn, [StageLog.Fields.Stage], dealsAndDwell[..1], ct);
        return all.Where(row => row.Text("k0") is not null).ToDictionary(
            row => Guid.Parse(row.Text("k0")!),
            row => new Visits(row.Count("deals"), on.FirstOrDefault(o => o.Text("k0") == row.Text("k0")).Count("deals"), row.Number("seconds")));
    }

    private sealed record Visits(long Entered, long WentOn, decimal? Seconds);
}
