using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel;

/// <summary>A delivered part of the product: definitions, the rules and actions that go with them, and the records a new workspace starts with. The CRM is one.</summary>
public sealed record Package
{
    /// <summary>Name in logs and in the schema's history.</summary>
    public required string Name { get; init; }

    /// <summary>Objects it brings.</summary>
    public IReadOnlyList<ObjectDefinition> Objects { get; init; } = [];

    /// <summary>Tables of its own that hold no records: secrets, sessions, job parts.</summary>
    public IReadOnlyList<Storage.TableDefinition> Tables { get; init; } = [];

    /// <summary>Rules, in the order in which they run.</summary>
    public IReadOnlyList<Rule> Rules { get; init; } = [];

    /// <summary>Actions of objects.</summary>
    public IReadOnlyList<IRecordAction> Actions { get; init; } = [];

    /// <summary>What follows the log of changes after the commits, made for each workspace.</summary>
    public IReadOnlyList<Func<Workspace, Changes.IChangeConsumer>> Consumers { get; init; } = [];

    /// <summary>Where pools are set up; null when the package brings none.</summary>
    public PoolSource? Pools { get; init; }

    /// <summary>
    /// Objects whose records each node keeps in memory for its rules (<see cref="Session.LoadAllAsync(ObjectSchema, CancellationToken)"/>), and of which a rule may
    /// remember what it made of them as long as the people of the moment (<see cref="Access.Organization"/>) stand: a change to one of them makes both anew, on every
    /// node. For settings that many writes ask for and somebody changes now and then.
    /// </summary>
    public IReadOnlyList<string> Remembered { get; init; } = [];

    /// <summary>What the clock asks for.</summary>
    public IReadOnlyList<Duty> Duties { get; init; } = [];

    /// <summary>Fills a new workspace, once. Everything it writes goes through the session it is given.</summary>
    public Func<Session, CancellationToken, Task>? Seed { get; init; }

    /// <summary>Reads every <c>*.object.json</c> that an assembly embeds.</summary>
    /// <exception cref="System.Text.Json.JsonException">A definition is not valid.</exception>
    public static IReadOnlyList<ObjectDefinition> EmbeddedObjects(System.Reflection.Assembly assembly) =>
    [
        .. assembly.GetManifestResourceNames()
            .Where(n => n.EndsWith(".object.json", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(n => ObjectDefinitions.Read(assembly.GetManifestResourceStream(n)!, n)),
    ];
}

/// <summary>Where pools are set up.</summary>
/// <param name="Object">Object whose records set them up: when one is written, they are read again.</param>
/// <param name="ReadAsync">Reads them all.</param>
public sealed record PoolSource(string Object, Func<Storage.Database, CancellationToken, Task<IReadOnlyList<Access.Pool>>> ReadAsync);
