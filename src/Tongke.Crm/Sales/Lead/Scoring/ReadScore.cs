using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>What a lead scores and why, as far as the reader may know: a reason that rests on a field they may not read is left out.</summary>
/// <param name="Score">0 to 100; null where nothing is scored.</param>
/// <param name="Fit">By what it is.</param>
/// <param name="Behaviour">By what happened.</param>
/// <param name="Reasons">The weightiest first.</param>
public sealed record ReadScore(long? Score, long? Fit, long? Behaviour, IReadOnlyList<ScoreReasonText> Reasons)
{
    private static readonly ReadScore Nothing = new(null, null, null, []);

    /// <summary>Reads it.</summary>
    public static async ValueTask<(ReadScore? Score, Refusal? Refusal)> RunAsync(Guid lead, Session session, CancellationToken ct)
    {
        var definition = session.Schema[Lead.ObjectName];
        var found = await session.FindAsync(definition, lead, RecordAction.Read, ct);
        if (found.Record is not { } record)
            return (null, found.Refusal);

        var access = session.AccessTo(record);
        if (!access.MayRead(definition[Lead.Fields.Score]))
            return (Nothing, null);

        // Scored as it is stored, whoever asks.
        var system = session.Workspace.Open(Actor.System("lead scores"));
        var rules = await ScoringRules.ReadAsync(system, ct);
        if (rules.IsEmpty || await ScoreLeads.RunAsync(system, rules, [lead], ct) is not [var (score, _)])
            return (Nothing, null);

        var readable = rules.Fit.Where(f => ExprShape.Fields(f.When).All(MayRead)).Select(f => f.Rule)
            .Concat(session.Access.On(session.Schema[Activity.ObjectName]).May(RecordAction.Read) ? rules.Behaviour : [])
            .ToHashSet();
        return (new(
            score.Score,
            access.MayRead(definition[Lead.Fields.FitScore]) ? score.Fit : null,
            access.MayRead(definition[Lead.Fields.BehaviourScore]) ? score.Behaviour : null,
            [.. score.Reasons.Where(r => readable.Contains(r.Rule)).OrderByDescending(r => Math.Abs(r.Points)).Select(r => new ScoreReasonText(NameOf(r.Rule, session.Actor.Language), r.Points, r.Count, r.Days))]), null);

        bool MayRead(Kernel.Schemas.FieldSchema field) => field.Object == definition ? access.MayRead(field) : session.Access.On(field.Object).MayRead(field);
    }

    private static string NameOf(ScoreRule rule, Language language) => language == Language.English && rule.NameEn is { Length: > 0 } english ? english : rule.Name ?? "";
}

/// <summary>One reason.</summary>
/// <param name="Name">What the rule is called.</param>
/// <param name="Points">Points it gives or takes.</param>
/// <param name="Count">How often it happened; 0 for what the lead is.</param>
/// <param name="Days">Days since it happened last.</param>
public sealed record ScoreReasonText(string Name, long Points, int Count, int Days);
