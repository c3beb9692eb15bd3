using System.Globalization;
using Tongke.Storage;

namespace Tongke.Bench;

/// <summary>What is measured, and how long.</summary>
internal sealed record BenchOptions
{
    /// <summary>Leads, and as many opportunities.</summary>
    public int Rows { get; init; } = 100_000;

    /// <summary>Databases, in the order in which they are measured.</summary>
    public IReadOnlyList<Dialect> Databases { get; init; } = [Dialect.Sqlite, Dialect.Postgres];

    /// <summary>How often each work is measured on each of the two servers, in turn.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>Length of one round.</summary>
    public TimeSpan Round { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Connections that ask at the same time.</summary>
    public int Clients { get; init; } = 16;

    /// <summary>Only works whose name contains one of these; none for all. The table in the documentation is left alone then.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Whether the work with this name is to be measured.</summary>
    public bool Asks(string name) => Only.Count == 0 || Only.Any(o => name.Contains(o, StringComparison.OrdinalIgnoreCase));

    /// <summary>The client in a browser instead of the server.</summary>
    public bool Client { get; init; }

    /// <summary>Where loaded data stays between runs.</summary>
    public string Prepared { get; init; } = Path.Combine(Path.GetTempPath(), "tongke-bench-data");

    /// <summary>The built server's program; the one beside this program when not given.</summary>
    public string Server { get; init; } = Path.Combine(AppContext.BaseDirectory, "..", "server", "Tongke.Server.dll");

    /// <exception cref="ArgumentException">An option is unknown or lacks its value.</exception>
    public static BenchOptions Parse(IReadOnlyList<string> words)
    {
        var options = new BenchOptions();
        for (var i = 0; i < words.Count; i++)
        {
            var name = words[i];
            string Value() => ++i < words.Count ? words[i] : throw new ArgumentException($"{name} needs a value.");
            int Number() => int.Parse(Value(), CultureInfo.InvariantCulture);
            options = name switch
            {
                "--rows" => options with { Rows = Number() },
                "--rounds" => options with { Rounds = Number() },
                "--seconds" => options with { Round = TimeSpan.FromSeconds(Number()) },
                "--clients" => options with { Clients = Number() },
                "--client" => options with { Client = true },
                "--only" => options with { Only = [.. options.Only, Value()] },
                "--prepared" => options with { Prepared = Path.GetFullPath(Value()) },
                "--server" => options with { Server = Value() },
                "--database" => options with { Databases = [Enum.Parse<Dialect>(Value(), ignoreCase: true)] },
                _ => throw new ArgumentException($"{name} is not an option. There are --rows, --database sqlite|postgres, --rounds, --seconds, --clients, --client, --only (as often as wanted), --prepared and --server."),
            };
        }

        return options;
    }
}
