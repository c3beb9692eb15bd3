using System.Globalization;
using System.Text.RegularExpressions;

namespace Tongke.Storage.Postgres;

/// <summary>Values as PostgreSQL's own words, for statements that are kept.</summary>
internal static partial class PostgresWords
{
    /// <summary>
    /// The value with its type; null where it has to stay a parameter: slots, lists, moments, every text that is more than letters, digits and underscores, and
    /// ids: each person and each record would make a statement of its own, of which a connection keeps some hundred.
    /// </summary>
    public static string? Of(SqlParameter parameter) => parameter is { Slot: null, IsArray: false }
        ? (parameter.Kind, parameter.Value) switch
        {
            (ColumnKind.Boolean, bool yes) => yes ? "true" : "false",
            (ColumnKind.Integer, long number) => string.Create(CultureInfo.InvariantCulture, $"'{number}'::bigint"),
            (ColumnKind.Decimal, decimal number) => string.Create(CultureInfo.InvariantCulture, $"'{number}'::numeric"),
            (ColumnKind.Date, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"'{day:yyyy-MM-dd}'::date"),
            (ColumnKind.Text, string text) when Word().IsMatch(text) => $"'{text}'::text",
            _ => null,
        }
        : null;

    [GeneratedRegex("^[A-Za-z0-9_]{1,64}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
