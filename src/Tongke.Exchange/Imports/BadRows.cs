using System.Text.Json;
using Tongke.Kernel;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Exchange.Imports;

/// <summary>The bad rows of a trial as the screen lists them, each with all of its faults, and the rows that somebody put right.</summary>
public static class BadRows
{
    /// <summary>Most rows of one page.</summary>
    public const int LargestPage = 200;

    /// <summary>A page of them: <c>{"rows":[{"row","cells","faults":[{"field","column","value","message"}],"corrected":{column: text in the file},"outcome"}],"next"}</c>.</summary>
    /// <param name="workspace">The company's data.</param>
    /// <param name="job">The import.</param>
    /// <param name="after">The row behind which the page begins; 0 for the first.</param>
    /// <param name="top">Most rows.</param>
    /// <param name="language">Of the reader.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<JsonElement> PageAsync(Workspace workspace, ImportJob job, long after, int top, Language language, CancellationToken ct)
    {
        var found = new List<LedgerError>();
        await using var snapshot = await workspace.Database.OpenReadAsync(ct);
        await foreach (var error in ImportLedger.ErrorsAsync(snapshot, job.Id, job.Task == JobTask.Check ? JobTask.Check : JobTask.Import, after, null, ct))
        {
            if (!error.IsSkipped)
                found.Add(error);
            if (found.Count > top)
                break;
        }

        var page = found.Take(top).ToArray();
        var corrected = page.Length == 0 ? null : await new ImportCorrections(snapshot).LoadAsync(job.Id, page[0].Row, page[^1].Row, ct);
        return JsonSerializer.SerializeToElement(
            new { rows = page.Select(e => Shown(e, corrected![e.Row], job, workspace.Schema, language)), next = found.Count > top ? page[^1].Row : (long?)null }, Json.Relaxed);
    }

    /// <summary>One row.</summary>
    internal static JsonElement Write(LedgerError error, IEnumerable<CorrectedCell> corrected, ImportJob job, Schema schema, Language language) =>
        JsonSerializer.SerializeToElement(Shown(error, corrected, job, schema, language), Json.Relaxed);

    private static object Shown(LedgerError error, IEnumerable<CorrectedCell> corrected, ImportJob job, Schema schema, Language language) => new
    {
        row = error.Row,
        cells = error.Cells,
        faults = error.Faults.Select(f => new { field = f.Field, column = ColumnOf(f.Field, job, schema), value = f.Value, message = f.Message.In(language) }),
        corrected = corrected.ToDictionary(c => c.Column, c => c.Before),
        outcome = JsonNamingPolicy.SnakeCaseLower.ConvertName(error.Outcome.ToString()),
    };

    /// <summary>The column that fills the field, or the composite that the field is a part of, or the first part of the field.</summary>
    private static string? ColumnOf(string? field, ImportJob job, Schema schema)
    {
        if (field is null)
            return null;

        var target = schema.Find(job.Target);
        var whole = target?.Find(field)?.Composite?.Name;
        var mapping = job.Settings.Mapping;
        return mapping.FirstOrDefault(m => m.Value == field).Key
            ?? mapping.FirstOrDefault(m => whole is not null && m.Value == whole).Key
            ?? mapping.FirstOrDefault(m => target?.Find(m.Value) is { } mapped && FieldParts.Of(mapped) is { } part && part.Whole.Name == field).Key;
    }
}
