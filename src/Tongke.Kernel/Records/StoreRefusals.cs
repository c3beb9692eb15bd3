using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Storage;

namespace Tongke.Kernel.Records;

/// <summary>Says in a person's words why the database refused a record.</summary>
internal static class StoreRefusals
{
    public static async ValueTask<Refusal> ExplainAsync(Session session, Refused refused, CancellationToken ct)
    {
        if (refused is { Reason: ExpectationMissed, Tag: MissedReference missed })
            return new Conflict(missed.Why) { OfOvertaken = true };

        if (refused.Reason is ValueOutOfRange)
            return new RuleRefused(new("total_too_large"));

        var record = refused.Tag as Record ?? throw new InvalidOperationException($"The database refused statement {refused.Index}: {refused.Reason}");
        Refusal refusal = refused.Reason switch
        {
            UniqueViolated unique => await DuplicateAsync(session, record, unique, ct),
            ForeignKeyViolated { StillReferenced: true } => new Conflict(new("still_referenced_somewhere", record.Object.Label)),
            ForeignKeyViolated => new Conflict(new("reference_gone", record.Object.Label)),
            NotNullViolated { Column: { } column } => Invalid(record, column, "required"),
            CheckViolated => new Conflict(new("value_not_allowed", record.Object.Label)),
            ExpectationMissed => new Stale(record, []),
            var reason => throw new InvalidOperationException($"The database refused {record}: {reason}"),
        };
        return refusal.Of(record);
    }

    private static Invalid Invalid(Record record, string column, string code)
    {
        var field = record.Object.Find(column);
        return new Invalid([new(column, new(code, field?.Label ?? record.Object.Label))]);
    }

    private static async ValueTask<Refusal> DuplicateAsync(Session session, Record record, UniqueViolated unique, CancellationToken ct)
    {
        var columns = unique.Columns.Count > 0 ? unique.Columns : await Uniqueness.ColumnsTakenAsync(session, record, ct);
        if (columns is ["id"])
            return new Conflict(new("id_taken", record.Object.Label), [new("id", new("id_taken", record.Object.Label))]);

        var fields = columns.Select(record.Object.Find).OfType<FieldSchema>().ToArray();
        var labels = fields.Select(f => f.Label).ToArray();
        return new Conflict(
            new("duplicate_value", labels.Length > 0 ? labels : new[] { record.Object.Label }),
            [.. fields.Select(f => new Problem(f.Name, new Message("duplicate_value", new[] { f.Label }.AsEnumerable())))])
        {
            OfUnique = true,
        };
    }
}
