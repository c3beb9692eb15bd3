using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Sales;

/// <summary>From which records it follows how far a target is: won deals, signed contracts, money that came in.</summary>
/// <param name="Measure">The measure of targets.</param>
/// <param name="Object">The records.</param>
/// <param name="Day">Their day that counts.</param>
/// <param name="Amount">Formula of the amount in the company's currency.</param>
/// <param name="When">Formula: which of them count.</param>
/// <param name="Filter">The same for OData.</param>
public sealed record TargetSource(string Measure, string Object, string Day, string Amount, string When, string Filter)
{
    /// <summary>One for each measure.</summary>
    public static IReadOnlyList<TargetSource> All { get; } =
    [
        new(SalesTarget.MeasureValue.Won, Opportunity.ObjectName, Opportunity.Fields.CloseDate, "amount_base", "status = \"won\"", "status eq 'won'"),
        new(SalesTarget.MeasureValue.Contracted, "contract", "signed_at", "amount_base", "AND(status IN (\"signed\", \"performing\", \"completed\"), kind <> \"purchase\")", "status in ('signed','performing','completed') and kind ne 'purchase'"),
        new(SalesTarget.MeasureValue.Received, "payment", "received_at", "IF(kind = \"refund\", 0 - amount_base, amount_base)", "TRUE", ""),
    ];

    /// <summary>The one of a measure whose records there are in this workspace; null where there are none.</summary>
    public static TargetSource? Find(string measure, Schema schema) =>
        All.FirstOrDefault(s => s.Measure == measure) is { } source && schema.Find(source.Object) is { } definition && definition.Find(source.Day) is not null
            && Formula.Parse(source.Amount, definition).Expr is not null && Formula.Parse(source.When, definition).Expr is not null ? source : null;

    /// <summary>The condition of those that count, with the day between two.</summary>
    internal Expr Between(Session session, DateOnly from, DateOnly to)
    {
        var definition = session.Schema[Object];
        var day = new FieldPath(definition[Day]);
        return Condition.AllOf(Condition.IsFrom(day, from), Condition.IsUpTo(day, to), When == "TRUE" ? Constant.True : Formula.Parse(When, definition).Expr!);
    }

    /// <summary>The same for OData.</summary>
    internal string FilterOf(DateOnly from, DateOnly to) =>
        string.Join(" and ", new[] { Filter, $"{Day} ge {SalesPeriod.Iso(from)}", $"{Day} le {SalesPeriod.Iso(to)}" }.Where(p => p.Length > 0));
}
