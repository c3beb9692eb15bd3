using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Exchange.Exports;

/// <summary>People export only what they may, and a key no more than the key may.</summary>
public sealed class GuardExportJob : IBeforeSave<ExportJob>
{
    private static readonly string[] AsAsked = ["object", "columns", "filter", "orderby", "search"];

    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(ExportJob record, Session session, CancellationToken ct)
    {
        if (record.Record["object"] is null)
            return default; // validation says what is required

        if (session.Schema.Find(record.Source) is not { } source)
            return new(new Invalid([new("object", new("unknown_object", record.Source))]));

        if (record.Wrote("object") && !session.Access.On(source).May(RecordAction.Export))
            return new(new Forbidden(new("forbidden_action", source.Label, RecordAction.Export.Label())));

        if (AsAsked.Any(f => record.Wrote(f) && record.Changed(f)))
            record.StartedWith = session.Actor.Key;

        if (record.Columns is not { } columns)
            return new(new Invalid([new("columns", new("expected_list"))]));

        if (!AsAsked.Any(record.Wrote))
            return default;

        var (shown, unknown) = ExportColumns.Of(session, source, columns);
        return new(shown is null ? new Invalid([new("columns", new("unknown_field", unknown!.Cut(60)))]) : ExportQuery.Of(session, source, record, shown).Refusal);
    }
}

/// <summary>Stops an export.</summary>
public sealed class CancelExport : IRecordAction
{
    /// <inheritdoc />
    public string Object => ExportJob.ObjectName;

    /// <inheritdoc />
    public string Name => "cancel";

    /// <inheritdoc />
    public ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var job = ExportJob.Over(record);
        if (job.Status is not (ExportStatus.Queued or ExportStatus.Running))
            return new(new RuleRefused(new("import_not_now")));

        job.Status = ExportStatus.Cancelled;
        return new(ActionOutcome.With(("status", job.Status)));
    }
}
