using System.Globalization;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Sales;

/// <summary>What the sales page looks at: closed deals of a period, of everybody or one owner. Open deals are those of now.</summary>
/// <param name="From">First close date; null without a limit.</param>
/// <param name="To">Last close date; null without a limit.</param>
/// <param name="Owner">The one owner.</param>
public sealed record SalesPeriod(DateOnly? From = null, DateOnly? To = null, Guid? Owner = null)
{
    /// <summary>The condition on closed deals.</summary>
    internal Expr Closed(ObjectSchema opportunity) => Condition.AllOf([Mine(opportunity), Within(opportunity, Opportunity.Fields.CloseDate)]);

    /// <summary>The condition on the owner alone.</summary>
    internal Expr Mine(ObjectSchema definition) => Owner is { } owner ? Condition.Equal(new FieldPath(definition[SystemFields.Owner]), owner) : Constant.True;

    /// <summary>The condition that a date lies in the period.</summary>
    internal Expr Within(ObjectSchema definition, string field)
    {
        var parts = new List<string>();
        if (From is { } from)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{field} >= DATE({from.Year}, {from.Month}, {from.Day})"));
        if (To is { } to)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{field} <= DATE({to.Year}, {to.Month}, {to.Day})"));

        return Condition.AllOf(parts.Select(part => Formula.Parse(part, definition).Expr!));
    }

    /// <summary>The OData condition of closed deals, after <paramref name="first"/>.</summary>
    internal string ClosedFilter(string first) => string.Join(" and ", new[]
    {
        first,
        From is { } from ? $"close_date ge {Iso(from)}" : null,
        To is { } to ? $"close_date le {Iso(to)}" : null,
        Owner is { } owner ? $"owner eq {owner}" : null,
    }.OfType<string>());

    /// <summary>The OData condition of open deals, after <paramref name="first"/>.</summary>
    internal string OpenFilter(string first) => Owner is { } owner ? $"{first} and owner eq {owner}" : first;

    /// <summary>A day as OData writes it.</summary>
    internal static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
