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

        foreach (var field in definition.Fields.Where(f => f.DefaultValue is not null || f.DefaultFormula is not null))
        {
            if (record[field] is not null || record.WasWritten(field))
                continue;

            if (field.DefaultFormula is { } formula)
            {
                await Preloading.ForAsync(session, record, [formula], ct);
                record[field] = Evaluator.Evaluate(formula, new RecordValues(session, record), session.Context);
            }
            else
            {
                record[field] = field.DefaultValue;
            }
        }
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
