using Microsoft.Extensions.Logging;
using Tongke.Kernel.Access;
using Tongke.Kernel.Changes;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel;

/// <summary>How a workspace is opened.</summary>
public sealed record WorkspaceOptions
{
    /// <summary>Where its data is.</summary>
    public required DatabaseLocation Location { get; init; }

    /// <summary>Delivered packages, in order; the kernel's own comes before them.</summary>
    public IReadOnlyList<Package> Packages { get; init; } = [];

    /// <summary>The clock: a fake one in tests.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Keys of encrypted fields.</summary>
    public IFieldCipher? Cipher { get; init; }

    /// <summary>Where the workspace logs.</summary>
    public required ILoggerFactory Logs { get; init; }
}

/// <summary>
/// One company's data: its own database, its Schema, its people. Everything is read and written through a <see cref="Session"/> opened here.
/// </summary>
public sealed class Workspace : IAsyncDisposable
{
    /// <summary>Tries of what meets tables that change under it.</summary>
    private const int MostAttempts = 3;

    /// <summary>A commit of so many changes is one of an import or a mass change, which must not outrun those who follow.</summary>
    private const int ManyChanges = 100;

    private readonly SnapshotLoader loader;
    private readonly SemaphoreSlim reloading = new(1, 1);
    private readonly Loop sealing;
    private readonly Loop feeding;
    private readonly Loop indexing;
    private readonly Loop reloads;
    private readonly IChangeConsumer[] consumers;
    private IDisposable? listening;
    private readonly ILogger log;
    private bool isFollowed;
    private volatile bool isUntold;
    private volatile Snapshot snapshot;

    private Workspace(WorkspaceOptions options, Database database, SnapshotLoader loader, Snapshot snapshot)
    {
        (Database, this.loader, this.snapshot) = (database, loader, snapshot);
        Clock = options.Clock;
        log = options.Logs.CreateLogger<Workspace>();
        Changes = new ChangeLog(database);
        Counters = new Counters(database);
        Feed = new ChangeFeed(database, Clock, options.Logs.CreateLogger<ChangeFeed>());
        Sealer = new Sealer(database, Clock, options.Logs.CreateLogger<Sealer>());
        sealing = new Loop("sealing", SealAsync, pause: TimeSpan.FromMilliseconds(100), idle: TimeSpan.FromSeconds(2), options.Logs.CreateLogger<Loop>());
        Search = new SearchConsumer(database, () => Schema, Clock, options.Logs.CreateLogger<SearchConsumer>());
        indexing = new Loop("indexing", ct => Search.RunAsync(ct), pause: TimeSpan.FromMilliseconds(300), idle: TimeSpan.FromSeconds(2), options.Logs.CreateLogger<Loop>());
        feeding = new Loop("feeding", FeedAsync, pause: TimeSpan.Zero, idle: TimeSpan.FromSeconds(2), options.Logs.CreateLogger<Loop>());
        reloads = new Loop("reload", ReloadInTurnAsync, pause: TimeSpan.Zero, idle: Timeout.InfiniteTimeSpan, options.Logs.CreateLogger<Loop>());
        consumers = [.. loader.Packages.SelectMany(p => p.Consumers).Select(make => make(this))];
        Rules = new RuleBook(loader.Packages.SelectMany(p => p.Rules), loader.Packages.SelectMany(p => p.Actions));
    }

    /// <summary>The database: for the kernel, the queries and the tables of the server's own that hold no records.</summary>
    public Database Database { get; }

    /// <summary>The Schema of this moment.</summary>
    public Schema Schema => snapshot.Schema;

    /// <summary>The people of this moment.</summary>
    public Organization Organization => snapshot.Organization;

    /// <summary>Schema and people of one and the same moment.</summary>
    internal Snapshot Present => snapshot;

    /// <summary>Customisations that could not be carried out; null when all are in force.</summary>
    public SetAside? SetAside => snapshot.SetAside;

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Rules and actions in their order.</summary>
    public RuleBook Rules { get; }

    /// <summary>What the clock asks for; the host runs it.</summary>
    public IEnumerable<Duty> Duties => loader.Packages.SelectMany(p => p.Duties);

    /// <summary>The log of all writes.</summary>
    public ChangeLog Changes { get; }

    /// <summary>The sealed log, for those who follow it.</summary>
    public ChangeFeed Feed { get; }

    /// <summary>Names of what follows the log.</summary>
    public IEnumerable<string> Consumers => consumers.Select(c => c.Name).Append(SearchConsumer.Name);

    /// <summary>Keeps the texts by which records are found.</summary>
    public SearchConsumer Search { get; }

    /// <summary>Numbers and seals the log.</summary>
    public Sealer Sealer { get; }

    /// <summary>Durable counters.</summary>
    internal Counters Counters { get; }

    /// <summary>Raised after every commit of this node, with what was written. Handlers must be quick and must not throw.</summary>
    public event Action<IReadOnlyList<RecordChange>>? Committed;

    /// <summary>Raised soon after changes were sealed, by whatever node: those who follow the log without a cursor of their own look again. Handlers must be quick and must not throw.</summary>
    public event Action? Sealed;

    /// <summary>Opens the data: makes or changes its tables, and fills it with the packages' seeds when it is new.</summary>
    /// <exception cref="InvalidOperationException">The delivered definitions don't compile.</exception>
    public static async Task<Workspace> OpenAsync(WorkspaceOptions options, CancellationToken ct = default)
    {
        var database = await Database.OpenAsync(options.Location, ct);
        var loader = new SnapshotLoader(database, options);
        var snapshot = await loader.LoadAsync(previous: null, ct);
        var workspace = new Workspace(options, database, loader, snapshot);
        await workspace.Search.BeginAsync(ct);
        await Seeding.RunAsync(workspace, loader.Packages, ct);
        await workspace.ReloadAsync(ct);
        workspace.listening = await database.ListenAsync(SnapshotLoader.Channel, _ => workspace.reloads.Wake(), ct);
        workspace.sealing.Start();
        workspace.feeding.Start();
        workspace.indexing.Start();
        workspace.isFollowed = true;
        workspace.reloads.Start();
        return workspace;
    }

    /// <summary>A unit of work on behalf of <paramref name="actor"/>.</summary>
    public Session Open(Actor actor) => new(this, actor);

    /// <summary>What the actor may do, under the Schema of this moment.</summary>
    public AccessPolicy PolicyOf(Actor actor) => PolicyOf(actor, Schema);

    /// <summary>Reads definitions, roles and people anew and swaps them in. Done by itself after every change to them, on every node.</summary>
    public async Task ReloadAsync(CancellationToken ct)
    {
        await reloading.WaitAsync(ct);
        try
        {
            snapshot = await loader.LoadAsync(snapshot, ct);
        }
        finally
        {
            reloading.Release();
        }
    }

    /// <summary>
    /// Does something that reads or writes tables. Where a statement does not fit them because a field came or went meanwhile, here or on another
    /// node, it is done again under the Schema of now; what fails twice more is a defect and thrown.
    /// </summary>
    /// <param name="attempt">Opens its own session each time; a statement that fails has written nothing.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<T> WithPresentSchemaAsync<T>(Func<Task<T>> attempt, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await attempt();
            }
            catch (StatementException) when (tries < MostAttempts)
            {
                await ReloadAsync(ct);
            }
        }
    }

    /// <summary>Compiles what the Schema would be with <paramref name="customised"/> in place; nothing is changed.</summary>
    public Task<SchemaResult> PreviewAsync(ObjectDefinition customised, CancellationToken ct) => loader.PreviewAsync(customised, ct);

    /// <summary>Compiles what the Schema would be without the customisation of an object; nothing is changed.</summary>
    public Task<SchemaResult> PreviewWithoutAsync(string customised, CancellationToken ct) => loader.PreviewWithoutAsync(customised, ct);

    /// <summary>What of a Schema that was compiled for preview the tables and records, as they are stored, would not let be. Told for the object that is customised.</summary>
    internal Task<IReadOnlyList<DefinitionProblem>> MisfitsAsync(Schema wanted, string customised, CancellationToken ct) => loader.MisfitsAsync(Schema, wanted, customised, ct);

    /// <summary>The definition as its package brought it; null for an object that administrators made.</summary>
    public ObjectDefinition? Delivered(string name) => loader.Delivered(name);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        listening?.Dispose();
        await reloads.DisposeAsync();
        await sealing.DisposeAsync();
        await feeding.DisposeAsync();
        await indexing.DisposeAsync();
        await Database.DisposeAsync();
        reloading.Dispose();
    }

    private async Task SealAsync(CancellationToken ct)
    {
        await Sealer.SealAsync(ct);
        Sealed?.Invoke();
        feeding.Wake();
        indexing.Wake();
    }

    // Beside the sealing: a consumer that has much to do must not hold up the log.
    private async Task FeedAsync(CancellationToken ct)
    {
        foreach (var consumer in consumers)
            await Feed.RunAsync(consumer, ct);
    }

    internal AccessPolicy PolicyOf(Actor actor, Schema schema) => schema.PolicyOf(actor);

    internal EvaluationContext ContextOf(Actor actor, Schema schema, Organization organization, DateTimeOffset now)
    {
        var department = actor.UserId is { } user ? organization.Find(user)?.Department : null;
        return new EvaluationContext
        {
            Me = actor.UserId,
            MyDepartment = department,
            MyDepartmentTree = department is { } d ? organization.WithSubDepartments(d) : [],
            MyDepartmentPath = department is { } own ? organization.WithUpperDepartments(own) : [],
            MyRoles = actor.Roles,
            MeAndMySubordinates = actor.UserId is { } me ? organization.WithSubordinates(me) : [],
            Now = now,
            Conventions = schema.Conventions,
        };
    }

    /// <summary>Loads anew here and tells the other nodes. What fails is done again in the background: the commit that asked for it stands and is answered as such.</summary>
    private async Task ReloadEverywhereAsync()
    {
        isUntold = true;
        try
        {
            await ReloadInTurnAsync(CancellationToken.None);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "What was committed is not in force yet; it is loaded again in the background.");
        }
    }

    private async Task ReloadInTurnAsync(CancellationToken ct)
    {
        try
        {
            await ReloadAsync(ct);
            if (isUntold)
            {
                isUntold = false;
                await Database.NotifyAsync(new Notice(SnapshotLoader.Channel, string.Empty), ct);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            isUntold = true;
            reloads.Wake();
            throw;
        }
    }

    internal async ValueTask CommittedAsync(IReadOnlyList<RecordChange> changes)
    {
        sealing.Wake();
        if (changes.Any(c => loader.IsPartOfSnapshot(c.Record.Object)))
        {
            // The commit stands whatever happens to the request now: the new snapshot must be seen by the next one.
            await ReloadEverywhereAsync();
        }

        Committed?.Invoke(changes);
        if (changes.Count >= ManyChanges && isFollowed)
            await Search.KeepPaceAsync(sealing.Wake, CancellationToken.None);
    }
}
