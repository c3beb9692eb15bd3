using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tongke.Kernel.Access;
using Tongke.Kernel.Changes;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Storage;
using Tongke.Testing;

namespace Tongke.Kernel.Testing;

/// <summary>A workspace on an empty database with a clock that stands still, and words to speak to it.</summary>
public sealed class TestWorkspace : IAsyncDisposable
{
    private readonly DatabaseLocation location;
    private readonly IReadOnlyList<Package> packages;

    private TestWorkspace(Workspace workspace, DatabaseLocation location, IReadOnlyList<Package> packages, FakeTimeProvider clock)
    {
        (Workspace, this.location, this.packages, Clock) = (workspace, location, packages, clock);
        System = Actor.System("test");
    }

    /// <summary>The workspace.</summary>
    public Workspace Workspace { get; private set; }

    /// <summary>Its clock: Wednesday, 18 March 2026, 10:00 in Shanghai, until a test moves it.</summary>
    public FakeTimeProvider Clock { get; }

    /// <summary>An actor that may do everything.</summary>
    public Actor System { get; }

    /// <summary>The Schema of this moment.</summary>
    public Schema Schema => Workspace.Schema;

    /// <summary>Opens a workspace with these packages.</summary>
    public static Task<TestWorkspace> StartAsync(TestDatabase database, params Package[] packages) => StartAsync(database.NewLocation(), packages);

    /// <summary>Opens a workspace with these packages on a database that may have been prepared with them.</summary>
    public static async Task<TestWorkspace> StartAsync(DatabaseLocation location, params Package[] packages)
    {
        var clock = NewClock();
        return new(await OpenAsync(location, packages, clock), location, packages, clock);
    }

    /// <summary>A database as a workspace's first start with these packages leaves it, with all background work done.</summary>
    public static PreparedDatabase Prepare(params Package[] packages) => new(async location =>
    {
        await using var workspace = await OpenAsync(location, packages, NewClock());
        await workspace.CatchUpAsync();
    });

    /// <summary>A second workspace object on the same data: another node.</summary>
    public Task<Workspace> OpenNodeAsync() => OpenAsync(location, packages, Clock);

    /// <summary>A node that runs other packages on the same data: the next version.</summary>
    public Task<Workspace> OpenNodeAsync(params Package[] upgraded) => OpenAsync(location, upgraded, Clock);

    /// <summary>Closes the workspace and opens it again on the same data.</summary>
    public async Task RestartAsync()
    {
        await Workspace.DisposeAsync();
        Workspace = await OpenNodeAsync();
    }

    /// <summary>A user who may do what <paramref name="grants"/> say, by object name or <c>*</c>.</summary>
    public async Task<Actor> UserAsync(string login, IReadOnlyDictionary<string, Grant> grants, Guid? department = null, Guid? manager = null)
    {
        var session = Workspace.Open(System);
        var role = session.Make(Schema["role"]);
        role["name"] = $"role_of_{login}";
        role["label_zh"] = login;
        role["grants"] = JsonSerializer.SerializeToElement(grants, Json.Definitions);
        var user = session.Make(Schema["user"]);
        user["login"] = login;
        user["name"] = login;
        user["roles"] = new[] { role.Id };
        user["department"] = department;
        user["manager"] = manager;
        await DoneAsync(session);
        return Actor.User(user.Id, login, [role.Id]);
    }

    /// <summary>A user who may do one thing with every object.</summary>
    public Task<Actor> UserAsync(string login, Grant everywhere, Guid? department = null, Guid? manager = null) =>
        UserAsync(login, new Dictionary<string, Grant> { ["*"] = everywhere }, department, manager);

    /// <summary>A record made by <paramref name="actor"/> (the system when absent) through the write path.</summary>
    public async Task<Guid> CreateAsync(string definition, object values, Actor? actor = null)
    {
        var session = Workspace.Open(actor ?? System);
        var record = session.Add(session.Schema[definition]);
        foreach (var (name, value) in Read(values))
            record.Write(record.Object[name], value);

        await DoneAsync(session);
        return record.Id;
    }

    /// <summary>Changes fields of a record; what came of it.</summary>
    public async Task<Refusal?> UpdateAsync(string definition, Guid id, object values, Actor? actor = null, long? version = null)
    {
        var session = Workspace.Open(actor ?? System);
        var found = await session.FindAsync(session.Schema[definition], id, RecordAction.Edit);
        if (found.Record is not { } record)
            return found.Refusal;

        foreach (var (name, value) in Read(values))
            record.Write(record.Object[name], value);
        if (version is { } seen)
            session.ExpectVersion(record, seen);

        return await session.CommitAsync();
    }

    /// <summary>Sends a record to the recycle bin; what came of it.</summary>
    public async Task<Refusal?> DeleteAsync(string definition, Guid id, Actor? actor = null)
    {
        var session = Workspace.Open(actor ?? System);
        var found = await session.FindAsync(session.Schema[definition], id, RecordAction.Delete);
        if (found.Record is not { } record)
            return found.Refusal;

        session.Delete(record);
        return await session.CommitAsync();
    }

    /// <summary>The record as it is stored, deleted or not.</summary>
    public async Task<Record> LoadAsync(string definition, Guid id) =>
        await Workspace.Open(System).LoadAsync(Schema[definition], id) ?? throw new InvalidOperationException($"There is no {definition} {id}.");

    /// <summary>One value of a stored record.</summary>
    public async Task<object?> ValueAsync(string definition, Guid id, string field) => (await LoadAsync(definition, id))[field];

    /// <summary>Seals the log to its end: on PostgreSQL that takes until no transaction of other tests is older.</summary>
    public async Task SealAsync()
    {
        for (var tries = 0; tries < 500; tries++)
        {
            await Workspace.Sealer.SealAsync(CancellationToken.None);
            if ((await Workspace.Sealer.LagAsync(CancellationToken.None)).Count == 0)
                return;

            await Task.Delay(20);
        }

        throw new TimeoutException("The log was not sealed within ten seconds.");
    }

    /// <summary>Seals the log and puts the texts of all that was written into the index.</summary>
    public async Task IndexAsync()
    {
        await SealAsync();
        for (var tries = 0; tries < 500; tries++)
        {
            if (await Workspace.Feed.LagAsync(SearchConsumer.Name, CancellationToken.None) == 0)
                return;

            if (await Workspace.Search.RunAsync(CancellationToken.None) == 0)
                await Task.Delay(20);
        }

        throw new TimeoutException("The texts were not put within ten seconds.");
    }

    /// <summary>Commits a session that must succeed.</summary>
    public static async Task DoneAsync(Session session)
    {
        if (await session.CommitAsync() is { } refusal)
            throw new InvalidOperationException(Describe(refusal));
    }

    /// <summary>A refusal in English, for messages of failing tests.</summary>
    public static string Describe(Refusal refusal) =>
        $"{refusal.GetType().Name}: {refusal.Message.In(Language.English)} {string.Join("; ", refusal.Problems.Select(p => $"{p.Target}: {p.Message.In(Language.English)}"))}";

    /// <inheritdoc />
    public ValueTask DisposeAsync() => Workspace.DisposeAsync();

    private static FakeTimeProvider NewClock() => new(new DateTimeOffset(2026, 3, 18, 2, 0, 0, TimeSpan.Zero));

    private static Task<Workspace> OpenAsync(DatabaseLocation location, IReadOnlyList<Package> packages, TimeProvider clock) => Workspace.OpenAsync(new WorkspaceOptions
    {
        Location = location,
        Packages = packages,
        Clock = clock,
        Logs = NullLoggerFactory.Instance,
    });

    private static IEnumerable<(string Name, object? Value)> Read(object values) =>
        values.GetType().GetProperties().Select(p => (p.Name, p.GetValue(values) is int number ? (long)number : p.GetValue(values)));
}
