using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Customers;

/// <summary>A record that is probably the same as another, and the rule that says so.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Record">The record.</param>
/// <param name="IsNear">Whether its name only comes near: one character is different.</param>
public sealed record Duplicate(DuplicateRuleDefinition Rule, Record Record, bool IsNear = false)
{
    /// <summary>Whether it keeps the other from being saved; a name that only comes near never does.</summary>
    public bool Blocks => Rule.On == DuplicateRuleDefinition.Block && !IsNear;
}

/// <summary>
/// Finds the records that an object's duplicate rules take for the same, in the object itself and in others that the rules name. Matches compare
/// stored values; a fuzzy rule names a key field that holds the company's name as people know it, and also finds names that come near. Companies
/// whose names name different places are not the same.
/// </summary>
public static class DuplicateFinder
{
    /// <summary>More than this says nothing new; companies of other places may be among them.</summary>
    private const int MaxMatches = 50;

    /// <summary>Living records like <paramref name="record"/>, by <paramref name="rules"/>; the record itself and those on their way to the bin are not among them.</summary>
    public static async ValueTask<IReadOnlyList<Duplicate>> FindAsync(
        Record record, IEnumerable<DuplicateRuleDefinition> rules, bool withNear, Session session, CancellationToken ct)
    {
        var found = new List<Duplicate>();
        foreach (var rule in rules)
        {
            var values = rule.Fields.Select(name => ValueOf(record, name)).ToArray();
            if (values.Any(v => v is null or ""))
                continue;

            var place = CompanyPlaces.Of(record, rule.Fields.Select(name => record.Object[name]));
            foreach (var (target, fields) in PlacesOf(rule, record.Object, session.Schema))
            {
                var same = Condition.AllOf(fields.Select((field, i) => Condition.Equal(new FieldPath(field), values[i])));
                Add(rule, fields, place, await session.LoadWhereAsync(target, same, MaxMatches, ct), isNear: false);
                if (withNear && rule.Match == DuplicateRuleDefinition.Fuzzy && fields is [var key] && values[0] is string name)
                    Add(rule, fields, place, await NearNames.FindAsync(key, name, session, ct), isNear: true);
            }
        }

        return found;

        void Add(DuplicateRuleDefinition rule, IReadOnlyList<FieldSchema> compared, CompanyPlace? place, IEnumerable<Record> others, bool isNear)
        {
            foreach (var other in others.Where(other => !CompanyPlace.Differ(place, CompanyPlaces.Of(other, compared))))
                if (other.Id != record.Id && other is { State: RecordState.Stored, IsDeleted: false } && found.All(d => d.Record.Id != other.Id))
                    found.Add(new Duplicate(rule, other, isNear));
        }
    }

    private static IEnumerable<(ObjectSchema Object, IReadOnlyList<FieldSchema> Fields)> PlacesOf(DuplicateRuleDefinition rule, ObjectSchema own, Schema schema)
    {
        yield return (own, [.. rule.Fields.Select(name => own[name])]);
        foreach (var elsewhere in rule.Against)
            if (schema.Find(elsewhere.Object) is { } other && elsewhere.Fields.Count == rule.Fields.Count && elsewhere.Fields.All(f => other.Find(f) is { HasColumn: true }))
                yield return (other, [.. elsewhere.Fields.Select(name => other[name])]);
    }

    // A record that was not saved yet has no key: it is made here as the rule that fills it would.
    private static object? ValueOf(Record record, string name)
    {
        var field = record.Object[name];
        return FillCompanyKeys.SourceOf(field) is { } source ? FillCompanyKeys.KeyOf(record[source]) : record[field];
    }
}
