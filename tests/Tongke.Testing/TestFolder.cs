namespace Tongke.Testing;

/// <summary>A folder of this test run, deleted when the process ends.</summary>
public static class TestFolder
{
    private static readonly Lazy<string> Created = new(Create);

    public static string Path => Created.Value;

    private static string Create()
    {
        var folder = Directory.CreateTempSubdirectory("tongke-test-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }
}
