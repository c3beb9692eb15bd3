using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Sales;

/// <summary>The active score rules, read for use.</summary>
/// <param name="Fit">Those over the lead itself, each with its condition.</param>
/// <param name="Behaviour">Those over what happened.</param>
/// <param name="Fingerprint">Differs whenever one of them does.</param>
internal sealed record ScoringRules(IReadOnlyList<(ScoreRule Rule, Expr When)> Fit, IReadOnlyList<ScoreRule> Behaviour, string Fingerprint)
{
    /// <summary>Whether there is anything to score by.</summary>
    public bool IsEmpty => Fit.Count == 0 && Behaviour.Count == 0;

    /// <summary>How far back any of them looks.</summary>
    public long LongestDays => Behaviour.Select(r => r.Days ?? 0).DefaultIfEmpty().Max();

    /// <summary>As they are committed.</summary>
    public static async ValueTask<ScoringRules> ReadAsync(Session session, CancellationToken ct)
    {
        var leads = session.Schema[Lead.ObjectName];
        var active = Condition.Equal(new FieldPath(session.Schema[ScoreRule.ObjectName][ScoreRule.Fields.Active]), true);
        var rules = (await session.LoadWhereAsync<ScoreRule>(active, ct: ct)).OrderBy(r => r.Id).ToArray();
        return new(
            [.. rules.Where(r => r.Kind == ScoreRule.KindValue.Fit).Select(r => (r, Criterion.ConditionOf(r.Criteria, leads) ?? Constant.False))],
            [.. rules.Where(r => r.Kind == ScoreRule.KindValue.Behaviour)],
            FingerprintOf(rules));
    }

    private static string FingerprintOf(IEnumerable<ScoreRule> rules) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join(' ', rules.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Id}:{r.Record.Version}"))))))[..16];
}
