namespace Tongke.Kernel.Schemas;

/// <summary>Values of a field's companions by suffix: <c>city</c> stands for <c>{field}_city</c>. Order does not count.</summary>
public sealed class Parts : IEquatable<Parts>
{
    private readonly Dictionary<string, object?> values = new(StringComparer.Ordinal);

    /// <summary>The value of a part; null when it is empty or not there.</summary>
    public object? this[string suffix]
    {
        get => values.GetValueOrDefault(suffix);
        init => values[suffix] = value;
    }

    /// <summary>Every part that was given, empty ones too.</summary>
    public IReadOnlyDictionary<string, object?> Values => values;

    /// <summary>Whether no part has a value.</summary>
    public bool IsEmpty => values.Values.All(v => v is null);

    /// <summary>The text of a part.</summary>
    public string? Text(string suffix) => (string?)this[suffix];

    /// <inheritdoc />
    public bool Equals(Parts? other) =>
        other is not null && values.Keys.Union(other.values.Keys).All(suffix => Schemas.Values.Same(this[suffix], other[suffix]));

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Parts);

    /// <inheritdoc />
    public override int GetHashCode() => values.Where(v => v.Value is not null).Aggregate(0, (hash, v) => hash ^ HashCode.Combine(v.Key, v.Value));
}
