using Tongke.Kernel.Expressions;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>The kinds of records of an object: the field that carries them, and what follows from them for the other fields.</summary>
public static class RecordTypes
{
    /// <summary>The field that objects with kinds of records have.</summary>
    public const string Field = "record_type";

    /// <summary>The definition with the field that carries its kinds. Label and help of one that is defined are kept.</summary>
    public static ObjectDefinition WithField(ObjectDefinition definition)
    {
        if (definition.RecordTypes.Count == 0)
            return definition;

        var known = definition.Fields.FirstOrDefault(f => f.Name == Field);
        var carrier = (known ?? new FieldDefinition { Name = Field, Type = "select", Label = new Label("业务类型", "Record type") }) with
        {
            Type = "select",
            Required = true,
            Filled = true,
            Options = [.. definition.RecordTypes.Select(t => new OptionDefinition(t.Name, t.Label, t.Color))],
        };
        return definition with { Fields = known is null ? [.. definition.Fields, carrier] : [.. definition.Fields.Select(f => f == known ? carrier : f)] };
    }

    /// <summary>When a field shows: in the kinds that have it, as far as its own condition lets it.</summary>
    internal static Expr? VisibleWhen(FieldSchema field, Expr? own)
    {
        var types = field.Object.RecordTypes;
        return types.Any(t => t.Without.Contains(field)) ? Condition.AllOf([IsAmong(field.Object, types.Where(t => !t.Without.Contains(field))), own]) : own;
    }

    /// <summary>When a field is required: in the kinds that ask for it, or as its own condition says.</summary>
    internal static Expr? RequiredWhen(FieldSchema field, Expr? own)
    {
        var asking = field.Object.RecordTypes.Where(t => t.Definition.Required.Contains(field.Name)).ToArray();
        return asking.Length == 0 ? own : Condition.AnyOf([IsAmong(field.Object, asking), own]);
    }

    private static Expr IsAmong(ObjectSchema definition, IEnumerable<RecordTypeSchema> types) =>
        Condition.AnyOf(types.Select(t => Condition.Equal(new FieldPath(definition.RecordType!), t.Name)));
}

/// <summary>A compiled kind of records.</summary>
/// <param name="Definition">What was defined.</param>
/// <param name="Without">Fields that it does not have.</param>
/// <param name="Defaults">What a new record begins with.</param>
public sealed record RecordTypeSchema(RecordTypeDefinition Definition, IReadOnlySet<FieldSchema> Without, IReadOnlyList<FieldSet> Defaults)
{
    /// <summary>Stored value.</summary>
    public string Name => Definition.Name;
}
