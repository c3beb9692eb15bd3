using System.Text;
using System.Text.Json;
using Tongke.Crm;
using Tongke.Exchange.Files;
using Tongke.Exchange.Imports;
using Tongke.Exchange.Jobs;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Testing;
using Tongke.Testing;
using Xunit;
using Record = Tongke.Kernel.Records.Record;

namespace Tongke.Exchange.Tests;

/// <summary>A company with the CRM and somebody at the desk who imports files.</summary>
internal sealed class Desk : IAsyncDisposable
{
    private static readonly PreparedDatabase AfterFirstStart = TestWorkspace.Prepare(CrmPackage.Instance, ExchangePackage.Create(NewFolder()));

    private readonly FileFolder files;

    private Desk(TestWorkspace app, FileFolder files, Actor boss) => (App, this.files, Boss) = (app, files, boss);

    public TestWorkspace App { get; }

    public Actor Boss { get; }

    public FileFolder Files => files;

    public static async Task<Desk> StartAsync(TestDatabase database)
    {
        var files = NewFolder();
        var app = await TestWorkspace.StartAsync(await AfterFirstStart.CopyAsync(database), CrmPackage.Instance, ExchangePackage.Create(files));
        return new(app, files, await PersonAsync(app, "boss", "boss"));
    }

    private static FileFolder NewFolder() => new(Path.Combine(TestFolder.Path, Guid.CreateVersion7().ToString("N")));

    public Task<Actor> PersonAsync(string login, string role) => PersonAsync(App, login, role);

    /// <summary>Uploads a file and makes an import of it.</summary>
    public async Task<Guid> UploadAsync(string target, string name, byte[] content, object settings, Actor? person = null)
    {
        var (sha256, size) = await files.KeepAsync(new MemoryStream(content), default);
        var session = App.Workspace.Open(person ?? Boss);
        var stored = session.Add(session.Schema["stored_file"]);
        (stored["name"], stored["size"], stored["type"], stored["sha256"]) = (name, size, "text/csv", sha256);
        await TestWorkspace.DoneAsync(session);
        var file = stored.Id;
        session = App.Workspace.Open(person ?? Boss);
        var job = session.Add(session.Schema["import_job"]);
        job.Write(job.Object["object"], target);
        job.Write(job.Object["file"], file);
        foreach (var property in settings.GetType().GetProperties())
            job.Write(job.Object[property.Name], property.GetValue(settings) switch
            {
                string or string[] or long => property.GetValue(settings),
                var other => JsonSerializer.SerializeToElement(other),
            });

        await TestWorkspace.DoneAsync(session);
        return job.Id;
    }

    public Task<Guid> UploadAsync(string target, string csv, object settings, Actor? person = null) => UploadAsync(target, "file.csv", Encoding.UTF8.GetBytes(csv), settings, person);

    public static byte[] Sample(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "data", "crm-sales-opportunities", name));

    /// <summary>Does something with an import, as the server does; what came of it.</summary>
    public async Task<ActionOutcome> ActAsync(Guid job, string action, Actor? person = null, Dictionary<string, object?>? parameters = null)
    {
        var session = App.Workspace.Open(person ?? Boss);
        var found = await session.FindAsync(session.Schema["import_job"], job, RecordAction.Edit);
        if (found.Record is not { } record)
            return found.Refusal!;

        var outcome = await App.Workspace.Rules.FindAction("import_job", action)!.RunAsync(record, parameters ?? [], session, default);
        return outcome.Refusal is null && await session.CommitAsync() is { } refusal ? refusal : outcome;
    }

    /// <summary>Puts a cell right; no value takes the correction back.</summary>
    public async Task<JsonElement> CorrectAsync(Guid job, long row, string column, object? value, bool everywhere = false)
    {
        var outcome = await ActAsync(job, "correct", parameters: new()
        {
            ["row"] = row, ["column"] = column, ["value"] = value is null ? null : JsonSerializer.SerializeToElement(value), ["everywhere"] = everywhere,
        });
        Assert.True(outcome.Refusal is null, outcome.Refusal is { } refusal ? TestWorkspace.Describe(refusal) : null);
        return outcome.Result.GetValueOrDefault("row") is JsonElement shown ? shown : default;
    }

    /// <summary>The bad rows and those that were put right.</summary>
    public async Task<JsonElement> BadRowsAsync(Guid job, long after = 0, int top = 20, Tongke.Kernel.Texts.Language language = Tongke.Kernel.Texts.Language.Chinese) =>
        await BadRows.PageAsync(App.Workspace, ImportJob.Over(await App.LoadAsync("import_job", job)), after, top, language, default);

    /// <summary>Does it and lets the runner's work come to its end.</summary>
    public async Task<ImportView> RunAsync(Guid job, string action, Actor? person = null)
    {
        var outcome = await ActAsync(job, action, person);
        if (outcome.Refusal is { } refusal)
            throw new InvalidOperationException(TestWorkspace.Describe(refusal));

        await WorkAsync(job);
        return await ViewAsync(job);
    }

    /// <summary>Does what the runner does with a job.</summary>
    public async Task WorkAsync(Guid job)
    {
        var leases = new JobLeases(App.Workspace.Database, App.Clock);
        Assert.True(await leases.TakeAsync(job, default));
        await new ImportWork(App.Workspace, files, leases).RunAsync(job, default);
        await leases.ReleaseAsync(job, default);
    }

    public async Task<ImportView> ViewAsync(Guid job) => new(await App.LoadAsync("import_job", job));

    /// <summary>Uploads and runs a file that must come in whole.</summary>
    public async Task<ImportView> ImportAsync(string target, byte[] content, object settings)
    {
        var job = await UploadAsync(target, "file.csv", content, settings);
        return await RunAsync(job, "start");
    }

    public async Task<IReadOnlyList<Record>> AllAsync(string definition) =>
        await App.Workspace.Open(App.System).LoadWhereAsync(App.Schema[definition], Constant.True);

    public async Task<Record> FindAsync(string definition, string field, object value)
    {
        var schema = App.Schema[definition];
        return (await App.Workspace.Open(App.System).LoadWhereAsync(schema, Condition.Equal(new FieldPath(schema[field]), value))).Single();
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private static async Task<Actor> PersonAsync(TestWorkspace app, string login, string role)
    {
        var roles = app.Schema["role"];
        var found = (await app.Workspace.Open(app.System).LoadWhereAsync(roles, Condition.Equal(new FieldPath(roles["name"]), role))).Single();
        var user = await app.CreateAsync("user", new { login, name = login, roles = new[] { found.Id } });
        return Actor.User(user, login, [found.Id]);
    }
}

/// <summary>An import as the screen shows it.</summary>
internal sealed class ImportView(Record record)
{
    public Record Record => record;

    public string Status => (string)record["status"]!;

    public string? Message => (string?)record["message"];

    public (long Created, long Updated, long Skipped, long Failed) Counts =>
        ((long)record["created"]!, (long)record["updated"]!, (long)record["skipped"]!, (long)record["failed"]!);

    public IReadOnlyList<(long Row, string? Field, string? Value, string Message)> Errors =>
        [.. Sample(skipped: false)];

    public IReadOnlyList<(long Row, string? Field, string? Value, string Message)> Skipped => [.. Sample(skipped: true)];

    private IEnumerable<(long Row, string? Field, string? Value, string Message)> Sample(bool skipped) =>
        List("errors_sample").Where(e => e.TryGetProperty("skipped", out _) == skipped).Select(e => (e.GetProperty("row").GetInt64(), e.GetProperty("field").GetString(), e.GetProperty("value").GetString(), e.GetProperty("message").GetString()!));

    public IReadOnlyList<(string Field, string Value, long Count, string? Suggestion)> Unmatched =>
        [.. List("unmatched").Select(e => (e.GetProperty("field").GetString()!, e.GetProperty("value").GetString()!, e.GetProperty("count").GetInt64(), e.GetProperty("suggestion").GetString()))];

    public override string ToString() => $"{Status} {Counts} {Message} {string.Join(" | ", Errors.Take(5))}";

    private JsonElement.ArrayEnumerator List(string field) => record[field] is JsonElement list ? list.EnumerateArray() : default;
}
