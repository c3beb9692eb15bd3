using System.Security.Cryptography;
using System.Text;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Access;

/// <summary>What one actor may do with one object: the union of the grants of all of the actor's roles.</summary>
public sealed class ObjectAccess
{
    private readonly FieldRight[] fields;
    private readonly IReadOnlySet<string>? types;
    private readonly Lazy<string> stamp;

    internal ObjectAccess(ObjectSchema definition, IReadOnlySet<RecordAction> actions, IReadOnlySet<string>? types, Expr read, Expr edit, Expr delete, FieldRight[] fields)
    {
        (Object, Actions, this.types, Read, Edit, Delete, this.fields) = (definition, actions, types, read, edit, delete, fields);
        stamp = new(() => ToStamp(definition.Fields.Select(f => $"{f.Name} {fields[f.Ordinal]} {f.Definition.Type} {f.Definition.Formula}")));
        Makeable = [.. definition.RecordTypes.Where(t => t.Definition.Active && types?.Contains(t.Name) != false)];
    }

    /// <summary>The object.</summary>
    public ObjectSchema Object { get; }

    /// <summary>Actions that are allowed on at least some records.</summary>
    public IReadOnlySet<RecordAction> Actions { get; }

    /// <summary>Whether no kind of records is kept from the roles.</summary>
    public bool MakesAll => types is null;

    /// <summary>Kinds of records that may be made, the one that is meant when none is named first.</summary>
    public IReadOnlyList<RecordTypeSchema> Makeable { get; }

    /// <summary>Whether whatever kinds the other makes may be made here too.</summary>
    internal bool MakesAsMuchAs(ObjectAccess other) => types is null || (other.types is { } theirs && types.IsSupersetOf(theirs));

    /// <summary>Which records are seen; <see cref="Constant.False"/> for none.</summary>
    public Expr Read { get; }

    /// <summary>Which records may be changed.</summary>
    public Expr Edit { get; }

    /// <summary>Whether every record may be changed. Whoever may change every user administers people and how they sign in; no role is known by its name.</summary>
    public bool EditsAll => May(RecordAction.Edit) && Edit == Constant.True;

    /// <summary>Which records may be deleted.</summary>
    public Expr Delete { get; }

    /// <summary>Whether the action is allowed on at least some records.</summary>
    public bool May(RecordAction action) => Actions.Contains(action);

    /// <summary>The right on a field.</summary>
    public FieldRight Right(FieldSchema field) => fields[field.Ordinal];

    /// <summary>Whether the field's full value may be seen, and so searched, sorted and grouped by.</summary>
    public bool MayRead(FieldSchema field) => fields[field.Ordinal] >= FieldRight.Read;

    /// <summary>Whether the field appears at all, masked or not.</summary>
    public bool MaySee(FieldSchema field) => fields[field.Ordinal] >= FieldRight.Mask;

    /// <summary>Whether the field may be given a value.</summary>
    public bool MayEdit(FieldSchema field) => fields[field.Ordinal] == FieldRight.Edit && field.IsWritable;

    /// <summary>The same without the fields that <paramref name="isHidden"/> names.</summary>
    internal ObjectAccess Without(Func<FieldSchema, bool> isHidden) =>
        new(Object, Actions, types, Read, Edit, Delete, [.. fields.Select((right, i) => isHidden(Object.Fields[i]) ? FieldRight.None : right)]);

    /// <summary>A short text that is the same as long as the fields and the rights on them are.</summary>
    internal string Stamp => stamp.Value;

    internal static string ToStamp(IEnumerable<string> lines) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))).AsSpan(0, 6));

    /// <summary>Which records the action reaches.</summary>
    public Expr Scope(RecordAction action) => action switch
    {
        RecordAction.Read or RecordAction.Export => Read,
        RecordAction.Edit or RecordAction.MassEdit or RecordAction.Transfer => May(action) ? Edit : Constant.False,
        RecordAction.Approve => May(action) ? Read : Constant.False, // who decides need not be able to change what is decided on
        RecordAction.Delete => Delete,
        RecordAction.Purge => May(RecordAction.Purge) ? Delete : Constant.False,
        RecordAction.Create or RecordAction.Import => May(action) ? Constant.True : Constant.False,
    };
}
