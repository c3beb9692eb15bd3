using Tongke.Exchange.Files;
using Tongke.Exchange.Jobs;
using Tongke.Exchange.Sheets;
using Tongke.Kernel;
using Tongke.Kernel.Access;

namespace Tongke.Exchange.Imports;

/// <summary>Tries one row as a trial of the whole file would. What it has in common with other rows of the file, only the whole file tells.</summary>
internal sealed class RowTrial(Workspace workspace, Actor actor, ImportJob job, ImportPlan plan, IFileContents files)
{
    public async Task<ImportRow> RunAsync(SheetRow source, CancellationToken ct)
    {
        var session = workspace.Open(actor);
        var unmatched = new UnmatchedValues();
        var row = new RowReader(plan, workspace.Schema.Conventions, unmatched, null).Read(source, isCorrected: true);
        var references = new ReferenceResolver(plan, unmatched);
        await references.ResolveAsync(session, [row], ct);
        await references.FindTakenAsync(session, plan.Object, [.. row.Deferred.Select(d => d.Name).Distinct()], ct);
        foreach (var (field, name) in row.Deferred)
            if (references.WhyNobody(session, field, name) is { } why && !await IsInFileAsync(name, ct))
                row.Fault(field.Name, name, why);

        if (row.IsOpen)
            await new RecordMatcher(plan, isTrial: true).MatchAsync(session, [row], ct);

        await new RowExamination(workspace, actor, plan).RunAsync(session, [row], references, drawNumbers: false, ct);
        return row;
    }

    /// <summary>Whether a row of the file will be a record of this name.</summary>
    private async Task<bool> IsInFileAsync(string name, CancellationToken ct)
    {
        var columns = plan.Columns.Where(c => c.Field == plan.Object.NameField || c.Field.Definition.Unique).Select(c => c.Index).ToArray();
        await using var sheet = await ImportWork.OpenAsync(workspace, files, job, ct);
        while (await sheet.ReadAsync(ct) is { } row)
            if (columns.Any(i => row.Cells[i].Trim() == name))
                return true;

        return false;
    }
}
