using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Records;

/// <summary>Keeps the amount in the company's currency beside every money amount, at the rate of the day it was set.</summary>
internal static class MoneyBase
{
    private const string BaseSuffix = "_base";

    /// <summary>The amount of which a field holds what it is in the company's currency; any other field itself.</summary>
    public static FieldSchema AmountOf(FieldSchema field) =>
        field.Name.EndsWith(BaseSuffix, StringComparison.Ordinal) && field.Object.Find(field.Name[..^BaseSuffix.Length]) is { Definition.Type: "money" } money ? money : field;

    public static void Fill(Session session, Record record)
    {
        foreach (var money in record.Object.Fields.Where(f => f.Definition.Type == "money"))
        {
            var currency = record.Object[$"{money.Name}_currency"];
            var inBase = record.Object[money.Name + BaseSuffix];
            if (record[money] is not decimal amount)
            {
                record[inBase] = null;
                continue;
            }

            record[currency] ??= session.Schema.Conventions.Currency;
            if (!record.IsNew && !record.HasChanged(money) && !record.HasChanged(currency) && record[inBase] is not null)
                continue;

            var rate = session.Schema.Conventions.Rates.Find((string)record[currency]!, session.Context.Today);
            record[inBase] = rate is { } factor ? Math.Round(amount * factor, inBase.ValueType.Scale, MidpointRounding.AwayFromZero) : null;
        }
    }
}
