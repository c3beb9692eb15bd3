using System.Globalization;
using System.Text;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Records;

/// <summary>
/// Draws auto-numbers. A counter is one row, raised in a transaction of its own just before the record is written, so that no two records share
/// a number however many write at once; a number drawn for a record that is then refused stays unused.
/// </summary>
internal static class AutoNumbers
{
    public static async ValueTask FillAsync(Session session, Record record, CancellationToken ct)
    {
        foreach (var field in record.Object.Fields.Where(f => f.Definition.Number is not null))
            record[field] ??= await DrawAsync(session, field, ct);
    }

    private static async ValueTask<string> DrawAsync(Session session, FieldSchema field, CancellationToken ct)
    {
        var definition = field.Definition.Number!;
        var today = session.Context.Today;
        var counter = await session.Workspace.Counters.NextAsync($"{field.Object.Name}.{field.Name}", Period(definition.Reset, today), ct);
        return Compose(definition, today, counter);
    }

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
