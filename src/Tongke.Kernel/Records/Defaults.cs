using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Records;

/// <summary>Gives a new record the values nobody gave it: maker, owner, department, the definition's constants and formulas.</summary>
internal static class Defaults
{
    public static async ValueTask FillAsync(Session session, Record record, CancellationToken ct)
    {
        var definition = record.Object;
        record[definition.Fields[SystemFields.CreatedByOrdinal]] = session.Actor.UserId;
        if (definition.IsOwned)
            FillOwnership(session, record);

        await FillByTypeAsync(session, record, ct);
        foreach (var field in definition.Fields.Where(f => f.DefaultValue is not null || f.DefaultFormula is not null))
        {
            if (record[field] is null && !record.WasWritten(field))
                await GiveAsync(session, record, field, field.DefaultValue, field.DefaultFormula, ct);
        }
    }

    /// <summary>What kind of record it is, when it names none, and what that kind begins with.</summary>
    private static async ValueTask FillByTypeAsync(Session session, Record record, CancellationToken ct)
    {
        if (record.Object.RecordType is not { } carrier)
            return;

        var types = record.Object.RecordTypes;
        if (record[carrier] is null && !record.WasWritten(carrier))
            record[carrier] = (session.Access.On(record.Object).Makeable is [var first, ..] ? first : types.FirstOrDefault(t => t.Definition.Active))?.Name;

        foreach (var given in types.FirstOrDefault(t => t.Name == record[carrier] as string)?.Defaults ?? [])
            if (record[given.Field] is null && !record.WasWritten(given.Field))
                await GiveAsync(session, record, given.Field, given.Value, given.Formula, ct);
    }

    private static async ValueTask GiveAsync(Session session, Record record, FieldSchema field, object? value, Expr? formula, CancellationToken ct)
    {
        if (formula is not null)
        {
            await Preloading.ForAsync(session, record, [formula], ct);
            value = Evaluator.Evaluate(formula, new RecordValues(session, record), session.Context);
        }

        record[field] = value;
    }

    /// <summary>A new record belongs to its maker and to the owner's department, unless it says otherwise.</summary>
    private static void FillOwnership(Session session, Record record)
    {
        var owner = record.Object.Fields[SystemFields.OwnerOrdinal];
        var department = record.Object.Fields[SystemFields.DepartmentOrdinal];
        if (record[owner] is null && !record.WasWritten(owner))
            record[owner] = session.Actor.UserId;

        if (record[department] is null && record[owner] is Guid user)
            record[department] = session.Workspace.Organization.Find(user)?.Department;
    }
}
