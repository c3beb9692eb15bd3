using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Customers;

/// <summary>
/// Keeps the part of a company's name by which duplicates are found: for every object whose duplicate rules compare a field <c>…_key</c> fuzzily,
/// it is made of the field before the ending.
/// </summary>
internal static class FillCompanyKeys
{
    /// <summary>Ending of the fields that hold a company's name as people know it.</summary>
    private const string Suffix = "_key";

    /// <summary>Ending of the fields that hold such a key read backwards, for names that come near.</summary>
    private const string BackwardsSuffix = "_backwards";

    /// <summary>For every object that has such rules.</summary>
    public static Rule Rule { get; } = new("*", RuleMoment.BeforeSave, nameof(FillCompanyKeys), RunAsync);

    /// <summary>The field that a key field is made of; null when it is no key.</summary>
    public static FieldSchema? SourceOf(FieldSchema key) =>
        key.Name.EndsWith(Suffix, StringComparison.Ordinal) ? key.Object.Find(key.Name[..^Suffix.Length]) : null;

    /// <summary>The field that holds a key read backwards; null when the object keeps none.</summary>
    public static FieldSchema? BackwardsOf(FieldSchema key) => key.Object.Find(key.Name + BackwardsSuffix) is { HasColumn: true } field ? field : null;

    /// <summary>The key of a name; null for none.</summary>
    public static string? KeyOf(object? name) => name is string { Length: > 0 } text ? CompanyName.Normalise(text) : null;

    private static ValueTask<Refusal?> RunAsync(Record record, Session session, CancellationToken ct)
    {
        foreach (var name in record.Object.Definition.Duplicates.Where(r => r.Match == DuplicateRuleDefinition.Fuzzy).SelectMany(r => r.Fields))
        {
            if (record.Object.Find(name) is not { } key || SourceOf(key) is not { } source || !record.HasChanged(source))
                continue;

            var text = KeyOf(record[source]);
            record[key] = text;
            if (BackwardsOf(key) is { } backwards)
                record[backwards] = NearNames.Backwards(text);
        }

        return default;
    }
}
