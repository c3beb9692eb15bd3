namespace Tongke.Kernel.Expressions;

/// <summary>Guesses which name was meant.</summary>
internal static class Spelling
{
    /// <summary>The known name that differs in the fewest letters, when those are few.</summary>
    public static string? Nearest(string written, IEnumerable<string> known)
    {
        if (written.Length > 60) return null;

        var best = known.Select(name => (Name: name, Distance: DistanceBetween(written.ToLowerInvariant(), name.ToLowerInvariant())))
            .OrderBy(n => n.Distance).ThenBy(n => n.Name, StringComparer.Ordinal).FirstOrDefault();
        return best.Name is not null && best.Distance <= Math.Max(1, written.Length / 3) ? best.Name : null;
    }

    private static int DistanceBetween(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }

        return row[b.Length];
    }
}
