using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Tongke.Testing;

/// <summary>
/// A private PostgreSQL server of this test run: its own data folder, reached only through a socket in that folder, gone with the process.
/// Started when first asked for.
/// </summary>
public sealed class PgCluster
{
    private static readonly Lazy<PgCluster> Started = new(() => new PgCluster(durable: false));

    private readonly string _folder;
    private readonly string _data;
    private readonly string _binaries = FindBinaries();
    private readonly bool _durable;
    private int _databases;

    private PgCluster(bool durable, string? data = null)
    {
        _durable = durable;
        _folder = Directory.CreateTempSubdirectory("tkpg").FullName; // short: a socket path has at most 107 bytes
        _data = data ?? Path.Combine(_folder, "d");
        Directory.CreateDirectory(_data);
        if (Environment.IsPrivilegedProcess)
            Run("chown", ["postgres:", _folder, _data]);
        RemoveWhenThisProcessEnds();
        if (!File.Exists(Path.Combine(_data, "PG_VERSION")))
            RunAsOwner("initdb", ["-D", _data, "-U", "tongke", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"]);
        Start();
    }

    /// <summary>The server that all tests of the assembly share.</summary>
    public static PgCluster Shared => Started.Value;

    private bool IsKept => !_data.StartsWith(_folder, StringComparison.Ordinal);

    /// <summary>A server of its own, for tests that stop and start it.</summary>
    public static PgCluster StartOwn() => new(durable: true);

    /// <summary>A server whose data lies in this folder, new or as it was left, and stays there.</summary>
    public static PgCluster StartOn(string folder) => new(durable: true, folder);

    /// <summary>The connection string of a new, empty database.</summary>
    public string CreateDatabase() => CreateDatabase(NextName());

    /// <summary>The connection string of a new, empty database of this name.</summary>
    public string CreateDatabase(string name)
    {
        RunAsOwner("createdb", ["-h", _folder, "-U", "tongke", name]);
        return ConnectionTo(name);
    }

    /// <summary>The connection string of a database with all that is in the one of this name, to which nobody may be connected. An older copy gives way.</summary>
    public string CopyDatabase(string source, string copy)
    {
        DropDatabase(copy);
        RunAsOwner("createdb", ["-h", _folder, "-U", "tongke", "-T", source, "--strategy=file_copy", copy]);
        return ConnectionTo(copy);
    }

    /// <summary>The connection string of a new database with all that is in the one behind this connection string, to which nobody may be connected.</summary>
    public string CopyDatabase(string original)
    {
        var copy = NextName();
        using var source = NpgsqlDataSource.Create(ConnectionTo("postgres") + ";Pooling=false"); // not createdb: to start a program takes longer than to copy
        using var create = source.CreateCommand($"create database {copy} template {new NpgsqlConnectionStringBuilder(original).Database} strategy file_copy");
        create.ExecuteNonQuery();
        return ConnectionTo(copy);
    }

    public void DropDatabase(string name) => RunAsOwner("dropdb", ["-h", _folder, "-U", "tongke", "--if-exists", "--force", name]);

    private string NextName() => $"t{Interlocked.Increment(ref _databases).ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Puts together what mass changes left with holes, and counts what the planner wants to know.</summary>
    public void Vacuum(string name) => RunAsOwner("vacuumdb", ["-h", _folder, "-U", "tongke", "--full", "--analyze", "-q", name]);

    /// <summary>The connection string of a database of this name.</summary>
    public string ConnectionTo(string name) => $"Host={_folder};Username=tongke;Database={name}";

    public void Start()
    {
        var safety = _durable ? "" : "-c fsync=off -c synchronous_commit=off -c full_page_writes=off";
        RunAsOwner("pg_ctl", ["-D", _data, "-l", Path.Combine(_folder, "log"), "-w", "-t", "30", "-s", "-o",
            $"-c listen_addresses='' -c unix_socket_directories='{_folder}' {safety} {Size} -c max_connections=300", "start"]);
    }

    /// <summary>What is kept is large: a quarter of the memory for it, as PostgreSQL's manual advises, and room in the log, so that no checkpoint is forced while something is measured.</summary>
    private string Size => IsKept ? string.Create(CultureInfo.InvariantCulture, $"-c shared_buffers={GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 / 1_048_576}MB -c max_wal_size=4GB") : "";

    /// <param name="mode">smart, fast or immediate, as pg_ctl means them. Immediate is a crash.</param>
    public void Stop(string mode = "fast") => RunAsOwner("pg_ctl", ["-D", _data, "-m", mode, "-s", "-w", "stop"]);

    /// <summary>Stops the server and deletes its data, unless they are to stay.</summary>
    public void Remove()
    {
        if (!Directory.Exists(_folder))
            return;

        try
        {
            Stop(IsKept ? "fast" : "immediate");
        }
        catch (InvalidOperationException)
        {
            // It was stopped already.
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A shell that outlives this process, so that the server goes even when the tests are killed and their end is not kept waiting.</summary>
    private void RemoveWhenThisProcessEnds()
    {
        const string Script = "while kill -0 \"$1\" && [ -d \"$2\" ]; do sleep 1; done; [ -d \"$2\" ] || exit; shift 2; \"$@\" -D \"$DATA\" -m \"$MODE\" -s stop; rm -rf \"$FOLDER\"";
        var start = new ProcessStartInfo(
            "setsid",
            ["sh", "-c", $"exec </dev/null >/dev/null 2>&1; {Script}", "sh", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), _folder, .. AsOwner("pg_ctl")])
        {
            WorkingDirectory = "/",
            Environment = { ["FOLDER"] = _folder, ["DATA"] = _data, ["MODE"] = IsKept ? "fast" : "immediate" },
        };
        Process.Start(start)!.Dispose();
    }

    private static string FindBinaries()
    {
        var found = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Max(StringComparer.Ordinal)
            : null;
        return found ?? throw new InvalidOperationException("PostgreSQL is not installed, so the tests on it cannot run. On Debian: apt-get install postgresql");
    }

    private void RunAsOwner(string program, string[] arguments)
    {
        var command = AsOwner(program);
        Run(command[0], [.. command[1..], .. arguments]);
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private string[] AsOwner(string program)
    {
        var path = Path.Combine(_binaries, program);
        return Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", path] : [path];
    }

    private void Run(string program, string[] arguments)
    {
        // Not redirected for pg_ctl: the server would inherit the pipe and keep it open.
        var inherits = arguments.Contains("start");
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = "/", RedirectStandardOutput = !inherits, RedirectStandardError = !inherits })!;
        var said = inherits ? "" : process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed with {process.ExitCode}. {said} {Log()}");
    }

    private string Log() => File.Exists(Path.Combine(_folder, "log")) ? File.ReadAllText(Path.Combine(_folder, "log")) : "";
}
