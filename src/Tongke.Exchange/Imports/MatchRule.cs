using System.Globalization;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Exchange.Imports;

/// <summary>
/// A way to tell that a row and a record are the same: the key of an update, a unique field, or one of the object's duplicate rules.
/// A fuzzy rule names a field that holds what is left of a company's name (<c>name_key</c> of <c>name</c>); it is made from the row's name as the
/// rule that fills it would.
/// </summary>
internal sealed class MatchRule
{
    private const string KeySuffix = "_key";
    private const string ChinaCode = "+86";

    /// <summary>A phone line has at least so many digits without the code of its country.</summary>
    private const int FewestDigits = 7;

    private readonly FieldSchema? company;

    private MatchRule(IReadOnlyList<FieldSchema> fields, bool isUnique, bool blocks = false)
    {
        (Fields, IsUnique, Refuses) = (fields, isUnique, isUnique || blocks);
        Searched = fields.FirstOrDefault(f => f.ValueType.Kind == ValueKind.Text);
        company = fields.Select(SourceOf).FirstOrDefault(source => source is not null);
        Loaded = company is null ? fields : [.. fields, company];
    }

    /// <summary>All of them must agree.</summary>
    public IReadOnlyList<FieldSchema> Fields { get; }

    /// <summary>What must be known of a record to compare it: the company's name too, of which the key keeps no place.</summary>
    public IReadOnlyList<FieldSchema> Loaded { get; }

    /// <summary>The fields as people know them: the name in the place of the key that is made of it.</summary>
    public IEnumerable<FieldSchema> Told => Fields.Select(f => SourceOf(f) ?? f);

    /// <summary>Whether the database holds that no two records agree.</summary>
    public bool IsUnique { get; }

    /// <summary>Whether nobody can save another record that agrees, and so learns that there is one.</summary>
    public bool Refuses { get; }

    /// <summary>The text by which records are fetched.</summary>
    public FieldSchema? Searched { get; }

    /// <summary>The rules by which new rows are compared with what is there.</summary>
    public static IReadOnlyList<MatchRule> ForNew(ImportPlan plan)
    {
        var unique = plan.Object.Fields.Where(f => f.Definition.Unique).Select(f => new MatchRule([f], isUnique: true));
        var duplicates = plan.Object.Definition.Duplicates.Select(d => new MatchRule([.. d.Fields.Select(name => plan.Object[name])], isUnique: false, d.On == DuplicateRuleDefinition.Block));
        var counted = plan.Duplicates == DuplicatePolicy.Create ? unique : unique.Concat(duplicates);
        return [.. counted.Where(rule => rule.Searched is not null && rule.Fields.All(f => IsGiven(plan, f)))];
    }

    /// <summary>The rule by which rows name the records they change; null for a plan that only creates, or whose key is the id.</summary>
    public static MatchRule? ForKey(ImportPlan plan) => plan.Key is { ValueType.Kind: ValueKind.Text } key ? new([key], key.Definition.Unique) : null;

    /// <summary>What a row has to say by this rule; null when one of its fields is empty, which matches nothing.</summary>
    public string? Of(ImportRow row, CompanyKeys companies) => Compose(f => row[f] ?? (SourceOf(f) is { } source && row[source] is string text ? companies[text] : null));

    /// <summary>What a record has to say.</summary>
    public string? Of(Record record) => Compose(f => record[f]);

    /// <summary>The place of the row's company, where the rule compares what is left of its name without.</summary>
    public CompanyPlace? PlaceOf(ImportRow row) => company is not null && row[company] is string name ? CompanyPlace.Of(name) : null;

    /// <summary>The place of a record's company, from the values of <see cref="Loaded"/>.</summary>
    public CompanyPlace? PlaceOf(object?[] values) => company is not null && values[^1] is string name ? CompanyPlace.Of(name) : null;

    /// <summary>What a record with these values of <see cref="Fields"/> has to say.</summary>
    public string? Of(object?[] values) => Compose(f => values[Fields.ToList().IndexOf(f)]);

    /// <summary>Whether the person may read on the record all that the rule compares.</summary>
    public bool IsReadable(Record record, Session session)
    {
        var access = session.AccessTo(record);
        return Fields.All(f => access.MayRead(SourceOf(f) ?? f));
    }

    /// <summary>The text of <see cref="Searched"/> within what a row has to say.</summary>
    public string SearchedIn(string whole)
    {
        var at = Fields.ToList().IndexOf(Searched!);
        return whole.Split('\u001F')[at];
    }

    private static bool IsGiven(ImportPlan plan, FieldSchema field) =>
        plan.Columns.Any(c => c.Field == field || c.Field == field.Composite || c.Field == SourceOf(field)) || field.Name == "login";

    private static FieldSchema? SourceOf(FieldSchema field) =>
        field.Name.EndsWith(KeySuffix, StringComparison.Ordinal) ? field.Object.Find(field.Name[..^KeySuffix.Length]) : null;

    private string? Compose(Func<FieldSchema, object?> valueOf)
    {
        if (Fields.Count == 1)
            return Said(Fields[0], valueOf);

        var parts = new string[Fields.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            if (Said(Fields[i], valueOf) is not { } part)
                return null;

            parts[i] = part;
        }

        return string.Join('\u001F', parts);
    }

    /// <summary>What a field has to say. A number that is too short to be anybody's own, typed to fill the field, tells no two apart.</summary>
    private string? Said(FieldSchema field, Func<FieldSchema, object?> valueOf) =>
        Text(valueOf(field)) is { } text && (IsUnique || field.Type.Name != "phone" || OwnDigits(text) >= FewestDigits) ? text : null;

    private static int OwnDigits(string phone) => phone.Count(char.IsAsciiDigit) - (phone.StartsWith(ChinaCode, StringComparison.Ordinal) ? ChinaCode.Length - 1 : 0);

    private static string? Text(object? value) => value switch
    {
        null or "" => null,
        string text => text,
        var other => Convert.ToString(other, CultureInfo.InvariantCulture),
    };
}
