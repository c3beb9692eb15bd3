using System.Text.Json;
using Tongke.Kernel.Records;

namespace Tongke.Exchange.Exports;

/// <summary>One export of a list: the record <c>export_job</c>.</summary>
public sealed class ExportJob(Record record) : TypedRecord(record), ITypedRecord<ExportJob>
{
    /// <summary>API name.</summary>
    public const string ObjectName = "export_job";

    /// <inheritdoc />
    public static string Object => ObjectName;

    /// <summary>API name of the exported object.</summary>
    public string Source => Get<string>("object")!;

    /// <summary>csv or xlsx.</summary>
    public string Format => Get<string>("format") ?? "xlsx";

    /// <summary>Condition as an OData filter.</summary>
    public string? Filter => Get<string>("filter");

    /// <summary>Order as OData says it.</summary>
    public string? OrderBy => Get<string>("orderby");

    /// <summary>Words searched for.</summary>
    public string? Search => Get<string>("search");

    /// <summary>Where it stands; see <see cref="ExportStatus"/>.</summary>
    public string Status { get => Get<string>("status") ?? ExportStatus.Queued; set => Set("status", value); }

    /// <summary>Name of the file.</summary>
    public string? FileName { get => Get<string>("file_name"); set => Set("file_name", value); }

    /// <summary>The file, once it is made.</summary>
    public Guid? File { get => Get<Guid?>("file"); set => Set("file", value); }

    /// <summary>Who asked for it.</summary>
    public Guid? Person => Record["created_by"] as Guid?;

    /// <summary>The API key by which they asked, if any: it runs with the rights of that key.</summary>
    public Guid? StartedWith { get => Get<Guid?>("started_with"); set => Set("started_with", value); }

    /// <summary>Fields to export; null when the columns have no readable form.</summary>
    public IReadOnlyList<string>? Columns
    {
        get
        {
            try
            {
                var names = Get<JsonElement?>("columns")?.Deserialize<string?[]>() ?? [];
                return names.Contains(null) ? null : [.. names.OfType<string>()];
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    /// <summary>Shows how far it is.</summary>
    public void Show(long done, long total, double rowsPerSecond)
    {
        Set("done", done);
        Set("total", Math.Max(total, done));
        Set("speed", (long)rowsPerSecond);
    }

    /// <summary>It was taken up.</summary>
    public void Begin(DateTimeOffset now)
    {
        Status = ExportStatus.Running;
        Set("started_at", now);
    }

    /// <summary>How it ended.</summary>
    public void End(string status, string? message, DateTimeOffset now, TimeSpan keep)
    {
        Status = status;
        Set("message", message);
        Set("finished_at", now);
        Set("expires_at", now + keep);
    }

    /// <inheritdoc />
    public static ExportJob Over(Record record) => new(record);
}

/// <summary>Where an export stands.</summary>
public static class ExportStatus
{
    /// <summary>It waits for a runner.</summary>
    public const string Queued = "queued";

    /// <summary>It is being written.</summary>
    public const string Running = "running";

    /// <summary>The file is there.</summary>
    public const string Done = "done";

    /// <summary>It could not be made.</summary>
    public const string Failed = "failed";

    /// <summary>Somebody stopped it.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>The file was removed.</summary>
    public const string Expired = "expired";
}
