using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Tests;

/// <summary>Values that tell implementations apart: empty ones, borders, ties of rounding, characters beyond the first plane, hours that clocks skip or repeat.</summary>
internal sealed class RandomRows(Random random)
{
    private static readonly string[] Texts =
    [
        "", "a", "A", "Ab", "aB", "abc", "ABC", "İstanbul", "istanbul", "I", "ı", "ß", "É", "é", "云海科技", "云", "海科", "𠮷野家", "𠮷", "\uFF21", "\uE000", "😀b", "  x ", "\u3000全角\u3000", "12.50", "-7", "abc12", "a%_b", "it's", "\"q\"", "2024-02-29", "2023-02-29", "e\u0301",
    ];

    private static readonly decimal[] Numbers = [0, 1, -1, 0.5m, -0.5m, 0.005m, 2.675m, 1.005m, -2.5m, 3, 7, 10, 100, 99.99m, 123456.78m, -99999.99m, 1000000, 0.01m, 33.33m];

    private static readonly string[] Instants =
    [
        "2024-03-10T06:59:59.999Z", "2024-03-10T07:00:00.000Z", "2024-11-03T05:30:00.000Z", "2024-11-03T06:30:00.000Z", "2024-01-31T16:00:00.000Z", "2024-02-29T23:59:59.999Z",
        "2023-12-31T15:59:59.999Z", "2023-12-31T16:00:00.000Z", "2025-06-15T12:34:56.789Z", "1990-07-01T00:00:00.000Z",
    ];

    public T One<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];

    public bool Chance(int percent) => random.Next(100) < percent;

    public int Next(int below) => random.Next(below);

    public object Value(ValueKind kind, int scale) => kind switch
    {
        ValueKind.Boolean => Chance(50),
        ValueKind.Integer => Chance(80) ? random.Next(-20, 40) : One([0L, 1_000_000L, -123_456_789L, 999_999_999_999L]),
        ValueKind.Decimal => Math.Round(One(Numbers), scale, MidpointRounding.ToZero),
        ValueKind.Text => Chance(80) ? One(Texts) : One(Texts) + One(Texts),
        ValueKind.Date => new DateOnly(2024, 1, 1).AddDays(random.Next(-800, 800)),
        ValueKind.Time => new TimeOnly(random.Next(24), random.Next(60), random.Next(60)),
        ValueKind.Instant => Chance(50) ? DateTimeOffset.Parse(One(Instants), System.Globalization.CultureInfo.InvariantCulture) : new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMilliseconds(random.NextInt64(-60_000_000_000, 60_000_000_000)),
        ValueKind.Texts => Enumerable.Range(0, random.Next(4)).Select(_ => One(["vip", "new", "云", "𠮷", "it's"])).ToArray(),
        ValueKind.Id => new Guid(random.Next(3), 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1),
        _ => throw new NotSupportedException(kind.ToString()),
    };

    public static object Whole(object value) => value is int number ? (long)number : value;

    public (List<Row> Deals, List<Row> Accounts) Rows(Deals schema, int deals, int accounts)
    {
        var parents = Enumerable.Range(0, accounts).Select(i => Row(schema.Account, i)).ToList();
        var children = Enumerable.Range(0, deals).Select(i => Row(schema.Deal, 1000 + i)).ToList();
        foreach (var child in children)
        {
            child.Account = Chance(75) ? One(parents) : null;
            child["account"] = child.Account?.Id;
            child["deleted_at"] = Chance(15) ? Value(ValueKind.Instant, 0) : null;
            if (child["deleted_at"] is null) child.Account?.Deals.Add(child);
        }

        return (children, parents);
    }

    private Row Row(ObjectSchema definition, int number)
    {
        var row = new Row(definition);
        foreach (var field in definition.Columns.Where(f => f.Name is not ("account" or "deleted_at")))
            row[field.Name] = field.Name == "id" ? new Guid(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1) : Chance(20) ? null : Whole(Value(field.ValueType.Kind, field.ValueType.Scale));

        return row;
    }
}
