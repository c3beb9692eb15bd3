using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Customers;

/// <summary>A record that is probably the same as another, and the rule that says so.</summary>
public sealed record Duplicate(DuplicateRuleDefinition Rule, Record Record);

/// <summary>
/// Finds the records that an object's duplicate rules take for the same. Both kinds of match compare stored values; a fuzzy rule names a key
/// field that holds the company's name as people know it.
/// </summary>
public static class DuplicateFinder
{
    /// <summary>Ending of the fields that hold a company's name as people know it; what stands before it names the field it is made of.</summary>
    private const string KeySuffix = "_key";

    /// <summary>More than this says nothing new.</summary>
    private const int MaxMatches = 20;

    /// <summary>Living records like <paramref name="record"/>, by <paramref name="rules"/>; the record itself and those on their way to the bin are not among them.</summary>
    public static async ValueTask<IReadOnlyList<Duplicate>> FindAsync(
        Record record, IEnumerable<DuplicateRuleDefinition> rules, Session session, CancellationToken ct)
    {
        var found = new List<Duplicate>();
        foreach (var rule in rules)
        {
            if (ConditionOf(rule, record) is not { } condition)
                continue;

            foreach (var other in await session.LoadWhereAsync(record.Object, condition, MaxMatches, ct))
                if (other.Id != record.Id && other.State == RecordState.Stored && found.All(d => d.Record.Id != other.Id))
                    found.Add(new Duplicate(rule, other));
        }

        return found;
    }

    /// <summary>The same values in all fields of the rule; null when one of them is empty here, since empty values match nothing.</summary>
    private static Expr? ConditionOf(DuplicateRuleDefinition rule, Record record)
    {
        var fields = rule.Fields.Select(name => ValueOf(record, name)).ToArray();
        return fields.Any(f => f.Value is null or "") ? null : Condition.AllOf(fields.Select(f => Condition.Equal(new FieldPath(f.Field), f.Value)));
    }

    // A record that was not saved yet has no key: it is made here as the rule that fills it would.
    private static (FieldSchema Field, object? Value) ValueOf(Record record, string name)
    {
        var field = record.Object[name];
        if (record[field] is null && name.EndsWith(KeySuffix, StringComparison.Ordinal) && record.Object.Find(name[..^KeySuffix.Length]) is { } source && record[source] is string text)
            return (field, CompanyName.Normalise(text));

        return (field, record[field]);
    }
}
