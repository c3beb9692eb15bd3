using System.Text.Json;
using Tongke.Crm.Sales;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>Reads how old what is outstanding is (账龄), over the payments due that the actor of a session sees.</summary>
public static class ReadAgeing
{
    /// <summary>What rows may stand for.</summary>
    public static IReadOnlyList<string> Ways { get; } = [PaymentPlan.Fields.Account, SystemFields.Owner, SystemFields.Department];

    private static readonly string[] Ages =
    [
        PaymentPlan.AgeingValue.NotDue, PaymentPlan.AgeingValue.UpTo30, PaymentPlan.AgeingValue.UpTo60, PaymentPlan.AgeingValue.UpTo90, PaymentPlan.AgeingValue.Over90,
    ];

    /// <summary>The report, or why the actor does not get it: one of the two.</summary>
    public static async ValueTask<(AgeingReport? Report, Refusal? Refusal)> RunAsync(Session session, string by, CancellationToken ct)
    {
        if (!Ways.Contains(by))
            return (null, new Invalid([new Problem("by", new Message("ageing_by"))]));

        var plans = session.Schema[PaymentPlan.ObjectName];
        var groups = new Groups(session);
        var isOutstanding = Condition.Not(Condition.IsEmpty(new FieldPath(plans[PaymentPlan.Fields.Ageing])));
        var rows = await groups.AskAsync(plans, isOutstanding, [by, PaymentPlan.Fields.Ageing], [("n", Aggregate.Count, null), ("amount", Aggregate.Sum, PaymentPlan.Fields.OutstandingBase)], ct);
        if (groups.Refusal is { } refusal)
            return (null, refusal);

        var names = await NamesAsync(plans[by], rows, session, ct);
        var found = rows.GroupBy(row => row.Text("k0"))
            .Select(group => Row(group.Key, group.Key is null ? null : names.GetValueOrDefault(group.Key), $"{by} eq {group.Key ?? "null"}", group))
            .OrderByDescending(row => row.Outstanding);
        return (new AgeingReport(by, session.Schema.Conventions.Currency, Row(null, null, "ageing ne null", rows), [.. found]), null);
    }

    private static AgeingRow Row(string? value, string? label, string filter, IEnumerable<JsonElement> rows)
    {
        var byAge = rows.ToLookup(row => row.Text("k1"));
        AgeingBucket[] buckets = [.. Ages.Select(age => new AgeingBucket(age, byAge[age].Sum(row => row.Count("n")), byAge[age].Sum(row => row.Number("amount") ?? 0), $"{filter} and ageing eq '{age}'"))];
        return new AgeingRow(value, label, buckets.Sum(b => b.Amount), value is null ? filter : $"{filter} and ageing ne null", buckets);
    }

    private static async ValueTask<Dictionary<string, string>> NamesAsync(FieldSchema by, IReadOnlyList<JsonElement> rows, Session session, CancellationToken ct)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        if (by.Target is not { } target || !session.Access.On(target).MayRead(target.NameField))
            return names;

        var ids = rows.Select(row => row.Text("k0")).OfType<string>().Distinct().Select(Guid.Parse).ToArray();
        foreach (var (id, found) in await session.FindManyAsync(target, ids, ct: ct))
            if (found.Record is { } record)
                names[id.ToString()] = record[target.NameField]?.ToString() ?? "";

        return names;
    }
}
