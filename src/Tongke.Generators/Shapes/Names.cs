using System.Text;

namespace Tongke.Generators.Shapes;

/// <summary>From the schema's snake_case to C#'s PascalCase.</summary>
internal static class Names
{
    private const int LongestName = 50;

    /// <summary>Members that every typed record has already.</summary>
    private static readonly HashSet<string> Taken =
    [
        "ObjectName", "Fields", "Over", "Record", "Id", "IsNew", "Get", "Set", "Changed", "Wrote", "Original",
        "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "ReferenceEquals", "Finalize",
    ];

    /// <summary>Whether a name is lower_snake_case and short enough for a column.</summary>
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= LongestName
        && name[0] is >= 'a' and <= 'z'
        && name.All(c => c is '_' or (>= 'a' and <= 'z') or (>= '0' and <= '9'));

    /// <summary><c>close_date</c> → <c>CloseDate</c>; any other character separates words too.</summary>
    public static string Pascal(string name)
    {
        var pascal = new StringBuilder();
        var starts = true;
        foreach (var c in name)
        {
            if (!char.IsLetterOrDigit(c))
            {
                starts = true;
                continue;
            }

            pascal.Append(starts ? char.ToUpperInvariant(c) : c);
            starts = false;
        }

        return pascal.Length == 0 || char.IsDigit(pascal[0]) ? $"_{pascal}" : pascal.ToString();
    }

    /// <summary>The property of a field: its PascalCase name, with <c>Field</c> after it where C# has given that name away.</summary>
    public static string Property(string field, string className)
    {
        var property = Pascal(field);
        return property == className || Taken.Contains(property) ? property + "Field" : property;
    }
}
