using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Server.Meta;

/// <summary>What CSDL says of objects: the types of their values, their keys, and their lists of children, as far as one person may see them.</summary>
internal static class EdmTypes
{
    /// <summary>The namespace of all types.</summary>
    public const string Namespace = "tongke";

    /// <summary>Objects the person sees, by name.</summary>
    public static IEnumerable<ObjectSchema> Objects(Session session) =>
        session.Schema.Objects.Where(o => session.Access.On(o).May(RecordAction.Read)).OrderBy(o => o.Name, StringComparer.Ordinal);

    /// <summary>Fields that are properties.</summary>
    public static IEnumerable<FieldSchema> Properties(Session session, ObjectSchema definition) =>
        definition.Fields.Where(f => session.Access.On(definition).MaySee(f) && (f.Storage != FieldStorage.None || f.Target is null));

    /// <summary>Child tables, and the children of other objects that point here, by the names that expand takes.</summary>
    public static IEnumerable<(string Name, FieldSchema Lookup)> Children(Session session, ObjectSchema definition)
    {
        var tables = definition.Fields.Where(f => f is { Definition: { Type: "child_table", By: not null }, Target: not null } && session.Access.On(definition).MaySee(f)).Select(f => (f.Name, Lookup: f.Target![f.Definition.By!]));
        var referrers = definition.Referrers.Where(r => !r.IsSystem).Select(r => (Name: Relations.NameOf(r), Lookup: r));
        return tables.Concat(referrers).Where(c => session.Access.On(c.Lookup.Object).May(RecordAction.Read) && session.Access.On(c.Lookup.Object).MayRead(c.Lookup) && definition.Find(c.Name) is null or { Storage: FieldStorage.None });
    }

    /// <summary>The type of a field's values.</summary>
    public static string Of(FieldSchema field) => field.ValueType.Kind switch
    {
        ValueKind.Boolean => "Edm.Boolean",
        ValueKind.Integer => "Edm.Int64",
        ValueKind.Decimal => "Edm.Decimal",
        ValueKind.Text => "Edm.String",
        ValueKind.Date => "Edm.Date",
        ValueKind.Time => "Edm.TimeOfDay",
        ValueKind.Instant => "Edm.DateTimeOffset",
        ValueKind.Id => "Edm.Guid",
        ValueKind.Texts => "Collection(Edm.String)",
        ValueKind.Ids => "Collection(Edm.Guid)",
        ValueKind.Json => "Edm.Untyped",
        ValueKind.Bytes => "Edm.String",
    };
}
