namespace Tongke.Bench.Results;

/// <summary>The page of the documentation that shows what was measured, each table between marks of its name.</summary>
internal static class Document
{
    /// <summary>Replaces a table, when this program runs inside the repository.</summary>
    public static void Write(string table, string markdown)
    {
        if (Path() is not { } path)
            return;

        var (begin, end) = ($"<!-- {table} -->", $"<!-- /{table} -->");
        var text = File.ReadAllText(path);
        var (from, to) = (text.IndexOf(begin, StringComparison.Ordinal) + begin.Length, text.IndexOf(end, StringComparison.Ordinal));
        File.WriteAllText(path, $"{text[..from]}\n{markdown}{text[to..]}");
    }

    private static string? Path()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Tongke.slnx")))
                return System.IO.Path.Combine(folder.FullName, "docs", "benchmarks.md");

        return null;
    }
}
