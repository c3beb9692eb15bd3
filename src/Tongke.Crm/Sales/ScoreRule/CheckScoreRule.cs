using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>The conditions of a score rule must be conditions over leads. What the other kind of rule asks for is emptied.</summary>
public sealed class CheckScoreRule : IBeforeSave<ScoreRule>
{
    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(ScoreRule record, Session session, CancellationToken ct)
    {
        if (record.Kind == ScoreRule.KindValue.Fit)
            (record.Activities, record.Days, record.Cap, record.HalfLife) = (null, null, null, null);
        else
            record.Criteria = null;

        var problems = record.Changed(ScoreRule.Fields.Criteria)
            ? CheckCriteria.Faults(ScoreRule.Fields.Criteria, record.Criteria, session.Schema[Lead.ObjectName]).ToArray()
            : [];
        return problems.Length > 0 ? new(new Invalid(problems)) : default;
    }
}
