using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>What still stands between a deal and a stage.</summary>
internal static class StageGate
{
    /// <summary>
    /// Everything missing for the move from <paramref name="from"/> to <paramref name="to"/>: the exit criteria and required checklist items of the one
    /// (unless the move goes back or gives the deal up), the entry criteria and required fields of the other, and all of that of the stages between them, as if the deal went
    /// step by step. What is asked for already is not asked for twice. Empty when the move may happen.
    /// </summary>
    public static async ValueTask<IReadOnlyList<Problem>> MissingAsync(Opportunity deal, Stage from, IReadOnlyList<Stage> between, Stage to, Session session, CancellationToken ct)
    {
        var missing = new List<Problem>();
        if (GoesOn(from, to))
        {
            foreach (var criterion in CriteriaOf(from, between, to).DistinctBy(c => c.Formula))
                if (!await MeetsAsync(deal, criterion, session, ct))
                    missing.Add(NotMet(deal, criterion, session));

            missing.AddRange(between.Prepend(from).Select(stage => Unticked(deal, stage, session)).OfType<Problem>());
        }

        foreach (var stage in between.Append(to))
            foreach (var name in stage.RequiredFields ?? [])
                if (deal.Record.Object.Find(name) is { } field && deal.Record[field] is null or "")
                    Require(missing, field, stage, session);

        return missing;
    }

    /// <summary>Whether a stage is one to which deals come straight once something is so, and it is: then the stages between ask for nothing.</summary>
    public static async ValueTask<bool> BringsAsync(Opportunity deal, Stage stage, Session session, CancellationToken ct)
    {
        var criteria = Criterion.ListOf(stage.ArrivalCriteria);
        foreach (var criterion in criteria)
            if (!await MeetsAsync(deal, criterion, session, ct))
                return false;

        return criteria.Count > 0 && stage.Type == Stage.TypeValue.Open;
    }

    /// <summary>The open stages that a move jumps over: those ahead of <paramref name="from"/>, up to <paramref name="to"/> or, when the deal is won, all.</summary>
    public static IReadOnlyList<Stage> Between(Stage from, Stage to, IEnumerable<Stage> stages) => GoesOn(from, to) && from.Type == Stage.TypeValue.Open
        ? [.. stages.Where(s => s.Type == Stage.TypeValue.Open && s.Position > from.Position && (to.Type == Stage.TypeValue.Won || s.Position < to.Position))]
        : [];

    /// <summary>What a stage is called, in the reader's language.</summary>
    public static Label NameOf(Stage stage) => new(stage.Name ?? "", stage.NameEn ?? stage.Name ?? "");

    /// <summary>What a stage's checklist demands and the deal has not ticked.</summary>
    private static Problem? Unticked(Opportunity deal, Stage stage, Session session)
    {
        var open = ChecklistItem.ListOf(stage.Checklist).Where(i => i.Required && deal.ChecklistDone?.Contains(i.Name) != true).Select(i => i.Label).ToArray();
        if (open.Length == 0)
            return null;

        var field = deal.Record.Object[Opportunity.Fields.ChecklistDone];
        return new(field.Name, new Message("checklist_open", NameOf(stage), new Label(string.Join('、', open.Select(l => l.Zh)), string.Join(", ", open.Select(l => l.En)))))
        {
            Ways = session.Access.On(field.Object).MayEdit(field) ? [field] : [],
        };
    }

    private static IEnumerable<Criterion> CriteriaOf(Stage from, IReadOnlyList<Stage> between, Stage to) =>
    [
        .. Criterion.ListOf(from.ExitCriteria),
        .. between.SelectMany(s => Criterion.ListOf(s.EntryCriteria).Concat(Criterion.ListOf(s.ExitCriteria))),
        .. Criterion.ListOf(to.EntryCriteria),
    ];

    /// <summary>Asks for a field by its name, and for those that the actor does not know of in one sentence without names.</summary>
    private static void Require(List<Problem> missing, FieldSchema field, Stage stage, Session session)
    {
        var access = session.Access.On(field.Object);
        var problem = access.MaySee(field)
            ? new Problem(field.Name, new Message("required_for_stage", field.Label, NameOf(stage))) { Ways = access.MayEdit(field) ? [field] : [] }
            : new Problem(null, new Message("required_for_stage_hidden", NameOf(stage)));
        if (!missing.Exists(m => problem.Target is { } target ? m.Target == target : m.Message == problem.Message))
            missing.Add(problem);
    }

    /// <summary>Whether a move goes on towards the sale, rather than back or out.</summary>
    public static bool GoesOn(Stage from, Stage to) => to.Type switch
    {
        Stage.TypeValue.Won => true,
        Stage.TypeValue.Lost => false,
        _ => from.Type == Stage.TypeValue.Open && to.Position > from.Position,
    };

    private static Problem NotMet(Opportunity deal, Criterion criterion, Session session)
    {
        var ways = WaysTo(deal, criterion, session);
        return new(ways is [var only] && only.Object == deal.Record.Object ? only.Name : null, new Message("criterion_not_met", criterion.Label)) { Ways = ways };
    }

    /// <summary>
    /// What the actor may fill so that a criterion may be met: fields of the deal that it reads, and lookups to the deal whose records it counts. What sums
    /// up the parts of such records is left out: a new one has none.
    /// </summary>
    private static FieldSchema[] WaysTo(Opportunity deal, Criterion criterion, Session session)
    {
        if (Formula.Parse(criterion.Formula, deal.Record.Object).Expr is not { } condition)
            return [];

        return [.. ExprShape.Paths(condition).Where(p => p.Path[0].RollUp?.Of?.RollUp is null).Select(p => p.Path[0].RollUp?.Lookup ?? p.Path[0]).Concat(ExprShape.Children(condition)).Distinct().Where(MayFill)];

        bool MayFill(FieldSchema field)
        {
            var access = session.Access.On(field.Object);
            return field is { Storage: FieldStorage.Column, Definition.ReadOnly: false } && access.MayEdit(field) && (field.Object == deal.Record.Object || access.May(RecordAction.Create));
        }
    }

    private static async ValueTask<bool> MeetsAsync(Opportunity deal, Criterion criterion, Session session, CancellationToken ct) =>
        Formula.Parse(criterion.Formula, deal.Record.Object).Expr is { } condition && await session.FulfilsAsync(deal.Record, LiveRollUps.Unfold(condition), ct);
}
