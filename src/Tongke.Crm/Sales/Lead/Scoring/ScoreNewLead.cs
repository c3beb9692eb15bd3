using System.Runtime.CompilerServices;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Sales;

/// <summary>
/// A new lead is stored with what it scores for what it is. Nothing has happened with it yet, so <see cref="KeepScores"/> finds the very score there that it
/// would give, and need not write the row a second time; where a condition looks beyond the lead's own values, the score is left to it.
/// </summary>
public sealed class ScoreNewLead : IBeforeSave<Lead>
{
    private readonly ConditionalWeakTable<Organization, RulesOfLeads> remembered = [];

    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Lead record, Session session, CancellationToken ct)
    {
        if (!record.IsNew || await RulesAsync(session, ct) is not { } rules)
            return null;

        var fit = 0L;
        foreach (var (rule, when) in rules.Fit)
            if (await session.FulfilsAsync(record.Record, when, ct))
                fit += rule.Points ?? 0;

        (record.Score, record.FitScore, record.BehaviourScore) = (LeadScore.Of(fit, behaviour: 0), fit, 0);
        return null;
    }

    /// <summary>What is stamped or computed when the lead is stored is not there yet.</summary>
    private static bool ReadsOnlyWhatIsTyped(Expr condition, ObjectSchema leads) => ExprShape.Fields(condition)
        .All(f => f.Object == leads && f.Storage == FieldStorage.Column && (!f.IsSystem || f.Name is SystemFields.Owner or SystemFields.Department));

    /// <summary>
    /// The rules; null where there are none, or one can't be judged yet. Every new lead asks for them, so they are remembered until one changes
    /// (<see cref="Kernel.Package.Remembered"/>).
    /// </summary>
    private async ValueTask<ScoringRules?> RulesAsync(Session session, CancellationToken ct)
    {
        if (remembered.TryGetValue(session.Organization, out var known) && known.Schema == session.Schema)
            return known.Rules;

        // In a session of its own: this one may hold changes of rules that are never committed.
        var rules = await ScoringRules.ReadAsync(session.Workspace.Open(session.Actor), ct);
        var isOfUse = !rules.IsEmpty && rules.Fit.All(f => ReadsOnlyWhatIsTyped(f.When, session.Schema[Lead.ObjectName]));
        known = new(session.Schema, isOfUse ? rules : null);
        remembered.AddOrUpdate(session.Organization, known);
        return known.Rules;
    }

    /// <summary>The rules, over the leads of a schema.</summary>
    private sealed record RulesOfLeads(Schema Schema, ScoringRules? Rules);
}
