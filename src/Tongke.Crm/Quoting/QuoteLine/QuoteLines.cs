using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Quoting;

/// <summary>The lines of a quote.</summary>
internal static class QuoteLines
{
    /// <summary>All of them in the order in which they are printed: what a kit brings along comes after it.</summary>
    public static async ValueTask<IReadOnlyList<QuoteLine>> OfAsync(Quote quote, Session session, CancellationToken ct)
    {
        var path = new FieldPath(session.Schema[QuoteLine.ObjectName][QuoteLine.Fields.Quote]);
        var lines = await session.LoadWhereAsync<QuoteLine>(Condition.Equal(path, quote.Id), ct: ct);
        return [.. lines.Where(l => l.KitLine is null).OrderBy(l => l.Position).ThenBy(l => l.Id)
            .SelectMany(l => lines.Where(part => part.KitLine?.Value == l.Id).OrderBy(part => part.Position).ThenBy(part => part.Id).Prepend(l))];
    }
}
