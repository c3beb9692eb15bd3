using System.Reflection;

namespace Tongke.Browser.Tests;

/// <summary>Where the build put things; the project file says so in assembly metadata.</summary>
internal static class BuildPaths
{
    /// <summary>The server's program, <c>Tongke.Server.dll</c>.</summary>
    public static string ServerProgram => Find(nameof(ServerProgram));

    /// <summary>Folder for screenshots that people look at.</summary>
    public static string ScreenshotFolder => Find(nameof(ScreenshotFolder));

    /// <summary>The checker of accessibility, from the client's packages.</summary>
    public static string Axe => Find(nameof(Axe));

    /// <summary>A file of the real company: 35 people, 85 accounts, 7 products, 8,800 deals, faults included.</summary>
    public static string SalesHistory(string file) => Path.Combine(AppContext.BaseDirectory, "data", "crm-sales-opportunities", file);

    private static string Find(string key) =>
        typeof(BuildPaths).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
