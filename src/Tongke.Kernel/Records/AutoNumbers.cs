using System.Globalization;
using System.Text;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Records;

/// <summary>
/// Draws auto-numbers. A counter is one row, raised in a transaction of its own just before the record is written, so that no two records share
/// a number however many write at once; a number drawn for a record that is then refused stays unused. Where many records are written together,
/// as by an import, their numbers are drawn by one write.
/// </summary>
internal static class AutoNumbers
{
    /// <summary>From this many new records on, their numbers are drawn together.</summary>
    private const int Many = 8;

    /// <summary>Draws the numbers of many new records at once; <see cref="FillAsync"/> hands them out.</summary>
    public static async ValueTask StockAsync(Session session, IEnumerable<Record> pending, CancellationToken ct)
    {
        foreach (var group in pending.Where(r => r.IsNew).GroupBy(r => r.Object).Where(g => g.Count() >= Many))
            foreach (var field in group.Key.Fields.Where(f => f.Definition.Number is not null))
            {
                var stock = session.Numbers.TryGetValue(field, out var there) ? there : session.Numbers[field] = new Queue<long>();
                var missing = group.Count(r => r[field] is null) - stock.Count;
                if (missing <= 0)
                    continue;

                var last = await session.Workspace.Counters.TakeAsync(NameOf(field), Period(field.Definition.Number!.Reset, session.Context.Today), missing, ct);
                for (var number = last - missing + 1; number <= last; number++)
                    stock.Enqueue(number);
            }
    }

    public static async ValueTask FillAsync(Session session, Record record, CancellationToken ct)
    {
        foreach (var field in record.Object.Fields.Where(f => f.Definition.Number is not null))
            record[field] ??= await DrawAsync(session, field, ct);
    }

    /// <summary>Gives back the numbers of a new record that others turned out to have typed themselves, so that the next attempt draws anew; false where none was drawn.</summary>
    public static async ValueTask<bool> GiveBackAsync(Session session, Record record, UniqueViolated unique, CancellationToken ct)
    {
        if (!record.IsNew || !record.Object.Fields.Any(f => f.Definition.Number is not null))
            return false;

        var columns = unique.Columns.Count > 0 ? unique.Columns : await Uniqueness.ColumnsTakenAsync(session, record, ct);
        var drawn = columns.Select(record.Object.Find).OfType<FieldSchema>().Where(f => f.Definition.Number is not null && !record.WasWritten(f)).ToArray();
        foreach (var field in drawn)
            record[field] = null;

        return drawn.Length > 0;
    }

    private static async ValueTask<string> DrawAsync(Session session, FieldSchema field, CancellationToken ct)
    {
        var definition = field.Definition.Number!;
        var today = session.Context.Today;
        var counter = session.Numbers.GetValueOrDefault(field) is { Count: > 0 } stock
            ? stock.Dequeue()
            : await session.Workspace.Counters.NextAsync(NameOf(field), Period(definition.Reset, today), ct);
        return Compose(definition, today, counter);
    }

    private static string NameOf(FieldSchema field) => $"{field.Object.Name}.{field.Name}";

    internal static string Period(string reset, DateOnly day) => reset switch
    {
        "year" => day.ToString("yyyy", CultureInfo.InvariantCulture),
        "month" => day.ToString("yyyyMM", CultureInfo.InvariantCulture),
        "day" => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
        _ => "always",
    };

    internal static string Compose(NumberDefinition definition, DateOnly day, long counter)
    {
        var text = new StringBuilder();
        foreach (var part in definition.Parts)
        {
            text.Append(part.Text);
            if (part.Date is { } pattern)
                text.Append(day.ToString(pattern, CultureInfo.InvariantCulture));
            if (part.Counter is { } digits)
                text.Append(counter.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0'));
        }

        return text.ToString();
    }
}
