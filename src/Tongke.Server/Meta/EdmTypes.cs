using Microsoft.OData.Edm;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Queries;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Server.Meta;

/// <summary>What other software is told of objects: the types of their values and their relations, as far as one person may see them.</summary>
internal static class EdmTypes
{
    /// <summary>Objects the person sees, by name.</summary>
    public static IEnumerable<ObjectSchema> Objects(Session session) =>
        session.Schema.Objects.Where(o => session.Access.On(o).May(RecordAction.Read)).OrderBy(o => o.Name, StringComparer.Ordinal);

    /// <summary>Fields that are properties: those an answer has when it is asked for no fields in particular.</summary>
    public static IEnumerable<FieldSchema> Properties(Session session, ObjectSchema definition) =>
        definition.Fields.Where(f => session.Access.On(definition).MaySee(f) && (f.Storage != FieldStorage.None || f.Target is null) && f.Composite is not { Storage: FieldStorage.None });

    /// <summary>Lookups and multi-lookups that lead to objects the person sees, by the names of their navigation properties.</summary>
    public static IEnumerable<(string Name, FieldSchema Lookup)> Lookups(Session session, ObjectSchema definition) => definition.Fields
        .Where(f => f is { Target: not null, ValueType.Kind: ValueKind.Id or ValueKind.Ids } && session.Access.On(definition).MayRead(f) && session.Access.On(f.Target).May(RecordAction.Read))
        .Select(f => (Name: Relations.WayOf(f), Lookup: f))
        .Where(l => definition.Find(l.Name) is null);

    /// <summary>Child tables, and the children of other objects that point here, by the names that expand takes.</summary>
    public static IEnumerable<(string Name, FieldSchema Lookup)> Children(Session session, ObjectSchema definition)
    {
        var tables = definition.Fields
            .Where(f => f is { Definition: { Type: "child_table", By: not null }, Target: not null } && session.Access.On(definition).MaySee(f))
            .Select(f => (f.Name, Lookup: f.Target![f.Definition.By!]));
        var referrers = definition.Referrers
            .Where(r => r is { IsSystem: false, ValueType.Kind: ValueKind.Id })
            .Select(r => (Name: Relations.NameOf(r), Lookup: r))
            .Where(r => definition.Find(r.Name) is null);
        return tables.Concat(referrers).Where(c => session.Access.On(c.Lookup.Object).May(RecordAction.Read) && session.Access.On(c.Lookup.Object).MayRead(c.Lookup));
    }

    /// <summary>Whether a field can have any JSON, which makes it a dynamic property of an open type: Microsoft.OData.Core reads no declared <c>Edm.Untyped</c>.</summary>
    public static bool IsDynamic(FieldSchema field, ObjectAccess access) => field.Storage == FieldStorage.None
        ? !access.MayRead(field)
        : field.ValueType.Kind == ValueKind.Json && access.MayRead(field);

    /// <summary>The type of a field's values; null for a composite, which has a type of its own. A mask is a text, whatever it hides.</summary>
    public static IEdmTypeReference? Of(FieldSchema field, ObjectAccess access) => field.Storage == FieldStorage.None
        ? null
        : access.MayRead(field) ? OfValue(field) : Primitive(EdmPrimitiveTypeKind.String);

    /// <summary>The type of the values of a field that has some.</summary>
    public static IEdmTypeReference OfValue(FieldSchema field) => field.ValueType.Kind switch
    {
        ValueKind.Boolean => Primitive(EdmPrimitiveTypeKind.Boolean),
        ValueKind.Integer => Primitive(EdmPrimitiveTypeKind.Int64),
        ValueKind.Decimal => EdmCoreModel.Instance.GetDecimal(Math.Max(field.Definition.Precision ?? 18, field.ValueType.Scale), field.ValueType.Scale, isNullable: true),
        ValueKind.Text or ValueKind.Bytes => Primitive(EdmPrimitiveTypeKind.String),
        ValueKind.Date => Primitive(EdmPrimitiveTypeKind.Date),
        ValueKind.Time => Primitive(EdmPrimitiveTypeKind.TimeOfDay),
        ValueKind.Instant => EdmCoreModel.Instance.GetTemporal(EdmPrimitiveTypeKind.DateTimeOffset, 3, isNullable: true),
        ValueKind.Id => EdmCoreModel.Instance.GetGuid(isNullable: field.Ordinal != SystemFields.IdOrdinal),
        ValueKind.Texts => EdmCoreModel.GetCollection(EdmCoreModel.Instance.GetString(isNullable: false)),
        ValueKind.Ids => EdmCoreModel.GetCollection(EdmCoreModel.Instance.GetGuid(isNullable: false)),
        ValueKind.Json => EdmCoreModel.Instance.GetUntyped(),
    };

    private static IEdmPrimitiveTypeReference Primitive(EdmPrimitiveTypeKind kind) => EdmCoreModel.Instance.GetPrimitive(kind, isNullable: true);
}
