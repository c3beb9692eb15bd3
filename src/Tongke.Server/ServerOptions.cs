using Tongke.Storage;

namespace Tongke.Server;

/// <summary>How the server is started.</summary>
public sealed record ServerOptions
{
    /// <summary>Addresses to listen on.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:5080";

    /// <summary>Folder of everything that is not in a database server: the SQLite file, uploaded files, keys.</summary>
    public string DataFolder { get; init; } = "data";

    /// <summary>PostgreSQL connection string; null for a SQLite file in the data folder.</summary>
    public string? Database { get; init; }

    /// <summary>Whether an empty workspace is filled with a sample company.</summary>
    public bool Demo { get; init; }

    /// <summary>Address by which clients know the server, where it is not the one it listens on; links in answers begin with it.</summary>
    public Uri? PublicUrl { get; init; } = UrlOf(Environment.GetEnvironmentVariable("TONGKE_PUBLIC_URL"));

    /// <summary>What watchers from other machines send as bearer to read <c>/metrics</c>; null when none may.</summary>
    public string? MetricsToken { get; init; } = Environment.GetEnvironmentVariable("TONGKE_METRICS_TOKEN") is { Length: > 0 } token ? token : null;

    /// <summary>Where the workspace's data is.</summary>
    public DatabaseLocation Location { get => field ?? DatabaseLocation.Parse(Database ?? Path.Combine(Path.GetFullPath(DataFolder), "tongke.db")); init; }

    /// <summary>Where the bytes of uploaded files lie.</summary>
    public string FileFolder => Path.Combine(Path.GetFullPath(DataFolder), "files");

    /// <summary>Takes the options out of the words of a command line; the words that are none of them stay, in order.</summary>
    /// <exception cref="ArgumentException">An option lacks its value.</exception>
    public static (ServerOptions Options, IReadOnlyList<string> Words) Parse(IReadOnlyList<string> words)
    {
        var options = new ServerOptions();
        var rest = new List<string>();
        for (var i = 0; i < words.Count; i++)
        {
            var equals = words[i].StartsWith("--", StringComparison.Ordinal) ? words[i].IndexOf('=', StringComparison.Ordinal) : -1;
            var name = equals > 0 ? words[i][..equals] : words[i];
            string Value() => equals > 0 ? words[i][(equals + 1)..] : ++i < words.Count ? words[i] : throw new ArgumentException($"{name} needs a value.");
            switch (name)
            {
                case "--urls": options = options with { Urls = Value() }; break;
                case "--data": options = options with { DataFolder = Value() }; break;
                case "--database": options = options with { Database = Value() }; break;
                case "--public-url": options = options with { PublicUrl = UrlOf(Value()) }; break;
                case "--demo": options = options with { Demo = true }; break;
                default: rest.Add(words[i]); break;
            }
        }

        return (options, rest);
    }

    private static Uri? UrlOf(string? text) => string.IsNullOrEmpty(text) ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme is "http" or "https") && url is { Query: "", Fragment: "" } ? url
        : throw new ArgumentException($"'{text}' is no address such as https://crm.example.com.");
}
