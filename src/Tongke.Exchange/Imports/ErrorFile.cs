using Tongke.Exchange.Sheets;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Exchange.Imports;

/// <summary>The rows of an import that became no record as a file: the original columns and one with the reasons, to be corrected and imported again.</summary>
public static class ErrorFile
{
    /// <summary>Header of the column with the reasons, which imports leave alone.</summary>
    public static string ReasonHeader(Language language) => new Message("import_reason_header").In(language);

    /// <summary>Whether a header is the reasons' of an error file, in either language.</summary>
    public static bool IsReasonHeader(string header) => header == ReasonHeader(Language.Chinese) || header == ReasonHeader(Language.English);

    /// <summary>Writes the file.</summary>
    /// <param name="workspace">The company's data.</param>
    /// <param name="job">The import.</param>
    /// <param name="wasTrial">Whether the rows of the trial are wanted, not those of the run.</param>
    /// <param name="headers">The columns of the file.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="language">Of the reader.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task WriteAsync(Workspace workspace, Guid job, bool wasTrial, IReadOnlyList<string> headers, SheetWriter writer, Language language, CancellationToken ct)
    {
        var reason = headers.Select((h, i) => (Header: h, Index: i)).FirstOrDefault(h => IsReasonHeader(h.Header), (Header: "", Index: -1)).Index;
        var kept = Enumerable.Range(0, headers.Count).Where(i => i != reason).ToArray();
        await writer.WriteAsync([.. kept.Select(i => (SheetCell)headers[i]), ReasonHeader(language)], ct);
        var session = workspace.Open(Actor.System("error file"));
        var definition = await session.LoadAsync(session.Schema[ImportJob.ObjectName], job, ct) is { } record ? session.Schema.Find(new ImportJob(record).Target) : null;
        var between = language == Language.Chinese ? "；" : "; ";
        await foreach (var error in ImportLedger.ErrorsAsync(workspace.Database, job, wasTrial ? JobTask.Check : JobTask.Import, 0, null, ct).Where(e => e.Faults.Count > 0))
            await writer.WriteAsync([.. kept.Select(i => (SheetCell)error.Cells[i]), string.Join(between, error.Faults.Select(f => ReasonOf(f, definition, language)))], ct);
    }

    /// <summary>Which cell it is about, and what is wrong with it: one line tells of several.</summary>
    private static string ReasonOf(LedgerFault fault, ObjectSchema? definition, Language language)
    {
        var message = fault.Message.In(language).TrimEnd('。', '.');
        var label = fault.Field is { } name ? definition?.Find(name)?.Label.In(language) : null;
        return label is null || message.Contains(label, StringComparison.Ordinal) ? message : $"{label}{(language == Language.Chinese ? "：" : ": ")}{message}";
    }

    /// <summary>The first bad rows, and the first that were skipped, as the job shows them: in the language of who started it, and in every one for who reads another.</summary>
    public static Task<System.Text.Json.JsonElement> SampleAsync(Workspace workspace, Guid job, bool wasTrial, Language language, CancellationToken ct) =>
        SampleAsync(ImportLedger.ErrorsAsync(workspace.Database, job, wasTrial ? JobTask.Check : JobTask.Import, 0, null, ct), language);

    /// <summary>The first of these bad rows, as the job shows them.</summary>
    internal static async Task<System.Text.Json.JsonElement> SampleAsync(IAsyncEnumerable<LedgerError> errors, Language language)
    {
        const int most = 100;
        var (bad, skipped) = (new List<object>(), new List<object>());
        await foreach (var error in errors)
        {
            if (bad.Count >= most && skipped.Count >= most)
                break;

            foreach (var fault in error.Faults)
                if (!error.IsSkipped && bad.Count < most)
                    bad.Add(new { row = error.Row, field = fault.Field, value = fault.Value, code = fault.Code, message = fault.Message.In(language), messages = ImportJob.Texts(fault.Message) });
                else if (error.IsSkipped && skipped.Count < most)
                    skipped.Add(new { row = error.Row, field = fault.Field, value = fault.Value, code = fault.Code, message = fault.Message.In(language), messages = ImportJob.Texts(fault.Message), skipped = true });
        }

        return System.Text.Json.JsonSerializer.SerializeToElement(bad.Concat(skipped), Kernel.Schemas.Json.Relaxed);
    }
}
