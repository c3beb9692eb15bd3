using System.Runtime.CompilerServices;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>
/// Moves a deal on by itself: straight to the last stage whose criteria for that are met, then as far as the stages ahead are entered by themselves and
/// everything for the move is there. Looked at whenever the deal,
/// a record that belongs to it, or a record its criteria read is written; never into won or lost, never while the deal is held.
/// </summary>
internal sealed class AdvanceDeal(DefaultPipeline pipelines) : IAfterSave<Opportunity>
{
    /// <summary>Deals that are looked at because one record was written; more share no record that a criterion should read.</summary>
    private const int MostDeals = 200;

    /// <summary>What people write to a deal that may bring it before a stage to which it comes straight.</summary>
    private static readonly string[] WaysBack = [Opportunity.Fields.Stage, Opportunity.Fields.Pipeline, Opportunity.Fields.AutoHold];

    private readonly ConditionalWeakTable<Session, DealGates> gates = [];
    private readonly ConditionalWeakTable<Organization, CriteriaReads> remembered = [];

    /// <summary>For everything else that is written: the deals it belongs to, and those whose criteria read it.</summary>
    public Rule OfOthers => new("*", RuleMoment.AfterSave, nameof(AdvanceDeal), OfOthersAsync);

    /// <summary>For what is deleted: a deal may have waited for its going.</summary>
    public Rule OfDeleted => new("*", RuleMoment.BeforeDelete, nameof(AdvanceDeal), OfOthersAsync);

    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Opportunity record, Session session, CancellationToken ct)
    {
        // History that is taken in names its stage; it is not moved by being taken in.
        if (!(record.IsNew && record.Wrote(Opportunity.Fields.Stage)))
            await LookAtAsync(record, record.Record, session, ct);

        return null;
    }

    private async ValueTask<Refusal?> OfOthersAsync(Record record, Session session, CancellationToken ct)
    {
        if (record.Object.Name is Opportunity.ObjectName or StageLog.ObjectName or Stage.ObjectName or Pipeline.ObjectName)
            return null;

        var deals = session.Schema[Opportunity.ObjectName];
        var ids = new HashSet<Guid>();
        foreach (var lookup in record.Object.Columns.Where(f => f.Target == deals && f.ValueType.Kind == ValueKind.Id))
        {
            if (record[lookup] is Guid now)
                ids.Add(now);
            if (record.Original(lookup) is Guid before)
                ids.Add(before);
        }

        if (!record.IsNew && deals.Columns.Any(f => f.Target == record.Object || f.Target is { } target && target.Columns.Any(g => g.Target == record.Object)))
            ids.UnionWith(await ReadersAsync(record, deals, session, ct));

        foreach (var id in ids)
            if (await session.LoadAsync(deals, id, ct) is { IsDeleted: false, State: RecordState.Stored } deal)
                await LookAtAsync(Opportunity.Over(deal), record, session, ct);

        return null;
    }

    /// <summary>Open deals whose criteria read a changed field of the record.</summary>
    private async ValueTask<IEnumerable<Guid>> ReadersAsync(Record record, ObjectSchema deals, Session session, CancellationToken ct)
    {
        var steps = (await PathsReadAsync(session, ct))
            .SelectMany(path => Enumerable.Range(1, path.Path.Count - 1)
                .Where(i => path.Path[i].Object == record.Object && record.HasChanged(path.Path[i]))
                .Select(i => new FieldPath([.. path.Path.Take(i)])))
            .Distinct()
            .ToArray();
        if (steps.Length == 0)
            return [];

        var isReader = Condition.AllOf(
        [
            Condition.Equal(new FieldPath(deals[Opportunity.Fields.Status]), Opportunity.StatusValue.Open),
            Condition.AnyOf(steps.Select(step => Condition.Equal(step, record.Id))),
        ]);
        return (await session.LoadWhereAsync(deals, isReader, MostDeals, ct)).Select(d => d.Id);
    }

    /// <summary>What the criteria of all stages read; empty where none is entered by itself. Every write asks for it, so it is remembered until a stage changes.</summary>
    private async ValueTask<IReadOnlyList<FieldPath>> PathsReadAsync(Session session, CancellationToken ct)
    {
        if (remembered.TryGetValue(session.Organization, out var known) && known.Schema == session.Schema)
            return known.Paths;

        // In a session of its own: this one may hold changes of stages that are never committed.
        var stages = await session.Workspace.Open(session.Actor).LoadAllAsync<Stage>(ct);
        var deals = session.Schema[Opportunity.ObjectName];
        var steps = stages.Any(s => s.AutoAdvance == true) ? stages.SelectMany(s => Criterion.ListOf(s.ExitCriteria).Concat(Criterion.ListOf(s.EntryCriteria))) : [];
        var paths = steps.Concat(stages.SelectMany(s => Criterion.ListOf(s.ArrivalCriteria)))
            .Select(c => Formula.Parse(c.Formula, deals).Expr)
            .OfType<Expr>()
            .SelectMany(ExprShape.Paths)
            .Distinct();
        known = new(session.Schema, [.. paths]);
        remembered.AddOrUpdate(session.Organization, known);
        return known.Paths;
    }

    private async ValueTask LookAtAsync(Opportunity deal, Record written, Session session, CancellationToken ct)
    {
        if (deal.Status != Opportunity.StatusValue.Open || deal.AutoHold == true || deal.Pipeline is not { } pipeline)
            return;

        var stages = await pipelines.StagesAsync(pipeline, session, ct);
        if (!deal.Changed(Opportunity.Fields.Stage))
            StageHistory.TakeBack(deal, stages, session);

        var at = stages.FirstOrDefault(s => s.Id == deal.Stage?.Value);
        if (at is { Type: Stage.TypeValue.Open } && await ArrivalAsync(deal, at, stages, written, session, ct) is { } arrival)
        {
            Move(deal, arrival);
            await StageHistory.EnterAsync(deal, new Id<Stage>(arrival.Id), stages, Met(Labels(Criterion.ListOf(arrival.ArrivalCriteria), session), session), session, ct);
            at = arrival;
        }

        while (at is { Type: Stage.TypeValue.Open } && Next(at, stages) is { AutoAdvance: true } next)
        {
            await gates.GetOrCreateValue(session).PassAsync(deal.Record, session, ct);
            if (await ReasonAsync(deal, at, next, session, ct) is not { } reason)
                return;

            Move(deal, next);
            await StageHistory.EnterAsync(deal, new Id<Stage>(next.Id), stages, reason, session, ct);
            at = next;
        }
    }

    /// <summary>The last stage ahead to which deals come straight by what was written; null when there is none.</summary>
    private async ValueTask<Stage?> ArrivalAsync(Opportunity deal, Stage at, IReadOnlyList<Stage> stages, Record written, Session session, CancellationToken ct)
    {
        foreach (var stage in stages.Where(s => s.Type == Stage.TypeValue.Open && s.Position > at.Position).Reverse())
        {
            if (!BearsOn(written, Criterion.ListOf(stage.ArrivalCriteria), deal.Record.Object))
                continue;

            await gates.GetOrCreateValue(session).PassAsync(deal.Record, session, ct);
            if (await StageGate.BringsAsync(deal, stage, session, ct))
                return stage;
        }

        return null;
    }

    /// <summary>Whether what was written may decide on criteria: most that hangs on a deal does not, and is not to wait for others that hang on it.</summary>
    private static bool BearsOn(Record written, IReadOnlyList<Criterion> criteria, ObjectSchema deals)
    {
        if (criteria.Count == 0)
            return false;

        var read = criteria.Select(c => Formula.Parse(c.Formula, deals).Expr).OfType<Expr>().SelectMany(e => ExprShape.Fields(LiveRollUps.Unfold(e)));
        return written.Object == deals
            ? read.Any(f => f.Object == deals && written.HasChanged(f)) || (!written.IsNew && WaysBack.Any(name => written.HasChanged(deals[name])))
            : read.Any(f => f.Object == written.Object);
    }

    private static Stage? Next(Stage at, IReadOnlyList<Stage> stages) => stages.FirstOrDefault(s => s.Type == Stage.TypeValue.Open && s.Position > at.Position);

    /// <summary>What is met, as people read it; null when something is missing or nothing is asked: then a person decides.</summary>
    private static async ValueTask<Message?> ReasonAsync(Opportunity deal, Stage from, Stage to, Session session, CancellationToken ct)
    {
        if ((await StageGate.MissingAsync(deal, from, [], to, session, ct)).Count > 0)
            return null;

        var language = session.Schema.Conventions.Language;
        var met = Labels(Criterion.ListOf(from.ExitCriteria).Concat(Criterion.ListOf(to.EntryCriteria)).DistinctBy(c => c.Formula), session)
            .Concat((to.RequiredFields ?? []).Select(name => deal.Record.Object.Find(name)?.Label.In(language)).OfType<string>())
            .ToArray();
        return met.Length > 0 ? Met(met, session) : null;
    }

    private static IEnumerable<string> Labels(IEnumerable<Criterion> criteria, Session session) => criteria.Select(c => c.Label.In(session.Schema.Conventions.Language));

    private static Message Met(IEnumerable<string> met, Session session) =>
        new("deal_advanced", string.Join(session.Schema.Conventions.Language == Language.Chinese ? "、" : ", ", met));

    private static void Move(Opportunity deal, Stage to)
    {
        var fields = deal.Record.Object;
        if (!deal.Changed(Opportunity.Fields.Stage))
            deal.Record.Derives(
                fields[Opportunity.Fields.Stage], fields[Opportunity.Fields.Status], fields[Opportunity.Fields.Probability], fields[Opportunity.Fields.StageEnteredAt], fields[Opportunity.Fields.ExpectedRevenue]);

        deal.Stage = new Id<Stage>(to.Id);
    }

    /// <summary>The paths that criteria read, from deals of a schema.</summary>
    private sealed record CriteriaReads(Schema Schema, IReadOnlyList<FieldPath> Paths);
}
