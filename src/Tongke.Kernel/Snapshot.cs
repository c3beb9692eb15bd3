using System.Collections.Frozen;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Tongke.Kernel.Access;
using Tongke.Kernel.Changes;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.SystemObjects;
using Tongke.Kernel.Texts;
using Tongke.Storage;

namespace Tongke.Kernel;

/// <summary>
/// What a workspace knows by heart: its Schema, its people and the records its rules ask for all the time, as of one moment, the customisations that the Schema
/// was made of, and which of them it had to set aside.
/// </summary>
internal sealed record Snapshot(
    Schema Schema, Organization Organization, RememberedRecords Remembered, IReadOnlyDictionary<string, string> Customisations, SetAside? SetAside);

/// <summary>Customisations that can't be carried out.</summary>
/// <param name="Objects">What they customise.</param>
/// <param name="Reason">Why, for administrators.</param>
public sealed record SetAside(IReadOnlyList<string> Objects, string Reason);

/// <summary>Makes snapshots: reads customisations, roles, settings and people, compiles them, and brings the tables into line.</summary>
internal sealed class SnapshotLoader(Database database, WorkspaceOptions options)
{
    /// <summary>Channel on which nodes tell each other to load anew.</summary>
    public const string Channel = "tongke_snapshot";

    private static readonly FrozenSet<string> Parts = new[]
    {
        "user", "department", "role", "company_setting", "holiday", "currency_rate", "object_customisation", "record_member",
    }.ToFrozenSet();

    private readonly FrozenSet<string> remembered = options.Packages.SelectMany(p => p.Remembered.Append(p.Pools?.Object)).OfType<string>().ToFrozenSet();
    private readonly ILogger log = options.Logs.CreateLogger<SnapshotLoader>();

    /// <summary>All packages, the kernel's first.</summary>
    public IReadOnlyList<Package> Packages { get; } = [KernelPackage.Instance, .. options.Packages];

    /// <summary>Whether a change to records of the object makes the snapshot old.</summary>
    public bool IsPartOfSnapshot(ObjectSchema definition) => Parts.Contains(definition.Name) || remembered.Contains(definition.Name);

    public async Task<Snapshot> LoadAsync(Snapshot? previous, CancellationToken ct)
    {
        var hasTables = previous is not null || await HasTablesAsync(ct);
        var overlays = hasTables ? await OverlaysAsync(ct) : FrozenDictionary<string, string>.Empty;
        var roles = hasTables ? await RolesAsync(ct) : [];
        var conventions = hasTables ? await ConventionsAsync(ct) : Conventions();
        var version = options.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (previous is not null && version <= previous.Schema.Version)
            version = previous.Schema.Version + 1;

        if (previous is { SetAside: null } && IsSame(previous.Customisations, overlays))
            return previous with { Schema = previous.Schema.With(version, roles, conventions), Organization = await OrganizationAsync(ct), Remembered = new(remembered) };

        var applied = hasTables ? await AppliedCustomisations.ReadAsync(database, ct) : FrozenDictionary<string, string>.Empty;
        var (schema, setAside) = await ApplyAsync(previous?.Schema, overlays, applied, o => SchemaCompiler.Compile(version, With(o), roles, conventions), ct);
        await new TextBackfill(database).RunAsync(schema, ct);
        return new Snapshot(schema, await OrganizationAsync(ct), new(remembered), overlays, setAside);
    }

    /// <summary>Whether two sets of customisations are one: then objects and tables are as they were, whatever else is news.</summary>
    private static bool IsSame(IReadOnlyDictionary<string, string> these, IReadOnlyDictionary<string, string> those) =>
        these.Count == those.Count && these.All(one => those.GetValueOrDefault(one.Key) == one.Value);

    public async Task<SchemaResult> PreviewAsync(ObjectDefinition customised, CancellationToken ct)
    {
        var delivered = Packages.SelectMany(p => p.Objects).ToDictionary(o => o.Name, StringComparer.Ordinal);
        var definitions = (await DefinitionsAsync(ct)).Where(d => d.Name != customised.Name)
            .Append(delivered.TryGetValue(customised.Name, out var original) ? ObjectDefinitions.Overlay(original, customised) : ObjectDefinitions.Custom(customised));
        return SchemaCompiler.Compile(0, [.. definitions], [], await ConventionsAsync(ct));
    }

    public async Task<SchemaResult> PreviewWithoutAsync(string customised, CancellationToken ct)
    {
        var definitions = (await DefinitionsAsync(ct)).Where(d => d.Name != customised);
        return SchemaCompiler.Compile(0, [.. definitions, .. Delivered(customised) is { } original ? [original] : Array.Empty<ObjectDefinition>()], [], await ConventionsAsync(ct));
    }

    public async Task<IReadOnlyList<DefinitionProblem>> MisfitsAsync(Schema present, Schema wanted, string customised, CancellationToken ct)
    {
        var problems = TableNames.Clashes(wanted, customised, OtherTables).ToList();
        if (problems.Count == 0 && present.Find(customised) is { } before && wanted.Find(customised) is { } after)
            problems.AddRange(await StoredValues.MisfitsAsync(database, before, after, ct));
        if (problems.Count > 0)
            return problems;

        try
        {
            await database.PlanAsync(MigrationTo(wanted), ct);
            return [];
        }
        catch (MigrationException failure)
        {
            return [new(customised, null, new("definition_unfit", failure.Message))];
        }
    }

    public ObjectDefinition? Delivered(string name) =>
        Packages.SelectMany(p => p.Objects).FirstOrDefault(o => o.Name == name) is { } delivered ? Quality.WithScore(RecordTypes.WithField(delivered)) : null;

    private async Task<bool> HasTablesAsync(CancellationToken ct) => await database.ScalarAsync<long>(
        Sql.PerDialect(
            Sql.Literal("select count(*) from sqlite_master where type = 'table' and name = 'object_customisation'"),
            Sql.Literal("select count(*) from information_schema.tables where table_schema = current_schema() and table_name = 'object_customisation'")),
        ct) > 0;

    private async Task<IReadOnlyList<ObjectDefinition>> DefinitionsAsync(CancellationToken ct) => With(await OverlaysAsync(ct));

    private async Task<IReadOnlyDictionary<string, string>> OverlaysAsync(CancellationToken ct) => (await database.ListAsync(
        Sql.Literal("select object, definition from object_customisation where deleted_at is null order by object"),
        rows => (Name: rows.GetText(0), Definition: rows.GetText(1)),
        ct)).ToDictionary(o => o.Name, o => o.Definition, StringComparer.Ordinal);

    private List<ObjectDefinition> With(IReadOnlyDictionary<string, string> overlays)
    {
        var definitions = Packages.SelectMany(p => p.Objects).ToList();
        foreach (var (name, text) in overlays.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            var overlay = ObjectDefinitions.Read(text);
            var index = definitions.FindIndex(d => d.Name == name);
            if (index >= 0)
                definitions[index] = ObjectDefinitions.Overlay(definitions[index], overlay);
            else
                definitions.Add(ObjectDefinitions.Custom(overlay));
        }

        return definitions;
    }

    /// <summary>
    /// Compiles the definitions and brings the tables into line. A customisation that the database cannot follow, which only one that was stored
    /// past the checks can be, is left as it was last in force, or out where that is not known, so that everything else works and an administrator
    /// can mend it. What it holds stays in the tables meanwhile.
    /// </summary>
    private async Task<(Schema Schema, SetAside? SetAside)> ApplyAsync(
        Schema? previous, IReadOnlyDictionary<string, string> overlays, IReadOnlyDictionary<string, string> applied,
        Func<IReadOnlyDictionary<string, string>, SchemaResult> compile, CancellationToken ct)
    {
        ExceptionDispatchInfo? failure = null;
        foreach (var (chosen, leftOut) in AppliedCustomisations.Choices(overlays, applied))
        {
            try
            {
                var result = compile(chosen);
                var schema = result.Schema ?? throw new InvalidOperationException("The definitions don't compile:\n" + string.Join('\n', result.Problems));
                var isNews = chosen.Count != applied.Count || chosen.Any(c => applied.GetValueOrDefault(c.Key) != c.Value);
                await MigrateAsync(previous, schema, keepsData: leftOut.Count > 0, isNews: previous is not null && isNews, ct);
                await AppliedCustomisations.StoreAsync(database, applied, chosen, ct);
                if (leftOut.Count == 0)
                    return (schema, null);

                log.LogError(failure?.SourceException, "The customisation of {Objects} can't be carried out and is set aside; nothing of its data is lost. Correct or delete it.", string.Join(", ", leftOut));
                return (schema, new(leftOut, failure?.SourceException.Message ?? ""));
            }
            catch (Exception error) when (error is not (OperationCanceledException or StorageUnavailableException or StorageFullException))
            {
                failure ??= ExceptionDispatchInfo.Capture(error);
            }
        }

        failure!.Throw();
        throw failure.SourceException;
    }

    private async Task<IReadOnlyList<RoleDefinition>> RolesAsync(CancellationToken ct) => await database.ListAsync(
        Sql.Literal("select id, name, label_zh, label_en, grants from role where deleted_at is null"),
        rows => new RoleDefinition(
            rows.GetGuid(0),
            rows.GetText(1),
            new Label(rows.GetText(2), rows.Get<string>(3) ?? rows.GetText(2)),
            rows.IsNull(4) ? new Dictionary<string, Grant>() : JsonSerializer.Deserialize<Dictionary<string, Grant>>(rows.GetText(4), Json.Definitions)!),
        ct);

    private Conventions Conventions() => new() { Cipher = options.Cipher };

    private async Task<Conventions> ConventionsAsync(CancellationToken ct)
    {
        var conventions = Conventions();
        await using (var rows = await database.QueryAsync(Sql.Literal("select currency, region, timezone, language from company_setting where deleted_at is null order by id limit 1"), ct))
        {
            if (await rows.ReadAsync(ct))
                conventions = conventions with
                {
                    Currency = rows.GetText(0),
                    Region = rows.GetText(1),
                    TimeZone = TimeZoneInfo.TryFindSystemTimeZoneById(rows.GetText(2), out var zone) ? zone : conventions.TimeZone,
                    Language = rows.GetText(3) == "en" ? Language.English : Language.Chinese,
                };
        }

        var days = await database.ListAsync(Sql.Literal("select date, kind from holiday where deleted_at is null"), r => (Day: r.GetDate(0), Kind: r.GetText(1)), ct);
        var rateType = new ExprType(ValueKind.Decimal, 8);
        var rates = await database.ListAsync(Sql.Literal("select currency, date, rate from currency_rate where deleted_at is null"), r => (r.GetText(0), r.GetDate(1), r.GetDecimal(2, rateType.Scale)), ct);
        return conventions with
        {
            Calendar = new BusinessCalendar(
                days.Where(d => d.Kind == "holiday").Select(d => d.Day).ToFrozenSet(),
                days.Where(d => d.Kind == "workday").Select(d => d.Day).ToFrozenSet()),
            Rates = new ExchangeRates(conventions.Currency, rates),
        };
    }

    private async Task<Organization> OrganizationAsync(CancellationToken ct)
    {
        var ids = new ExprType(ValueKind.Ids);
        var members = await database.ListAsync(
            Sql.PerDialect(
                Sql.Literal("select id, login, name, department, manager, roles, active, language from user where deleted_at is null"),
                Sql.Literal("select id, login, name, department, manager, roles, active, language from \"user\" where deleted_at is null")),
            r => new Member(r.GetGuid(0), r.GetText(1), r.GetText(2), r.Get<Guid?>(3), r.Get<Guid?>(4), (Guid[]?)Values.Read(r, 5, ids) ?? [], r.Get<bool?>(6) ?? true, r.Get<string>(7) == "en" ? Language.English : Language.Chinese),
            ct);
        var departments = await database.ListAsync(
            Sql.Literal("select id, parent, head from department where deleted_at is null"), r => (r.GetGuid(0), r.Get<Guid?>(1), r.Get<Guid?>(2)), ct);
        var onTeams = await database.ListAsync(
            Sql.Literal("select distinct \"user\" from record_member where deleted_at is null"), r => r.GetGuid(0), ct);
        var pools = new List<Pool>();
        foreach (var source in Packages.Select(p => p.Pools).OfType<PoolSource>())
            pools.AddRange(await source.ReadAsync(database, ct));

        return new Organization(members, departments, onTeams, pools);
    }

    private async Task MigrateAsync(Schema? previous, Schema schema, bool keepsData, bool isNews, CancellationToken ct)
    {
        var computed = await ComputedFields.ReadAsync(database, ct);
        var plan = await database.MigrateAsync(
            MigrationTo(schema) with
            {
                KeepsData = keepsData,
                IsNews = isNews || computed.IsOutdated(schema),
                Backfill = plan => Backfills.Of(previous, computed, schema, f => plan.Adds(f.Object.Table, f.Column), options.Clock.GetUtcNow()),
            },
            ct);
        if (plan.IsEmpty)
            return;

        log.LogInformation("The tables were brought into line with the definitions in {Count} steps.", plan.Steps.Count);
        log.LogDebug("The steps:\n{Plan}", plan);
    }

    private IEnumerable<TableDefinition> OtherTables => [.. ChangeTables.All, .. Packages.SelectMany(p => p.Tables)];

    private Migration MigrationTo(Schema schema) => new()
    {
        Tables = [.. RecordTables.Of(schema), .. OtherTables],
    };
}
