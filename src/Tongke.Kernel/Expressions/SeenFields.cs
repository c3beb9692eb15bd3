using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Expressions;

/// <summary>The fields of an object that whoever writes an expression may know of. The others are as if there were none: neither found nor meant.</summary>
/// <param name="Object">The object.</param>
/// <param name="Sees">Whether a field may be known of; null when all may.</param>
internal readonly record struct SeenFields(ObjectSchema Object, Func<FieldSchema, bool>? Sees)
{
    /// <summary>Names of the fields.</summary>
    public IEnumerable<string> Names => Object.Fields.Where(IsSeen).Select(f => f.Name);

    /// <summary>Names of the children.</summary>
    public IEnumerable<string> ChildNames => Object.Referrers.Where(IsSeen).Select(Relations.NameOf);

    /// <summary>The field of that name.</summary>
    public FieldSchema? Find(string name) => Object.Find(name) is { } field && IsSeen(field) ? field : null;

    /// <summary>The child lookup that the name means.</summary>
    public FieldSchema? FindChild(string name) => Relations.FindChild(Object, name) is { } child && IsSeen(child) ? child : null;

    private bool IsSeen(FieldSchema field) => Sees?.Invoke(field) ?? true;
}
