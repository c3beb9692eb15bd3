using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>
/// An amount with its currency and, computed by the write path at the rate of the day, its worth in the company's currency.
/// A record that names no currency is in the company's.
/// </summary>
internal sealed class MoneyType : NumericType
{
    public const string Currency = "currency";
    public const string Base = "base";

    public override string Name => "money";

    public override IEnumerable<FieldDefinition> Companions(FieldDefinition field) =>
    [
        new() { Name = $"{field.Name}_{Currency}", Type = "text", Check = "currency", Max = 3, Label = new(field.Label.Zh + "币种", field.Label.En + " currency") },
        new()
        {
            Name = $"{field.Name}_{Base}", Type = "decimal", Precision = Precision(field), Scale = Scale(field), ReadOnly = true,
            Label = new(field.Label.Zh + "（本位币）", field.Label.En + " (company currency)"),
        },
    ];

    public override Coerced FromText(string text, FieldSchema field, Conventions conventions)
    {
        var read = NumberText.Read(text);
        if (read.Value is not { } number || read.IsPercent) return Refuse(read, field);

        var accepted = Accept(number, field);
        var currency = read.Currency is "CNY" && conventions.Currency == "JPY" && text.AsSpan().ContainsAny('¥', '￥') ? "JPY" : read.Currency;
        return accepted.Problem is null && currency is not null ? accepted with { Parts = new() { [Currency] = currency } } : accepted;
    }
}
