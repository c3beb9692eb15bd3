using System.Globalization;
using System.Text.RegularExpressions;
using Tongke.Kernel;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Customers;

/// <summary>
/// Before reasons were kept as a rule and its days they were sentences in the company's language. What lies in a pool since then gets its rule, so that
/// everybody reads it in their own language; what somebody wrote by hand stays.
/// </summary>
public static partial class SplitOldReasons
{
    private const int MostAtOnce = 100_000;

    /// <summary>Does it once.</summary>
    public static Package Package { get; } = new() { Name = "pool_reasons", Seed = RunAsync };

    private static async Task RunAsync(Session session, CancellationToken ct)
    {
        foreach (var name in Pools.Objects)
        {
            var definition = session.Schema[name];
            var old = Formula.Parse("AND(NOT(ISBLANK(pool)), NOT(ISBLANK(pool_reason)), ISBLANK(pool_rule))", definition).Expr!;
            foreach (var record in await session.LoadWhereAsync(definition, old, MostAtOnce, ct))
                if (record[PoolFields.Reason] is string text && RuleOf(text) is { } why)
                    (record[PoolFields.Rule], record[PoolFields.Days], record[PoolFields.Reason]) = (why.Rule, why.Days, null);
        }
    }

    private static PoolReason? RuleOf(string text)
    {
        var days = Number().Match(text) is { Success: true } number ? long.Parse(number.Value, CultureInfo.InvariantCulture) : (long?)null;
        PoolReason[] rules = [PoolReason.NoActivity(days), PoolReason.NoMove(days), PoolReason.NoDeal(days), PoolReason.Condition];
        return Array.Find(rules, rule => rule.Message.In(Language.Chinese) == text || rule.Message.In(Language.English) == text);
    }

    [GeneratedRegex("[0-9]{1,5}")]
    private static partial Regex Number();
}
