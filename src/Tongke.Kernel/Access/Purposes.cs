using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Access;

/// <summary>
/// What a key is good for within its role: <c>records.read</c>, <c>records.write</c>, or the same for one object, as in <c>lead.write</c>. None
/// means everything. Whoever may write an object may read it too: an answer to a write shows the record.
/// </summary>
/// <param name="Names">The scopes of the key.</param>
public sealed record Purposes(IReadOnlyList<string> Names)
{
    /// <summary>Not narrowed.</summary>
    public static Purposes All { get; } = new([]);

    /// <summary>Whether records of the object may be read; for no object, whether records in general may.</summary>
    public bool MayRead(string? definition) => MayWrite(definition) || Has("records.read") || (definition is not null && Has($"{definition}.read"));

    /// <summary>Whether records of the object may be written; for no object, whether records in general may.</summary>
    public bool MayWrite(string? definition) => Names.Count == 0 || Has("records.write") || (definition is not null && Has($"{definition}.write"));

    /// <summary>The same for equal purposes, whatever the order.</summary>
    public override string ToString() => string.Join(' ', Names.Order(StringComparer.Ordinal));

    /// <summary>Whether there is such a scope as this name says.</summary>
    public static bool IsKnown(string name, Schema schema) =>
        name.Split('.') is [var of, "read" or "write"] && (of == "records" || schema.Find(of) is not null);

    private bool Has(string name) => Names.Contains(name, StringComparer.Ordinal);
}
