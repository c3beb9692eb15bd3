using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Forecast;

/// <summary>A month, quarter or year of the forecast.</summary>
/// <param name="Unit">Which of them.</param>
/// <param name="From">Its first day.</param>
public sealed record ForecastPeriod(PeriodUnit Unit, DateOnly From)
{
    /// <summary>Its last day.</summary>
    public DateOnly To => From.AddMonths(Months).AddDays(-1);

    /// <summary>How many months it has.</summary>
    public int Months => Unit switch
    {
        PeriodUnit.Month => 1,
        PeriodUnit.Quarter => 3,
        PeriodUnit.Year => 12,
    };

    /// <summary>The period before.</summary>
    public ForecastPeriod Before => Containing(Unit, From.AddDays(-1));

    /// <summary>The first days of its months.</summary>
    public IEnumerable<DateOnly> EachMonth => Enumerable.Range(0, Months).Select(From.AddMonths);

    /// <summary>The period in which a day lies.</summary>
    public static ForecastPeriod Containing(PeriodUnit unit, DateOnly day) => new(unit, unit switch
    {
        PeriodUnit.Month => new(day.Year, day.Month, 1),
        PeriodUnit.Quarter => new(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1),
        PeriodUnit.Year => new(day.Year, 1, 1),
    });

    /// <summary>The condition that the day in a field lies in the period.</summary>
    internal Expr Has(ObjectSchema definition, string field) =>
        Condition.AllOf(Condition.IsFrom(new FieldPath(definition[field]), From), Condition.IsUpTo(new FieldPath(definition[field]), To));

    /// <summary>The same for OData.</summary>
    internal string FilterOf(string field) => $"{field} ge {Sales.SalesPeriod.Iso(From)} and {field} le {Sales.SalesPeriod.Iso(To)}";

    /// <summary>The same as a formula, with constants.</summary>
    internal string FormulaOf(string field) => $"AND({field} >= {Literal(From)}, {field} <= {Literal(To)})";

    /// <summary>A day as formulas write it.</summary>
    internal static string Literal(DateOnly day) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"DATE({day.Year}, {day.Month}, {day.Day})");
}

/// <summary>How long a period of the forecast is.</summary>
public enum PeriodUnit
{
    /// <summary>A month.</summary>
    Month,

    /// <summary>Three months.</summary>
    Quarter,

    /// <summary>Twelve months.</summary>
    Year,
}
