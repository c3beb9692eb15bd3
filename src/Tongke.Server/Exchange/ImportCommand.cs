using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Tongke.Exchange.Files;
using Tongke.Exchange.Imports;
using Tongke.Exchange.Sheets;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;
using Tongke.Server.Commands;

namespace Tongke.Server.Exchange;

/// <summary>
/// Imports a file from the command line. Columns find their fields by their names; <c>--map</c> names a JSON file with what the wizard would ask:
/// <c>{"mode", "key", "duplicates", "mapping", "values", "create_missing"}</c>.
/// </summary>
internal sealed class ImportCommand : ICommand
{
    private static readonly JsonSerializerOptions MapForm = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public string Name => "import";

    public string Usage => "OBJECT FILE [--map FILE]";

    public async Task<int> RunAsync(ServerOptions options, IReadOnlyList<string> words, CancellationToken ct)
    {
        if (words is not ([_, _] or [_, _, "--map", _]))
            return 2;

        var (target, path, map) = (words[0], words[1], words.Count == 4 ? words[3] : null);
        await using var workspace = await TongkeHost.OpenAsync(options, NullLoggerFactory.Instance, ct: ct);
        try
        {
            Task<Sheet> OpenSheetAsync(CancellationToken stop) => Sheet.OpenAsync(File.OpenRead(path), isKnown: ColumnNames.Of(workspace.Schema.Find(target)), ct: stop);
            await using var sheet = await OpenSheetAsync(ct);
            var settings = await SettingsAsync(workspace, target, path, map, sheet, ct);
            var actor = Actor.System("import from the command line");
            var job = await RecordAsync(workspace, actor, new FileFolder(options.FileFolder), path, settings, ct);
            var outcome = await ImportRun.RunAsync(workspace, actor, job, settings, sheet, OpenSheetAsync, isTrial: false, new Screen(), ct);
            return await ReportAsync(workspace, job, path, sheet.Headers, outcome, ct);
        }
        catch (Exception broken) when (broken is SheetException or JsonException)
        {
            await Console.Error.WriteLineAsync(broken.Message);
            return 1;
        }
    }

    private static async Task<ImportSettings> SettingsAsync(Workspace workspace, string target, string path, string? map, Sheet sheet, CancellationToken ct)
    {
        if (map is not null)
            return (JsonSerializer.Deserialize<ImportSettings>(WithObject(await File.ReadAllTextAsync(map, ct), target), MapForm) ?? throw new JsonException($"{map} is empty."));

        if (workspace.Schema.Find(target) is not { } definition)
            return new ImportSettings { Object = target };

        var rows = new List<SheetRow>();
        await using (var sample = await Sheet.OpenAsync(File.OpenRead(path), isKnown: ColumnNames.Of(definition), ct: ct))
            while (rows.Count < 200 && await sample.ReadAsync(ct) is { } row)
                rows.Add(row);

        var access = workspace.Open(Actor.System("import from the command line")).Access.On(definition);
        var columns = ColumnSuggestions.Make(definition, access, workspace.Schema.Conventions, sheet.Headers, rows, remembered: null);
        foreach (var column in columns)
            Console.WriteLine($"{column.Header} -> {column.Field ?? "-"}");

        return new ImportSettings { Object = target, Mapping = columns.Where(c => c.Field is not null).ToDictionary(c => c.Header, c => c.Field!) };
    }

    private static string WithObject(string json, string target)
    {
        var map = System.Text.Json.Nodes.JsonNode.Parse(json, documentOptions: new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })?.AsObject() ?? throw new JsonException("The map is no JSON object.");
        map["object"] = target;
        return map.ToJsonString();
    }

    /// <summary>The import as a record, so that it is listed, and can be undone, like any other.</summary>
    private static async Task<Guid> RecordAsync(Workspace workspace, Actor actor, FileFolder files, string path, ImportSettings settings, CancellationToken ct)
    {
        await using var content = File.OpenRead(path);
        var (sha256, size) = await files.KeepAsync(content, ct);
        var session = workspace.Open(actor);
        var file = session.Make(session.Schema["stored_file"]);
        (file["name"], file["size"], file["type"], file["sha256"]) = (Path.GetFileName(path), size, "application/octet-stream", sha256);
        var job = session.Make(session.Schema[ImportJob.ObjectName]);
        (job["file"], job["file_name"], job["object"]) = (file.Id, Path.GetFileName(path), settings.Object);
        (job["mode"], job["key"], job["duplicates"]) = (settings.Mode, settings.Key, settings.Duplicates);
        job["mapping"] = JsonSerializer.SerializeToElement(settings.Mapping);
        job["values"] = JsonSerializer.SerializeToElement(settings.Values);
        return await session.CommitAsync(ct) is { } refusal
            ? throw new SheetException(refusal.Problems.Select(p => p.Message).FirstOrDefault(refusal.Message))
            : job.Id;
    }

    private static async Task<int> ReportAsync(Workspace workspace, Guid id, string path, IReadOnlyList<string> headers, ImportOutcome outcome, CancellationToken ct)
    {
        Console.WriteLine();
        if (outcome.Refusal is { } refusal)
            throw new SheetException(refusal.Problems.Select(p => p.Message).FirstOrDefault(refusal.Message));

        var session = workspace.Open(Actor.System("import from the command line"));
        if (await session.LoadAsync(session.Schema[ImportJob.ObjectName], id, ct) is { } record)
        {
            var job = ImportJob.Over(record);
            job.ShowHeaders(headers, null);
            job.Show(outcome.Counts, outcome.Counts.Done, 0);
            job.ShowFaults(await ErrorFile.SampleAsync(workspace, id, wasTrial: false, Language.English, ct), null);
            job.ShowEnd(JobStatus.Done, null, Language.English, session.Now);
            await session.CommitAsync(ct);
        }

        var counts = outcome.Counts;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{counts.Created} created, {counts.Updated} updated, {counts.Skipped} skipped, {counts.Failed} failed"));
        if (counts.Failed == 0)
            return 0;

        var errors = Path.ChangeExtension(path, null) + "-errors.csv";
        await using var file = File.Create(errors);
        await using var writer = SheetWriter.Create("csv", file);
        await ErrorFile.WriteAsync(workspace, id, wasTrial: false, headers, writer, Language.English, ct);
        Console.WriteLine(errors);
        return 1;
    }

    private sealed class Screen : IImportProgress
    {
        private readonly System.Diagnostics.Stopwatch clock = System.Diagnostics.Stopwatch.StartNew();

        public ValueTask<bool> ShowAsync(ImportCounts counts, CancellationToken ct)
        {
            Console.Write(string.Create(CultureInfo.InvariantCulture, $"\r{counts.Done} rows, {counts.Done / clock.Elapsed.TotalSeconds:0} a second, {counts.Failed} bad  "));
            return new(false);
        }
    }
}
