using System.Text.Json;
using Tongke.Exchange.Files;
using Tongke.Exchange.Sheets;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Exchange.Imports;

/// <summary>
/// Puts a cell of a bad row right and checks the row again; or says once for the whole column what a text of it means, and has the file checked again.
/// No value takes a correction back.
/// </summary>
public sealed class CorrectImport(IFileContents files) : ImportAction("correct")
{
    /// <inheritdoc />
    public override async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var job = ImportJob.Over(record);
        if (job.Status != JobStatus.Checked)
            return NotNow();

        var (plan, refusal) = ImportPlan.Compile(job.Settings, job.Headers, session);
        if (plan is null)
            return refusal!;

        var name = parameters.GetValueOrDefault("column") as string;
        if (plan.Columns.FirstOrDefault(c => c.Header == name) is not { } column)
            return new Invalid([new("column", new("import_no_such_column", name))]);

        var number = parameters.GetValueOrDefault("row") as long? ?? 0;
        var ledger = new ImportLedger(session.Workspace.Database);
        if (await ledger.TriedAsync(job.Id, number, ct) is not { } entry || entry.Errors.FirstOrDefault(e => e.Row == number) is not { } error)
            return new Invalid([new("row", new("import_no_such_row", number))]);

        var corrections = (await new ImportCorrections(session.Workspace.Database).LoadAsync(job.Id, number, number, ct))[number].ToList();
        var before = corrections.Find(c => c.Column == name)?.Before ?? error.Cells[column.Index];
        var after = parameters.GetValueOrDefault("value") is JsonElement value ? await TextAsync(value, column.Field, session, ct) : before;
        if (after.Length > Sheet.LongestCell)
            return new Invalid([new("value", new("too_long", Sheet.LongestCell, after.Length))]);

        corrections.RemoveAll(c => c.Column == name);
        if (parameters.GetValueOrDefault("everywhere") is true)
        {
            await ledger.WriteAsync(batch => ImportCorrections.Remove(batch, job.Id, number, column.Header), ct);
            job.MapValue(column.Field.Name, before, after);
            job.Begin(JobTask.Check, session.Actor);
            return ActionOutcome.With(("status", job.Status));
        }

        var cell = new CorrectedCell(column.Header, before, after);
        if (after != before)
            corrections.Add(cell);

        var source = ImportCorrections.Apply(new SheetRow(number, error.Cells), job.Headers, [cell]);
        var row = await new RowTrial(session.Workspace, session.Actor, job, plan, files).RunAsync(source, ct);
        var tried = LedgerError.Of(row, plan, session.Actor.Language);
        var known = entry.With(tried, DeferredLookups.CountOf(error.Outcome), DeferredLookups.CountOf(row.Outcome));
        await ledger.WriteAsync(
            batch =>
            {
                if (after == before)
                    ImportCorrections.Remove(batch, job.Id, number, column.Header);
                else
                    ImportCorrections.Put(batch, job.Id, number, cell);

                ImportLedger.Retry(batch, job.Id, known);
            },
            ct);

        var (_, counts) = await ledger.StateAsync(job.Id, JobTask.Check, ct);
        job.Count(counts);
        job.Recognise(column.Field.Name, error.Cells[column.Index], tried.Faults.Any(f => f.Field == column.Field.Name && f.Value == error.Cells[column.Index]));
        job.ShowFaults(await ErrorFile.SampleAsync(session.Workspace, job.Id, wasTrial: true, ct), null);
        return ActionOutcome.With(("row", BadRows.Write(tried, corrections, job, session.Schema)), ("failed", counts.Failed));
    }

    /// <summary>The value as a spreadsheet says it: what a person types stays as it is, an option is called by its label, a record by its name where only one has it.</summary>
    private static async ValueTask<string> TextAsync(JsonElement value, FieldSchema field, Session session, CancellationToken ct)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String when field.Definition.Options.Count == 0 => value.GetString()!,
            JsonValueKind.Null or JsonValueKind.Undefined => "",
            var kind => field.Type.FromJson(value, field, session.Schema.Conventions) is { Problem: null, Value: { } read }
                ? field.Type.ToText(read, field, session.Schema.Conventions)
                : kind == JsonValueKind.String ? value.GetString()! : value.GetRawText(),
        };
        if (field.Target is not { } target || !Guid.TryParse(text, out var id) || (await session.FindAsync(target, id, ct: ct)).Record is not { } record || record[target.NameField] is not string name)
            return text;

        return await session.FindByAsync(target, target.NameField, [name], ct) is [_] ? name : text;
    }
}
