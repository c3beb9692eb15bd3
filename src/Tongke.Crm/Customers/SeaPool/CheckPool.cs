using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Customers;

/// <summary>The formulas of a pool must be conditions over its records, its hidden fields must exist and leave the name, by which people choose, and it stays with the object it was made for.</summary>
public sealed class CheckPool : IBeforeSave<SeaPool>
{
    private static readonly string[] Formulas = [SeaPool.Fields.TakesWhen, SeaPool.Fields.FallsWhen, SeaPool.Fields.ExemptWhen, SeaPool.Fields.CapacityExcept];
    private static readonly string[] OfDeals = [SeaPool.Fields.NoMoveDays, SeaPool.Fields.NoDealDays];

    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(SeaPool record, Session session, CancellationToken ct)
    {
        if (session.Schema.Find(record.Object ?? "") is not { Pool: not null } definition)
            return default;

        var problems = Formulas.Select(name => CheckFormula(record, name, definition)).OfType<Problem>().ToList();
        if (!record.IsNew && record.Changed(SeaPool.Fields.Object))
            problems.Add(new(SeaPool.Fields.Object, new("pool_object_fixed")));

        foreach (var name in record.Changed(SeaPool.Fields.HiddenFields) ? record.HiddenFields ?? [] : [])
            if (definition.Find(name) is not { IsSystem: false } field || field == definition.Pool || field == definition.NameField)
                problems.Add(new(SeaPool.Fields.HiddenFields, new("pool_field_unknown", definition.Label, name)));

        if (record.Object != Account.ObjectName)
            foreach (var name in OfDeals.Where(n => record.Record[n] is not null))
                problems.Add(new(name, new("pool_rule_of_accounts")));

        return problems.Count > 0 ? new(new Invalid(problems)) : default;
    }

    private static Problem? CheckFormula(SeaPool record, string name, ObjectSchema definition)
    {
        if (!record.Changed(name) || record.Record[name] is not string { Length: > 0 } text)
            return null;

        var parsed = Formula.Parse(text, definition);
        return parsed.Error is { } error ? new(name, error.Message)
            : parsed.Expr is not { Type.Kind: ValueKind.Boolean } ? new(name, new("pool_not_a_condition"))
            : null;
    }
}
