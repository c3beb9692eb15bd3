using Tongke.Kernel.Expressions;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>On what the records of an object hang, with its fields resolved.</summary>
/// <param name="Record">The lookup, or the id beside <paramref name="Object"/>.</param>
/// <param name="Object">Names the other record's object; null where <paramref name="Record"/> is a lookup.</param>
/// <param name="Field">Names the other record's field, if it hangs on one.</param>
/// <param name="IsChangedByEditors">Whether those change it who may change the other record.</param>
/// <param name="To">The other record's object, where <paramref name="Record"/> is a mere id of one.</param>
/// <param name="Outlasts">Whether it is still seen while the other record lies in the recycle bin.</param>
public sealed record AttachmentSchema(FieldSchema Record, FieldSchema? Object, FieldSchema? Field, bool IsChangedByEditors, string? To, bool Outlasts)
{
    /// <summary>What it may hang on. Where the object is named, that is nothing which hangs on something itself.</summary>
    public IEnumerable<ObjectSchema> Holders(Schema schema) => Object is not null ? schema.Objects.Where(o => o.Attachment is null) : [To is null ? Record.Target! : schema[To]];

    /// <summary>The object and id of the record on which a record with these values hangs; null when it stands on its own, or the object is gone.</summary>
    public (ObjectSchema Object, Guid Id)? HolderOf(Schema schema, Func<FieldSchema, object?> value) =>
        value(Record) is Guid id && (Object is not null ? schema.Find(value(Object) as string ?? "") : To is null ? Record.Target : schema[To]) is { } holder && holder != Record.Object ? (holder, id) : null;

    /// <summary>Resolves what the object's definition says, or answers what is wrong with it.</summary>
    internal static IEnumerable<DefinitionProblem> Attach(ObjectSchema definition, Func<string, ObjectSchema?> find)
    {
        if (definition.Definition.AttachedTo is not { } attached)
            yield break;

        var (record, named, field) = (definition.Find(attached.Record), Find(definition, attached.Object), Find(definition, attached.Field));
        var to = attached.To is null ? record?.Target : find(attached.To);
        if (record is not { HasColumn: true, ValueType.Kind: ValueKind.Id } || (attached.Object is null && (to is null || to == definition)))
            yield return new(definition.Name, attached.Record, new Message("unknown_field", attached.Record));
        else if (attached.Object is not null && named is not { HasColumn: true, ValueType.Kind: ValueKind.Text })
            yield return new(definition.Name, attached.Object, new Message("unknown_field", attached.Object));
        else if (attached.Field is not null && field is not { HasColumn: true, ValueType.Kind: ValueKind.Text })
            yield return new(definition.Name, attached.Field, new Message("unknown_field", attached.Field));
        else if (attached.ChangedBy is not ("role" or AttachmentDefinition.Editors))
            yield return new(definition.Name, null, new Message("invalid_name", attached.ChangedBy));
        else
            definition.Attachment = new(record, named, field, attached.ChangedBy == AttachmentDefinition.Editors, attached.To, attached.Outlasts);
    }

    private static FieldSchema? Find(ObjectSchema definition, string? name) => name is null ? null : definition.Find(name);
}
