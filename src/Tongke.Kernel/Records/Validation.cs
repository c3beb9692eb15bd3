using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Records;

/// <summary>Everything a record must be to be stored, all faults at once. Pure: it changes nothing and asks nobody outside.</summary>
internal static class Validation
{
    public static async ValueTask<IReadOnlyList<Problem>> CheckAsync(Session session, Record record, CancellationToken ct)
    {
        await Preloading.ForConditionsAsync(session, record, ct);
        var values = new RecordValues(session, record);
        bool Holds(Expr? condition) => condition is not null && Evaluator.IsTrue(condition, values, session.Context);

        var problems = new List<Problem>();
        var type = record.Object.RecordType is { } carrier ? record.Object.RecordTypes.FirstOrDefault(t => t.Name == record[carrier] as string) : null;
        if (type is { Definition.Active: false } && (record.IsNew || record.HasChanged(record.Object.RecordType!)))
            problems.Add(new(RecordTypes.Field, new("record_type_inactive", type.Definition.Label)));

        foreach (var field in record.Object.Fields)
        {
            if (field.Storage != FieldStorage.Column || field.IsSystem)
                continue;

            var value = record[field];
            if (Moves.Check(record, field) is { } wrongWay)
            {
                problems.Add(wrongWay);
                continue;
            }

            if (value is null)
            {
                var hidden = field.VisibleWhen is not null && !Holds(field.VisibleWhen);
                var required = field.Definition.Required || Holds(field.RequiredWhen);
                if (required && !hidden && !field.IsComputed)
                    problems.Add(new(field.Name, new("required", field.Label)));
                continue;
            }

            if (type?.Without.Contains(field) == true && record.WasWritten(field) && (record.HasChanged(field) || record.IsNew))
                problems.Add(new(field.Name, new("field_not_of_type", field.Label, type.Definition.Label)));

            if (record.HasChanged(field) || record.IsNew)
            {
                if (value is string option && field.OptionConditions.TryGetValue(option, out var offered) && !Holds(offered))
                    problems.Add(new(field.Name, new("option_not_offered", field.Label)));
            }

            if (record.WasWritten(field) && record.HasChanged(field) && !record.IsNew && Holds(field.ReadOnlyWhen))
                problems.Add(new(field.Name, new("read_only_now", field.Label)));
        }

        problems.AddRange(TooLarge(record));
        problems.AddRange((await Locks.CheckAsync(session, record, ct)).Where(p => problems.All(known => known.Target != p.Target)));
        foreach (var (definition, when) in record.Object.Validations)
            if (Evaluator.IsTrue(when, values, session.Context))
                problems.Add(new(definition.Field, new Message("rule_violated", definition.Message)));

        return problems;
    }

    /// <summary>Computed amounts that their columns do not hold: what people write was looked at when it was read.</summary>
    private static IEnumerable<Problem> TooLarge(Record record)
    {
        foreach (var field in record.Object.Columns)
            if (record[field] is decimal number && (record.IsNew || record.HasChanged(field)) && Math.Abs(number) > NumericType.LargestOf(field))
                yield return new(MoneyBase.AmountOf(field).Name, new("number_too_large", NumericType.LargestOf(field)));
    }
}
