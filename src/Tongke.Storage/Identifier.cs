namespace Tongke.Storage;

/// <summary>The checked name of a table, column, index or constraint: lower_snake_case ASCII, at most 63 characters. Quoted where it enters SQL.</summary>
public readonly struct Identifier : IEquatable<Identifier>
{
    /// <summary>PostgreSQL cuts longer names silently, so none is let in.</summary>
    public const int MaxLength = 63;

    private Identifier(string name)
    {
        Name = name;
        Quoted = $"\"{name}\"";
    }

    public string Name { get => field ?? throw Unnamed(); }

    internal string Quoted { get => field ?? throw Unnamed(); }

    /// <exception cref="ArgumentException">The name is not lower_snake_case or is too long.</exception>
    public static Identifier Of(string name) =>
        IsValid(name) ? new Identifier(name) : throw new ArgumentException($"'{name}' is not a lower_snake_case name of at most {MaxLength} characters.", nameof(name));

    public static bool IsValid(string? name)
    {
        if (string.IsNullOrEmpty(name) || name.Length > MaxLength || char.IsAsciiDigit(name[0]))
            return false;

        foreach (var character in name)
        {
            if (!char.IsAsciiLetterLower(character) && !char.IsAsciiDigit(character) && character != '_')
                return false;
        }

        return true;
    }

    public bool Equals(Identifier other) => Name == other.Name;

    public override bool Equals(object? obj) => obj is Identifier other && Equals(other);

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Name;

    public static bool operator ==(Identifier left, Identifier right) => left.Equals(right);

    public static bool operator !=(Identifier left, Identifier right) => !left.Equals(right);

    private static InvalidOperationException Unnamed() => new("default(Identifier) names nothing.");
}
