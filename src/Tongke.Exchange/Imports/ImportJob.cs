using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Exchange.Imports;

/// <summary>One import, from the upload to its undoing: the record <c>import_job</c>.</summary>
public sealed class ImportJob(Record record) : TypedRecord(record), ITypedRecord<ImportJob>
{
    /// <summary>API name.</summary>
    public const string ObjectName = "import_job";

    private const int LongestMessage = 2000;

    /// <inheritdoc />
    public static string Object => ObjectName;

    /// <summary>Name of the uploaded file.</summary>
    public string? FileName { get => Get<string>("file_name"); set => Set("file_name", value); }

    /// <summary>API name of the object whose records the file brings.</summary>
    public string Target => Get<string>("object")!;

    /// <summary>The uploaded file.</summary>
    public Guid File => Get<Guid>("file");

    /// <summary>Where it stands; see <see cref="JobStatus"/>.</summary>
    public string Status { get => Get<string>("status") ?? JobStatus.Uploaded; set => Set("status", value); }

    /// <summary>What runs while the status is checking or running.</summary>
    public string? Task { get => Get<string>("task"); set => Set("task", value); }

    /// <summary>The person in whose name it runs.</summary>
    public Guid? StartedBy { get => Get<Guid?>("started_by"); set => Set("started_by", value); }

    /// <summary>The API key by which the person started it, if any: it runs with the rights of that key.</summary>
    public Guid? StartedWith { get => Get<Guid?>("started_with"); set => Set("started_with", value); }

    /// <summary>What the person asked for.</summary>
    public ImportSettings Settings => new()
    {
        Object = Target,
        Mode = Get<string>("mode") ?? "create",
        Key = Get<string>("key"),
        Encoding = Get<string>("encoding"),
        Sheet = Get<string>("sheet"),
        HeaderRow = Get<long?>("header_row"),
        Duplicates = Get<string>("duplicates") ?? "skip",
        Mapping = Read<Dictionary<string, string>>("mapping") ?? [],
        Values = Read<Dictionary<string, Dictionary<string, string>>>("values") ?? [],
        CreateMissing = Get<string[]>("create_missing") ?? [],
        Cleanse = Read<Dictionary<string, Cleansing[]>>("cleanse") ?? [],
    };

    /// <summary>What the file's columns are called, once it was looked at.</summary>
    public IReadOnlyList<string> Headers => Read<string[]>("headers") ?? [];

    /// <summary>The first of <c>mapping</c>, <c>values</c> and <c>cleanse</c> that has not the form it must have; null when all have.</summary>
    public string? UnreadableSetting =>
        !IsReadable<Dictionary<string, string>>("mapping") ? "mapping"
        : !IsReadable<Dictionary<string, Dictionary<string, string>>>("values") ? "values"
        : !IsReadable<Dictionary<string, Cleansing[]>>("cleanse") ? "cleanse"
        : null;

    /// <summary>Whether, standing at <paramref name="status"/>, rows were taken in or taken back already: nothing about it may change then.</summary>
    public bool HasRun(string? status) => status switch
    {
        JobStatus.Done or JobStatus.Undone => true,
        JobStatus.Cancelled => Task != JobTask.Check,
        JobStatus.Failed => Task == JobTask.Undo || Task == JobTask.Import && Get<long?>("done") > 0,
        _ => false,
    };

    /// <summary>Begins a task in the name of <paramref name="actor"/>: the runner takes it up.</summary>
    public void Begin(string task, Actor actor)
    {
        Task = task;
        StartedBy = actor.UserId;
        StartedWith = actor.Key;
        Status = task == JobTask.Check ? JobStatus.Checking : JobStatus.Running;
        Set("done", 0L);
        Set("message", null);
        Set("messages", null);
        Set("finished_at", null);
        Set("started_at", null);
        if (task == JobTask.Undo)
            return;

        foreach (var count in (ReadOnlySpan<string>)["created", "updated", "skipped", "failed"])
            Set(count, 0L);
        Set("speed", null);
        Set("made_beside", null);
    }

    /// <summary>Shows how far it is.</summary>
    public void Show(ImportCounts counts, long total, double rowsPerSecond)
    {
        Set("total", Math.Max(total, counts.Done));
        Set("done", counts.Done);
        Set("speed", (long)rowsPerSecond);
        if (Task == JobTask.Undo)
            return;

        Count(counts);
    }

    /// <summary>How much there is to do, where that is known before anything is done.</summary>
    public void ShowTotal(long total) => Set("total", total);

    /// <summary>What the file's columns are called.</summary>
    public void ShowHeaders(IReadOnlyList<string> headers, string? encoding)
    {
        Set("headers", Json(headers));
        if (Get<string>("encoding") is null)
            Set("encoding", encoding);
    }

    /// <summary>When the task was taken up.</summary>
    public void ShowStart(DateTimeOffset now) => Set("started_at", Get<DateTimeOffset?>("started_at") ?? now);

    /// <summary>How it ended.</summary>
    /// <param name="status">Where it stands.</param>
    /// <param name="message">What there is to say; shown in the reader's language.</param>
    /// <param name="language">Of who started it, for those who read no other.</param>
    /// <param name="now">When.</param>
    public void ShowEnd(string status, Label? message, Language language, DateTimeOffset now)
    {
        Status = status;
        Set("message", message?.In(language).Cut(LongestMessage));
        Set("messages", message is null ? null : Json(Texts(new(message.Zh.Cut(LongestMessage), message.En.Cut(LongestMessage)))));
        Set("finished_at", now);
    }

    /// <summary>The first bad rows, and the words of the file that nobody knew.</summary>
    public void ShowFaults(JsonElement errors, JsonElement? unmatched)
    {
        Set("errors_sample", errors);
        if (unmatched is not null)
            Set("unmatched", unmatched);
    }

    /// <summary>What a text of the file means in a field, in every row.</summary>
    public void MapValue(string field, string text, string meant)
    {
        var values = Settings.Values.ToDictionary(v => v.Key, v => new Dictionary<string, string>(v.Value));
        if (!values.TryGetValue(field, out var texts))
            values[field] = texts = [];

        texts[text] = meant;
        Set("values", Json(values));
    }

    /// <summary>What becomes of the rows, after one of them was put right.</summary>
    public void Count(ImportCounts counts)
    {
        Set("created", counts.Created);
        Set("updated", counts.Updated);
        Set("skipped", counts.Skipped);
        Set("failed", counts.Failed);
    }

    /// <summary>One cell fewer has a word that nobody knew, unless it has it still.</summary>
    public void Recognise(string field, string text, bool isStillThere)
    {
        if (isStillThere || Read<List<UnmatchedWord>>("unmatched") is not { } words || words.FindIndex(w => w.Field == field && w.Value == text) is not (>= 0 and var at))
            return;

        if (words[at].Count > 1)
            words[at] = words[at] with { Count = words[at].Count - 1 };
        else
            words.RemoveAt(at);

        Set("unmatched", Json(words.Select(w => new { field = w.Field, value = w.Value, count = w.Count, suggestion = w.Suggestion })));
    }

    /// <summary>What was made, or would be, beside the records of the rows.</summary>
    public void ShowMadeBeside(IReadOnlyDictionary<string, long> made) =>
        Set("made_beside", Json(made.Where(m => m.Value > 0).OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => new { @object = m.Key, count = m.Value })));

    /// <summary>What a trial found the rules to change.</summary>
    public void ShowCleansed(JsonElement cleansed) => Set("cleansed", cleansed);

    /// <summary>A text in every language as the job shows it: <c>{"zh","en"}</c>.</summary>
    internal static object Texts(Label text) => new { zh = text.Zh, en = text.En };

    /// <inheritdoc />
    public static ImportJob Over(Record record) => new(record);

    private sealed record UnmatchedWord(string Field, string Value, long Count, string? Suggestion);

    private bool IsReadable<T>(string field) where T : class
    {
        try
        {
            Read<T>(field);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private T? Read<T>(string field) where T : class => Get<JsonElement?>(field)?.Deserialize<T>(Kernel.Schemas.Json.Definitions);

    private static JsonElement Json<T>(T value) => JsonSerializer.SerializeToElement(value, Kernel.Schemas.Json.Relaxed);
}

/// <summary>Where an import stands.</summary>
public static class JobStatus
{
    /// <summary>The file is there.</summary>
    public const string Uploaded = "uploaded";

    /// <summary>Columns are matched with fields.</summary>
    public const string Mapped = "mapped";

    /// <summary>It is being tried.</summary>
    public const string Checking = "checking";

    /// <summary>It was tried.</summary>
    public const string Checked = "checked";

    /// <summary>It runs, or is being undone.</summary>
    public const string Running = "running";

    /// <summary>It is done.</summary>
    public const string Done = "done";

    /// <summary>It could not go on.</summary>
    public const string Failed = "failed";

    /// <summary>Somebody stopped it.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>It was taken back.</summary>
    public const string Undone = "undone";
}

/// <summary>What a running import does.</summary>
public static class JobTask
{
    /// <summary>Tries the file and writes nothing.</summary>
    public const string Check = "check";

    /// <summary>Writes the records.</summary>
    public const string Import = "import";

    /// <summary>Takes everything back.</summary>
    public const string Undo = "undo";
}

/// <summary>What became of the rows so far.</summary>
public readonly record struct ImportCounts(long Created, long Updated, long Skipped, long Failed)
{
    /// <summary>All of them.</summary>
    public long Done => Created + Updated + Skipped + Failed;

    /// <summary>Both together.</summary>
    public static ImportCounts operator +(ImportCounts a, ImportCounts b) => new(a.Created + b.Created, a.Updated + b.Updated, a.Skipped + b.Skipped, a.Failed + b.Failed);

    /// <summary>What is left of the one without the other.</summary>
    public static ImportCounts operator -(ImportCounts a, ImportCounts b) => new(a.Created - b.Created, a.Updated - b.Updated, a.Skipped - b.Skipped, a.Failed - b.Failed);

    /// <summary>What is left of the one without the other.</summary>
    public static ImportCounts Subtract(ImportCounts left, ImportCounts right) => left - right;

    /// <summary>Both together.</summary>
    public static ImportCounts Add(ImportCounts left, ImportCounts right) => left + right;
}
