using System.Text.Json;
using Tongke.Exchange.Files;
using Tongke.Exchange.Sheets;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Exchange.Imports;

/// <summary>
/// Puts a cell of a bad row right and checks the row again; or says once for the whole column what a text of it means, and has the file checked again.
/// No value takes a correction back. All of it is written in the commit of the session, or nothing is.
/// </summary>
public sealed class CorrectImport(IFileContents files) : ImportAction("correct")
{
    /// <inheritdoc />
    public override async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var asked = new AskedCorrection(
            parameters.GetValueOrDefault("row") as long? ?? 0,
            parameters.GetValueOrDefault("column") as string,
            parameters.GetValueOrDefault("value") as JsonElement?,
            parameters.GetValueOrDefault("everywhere") is true);
        try
        {
            return await CorrectionRun.Of(session, record, files).TakeAsync(asked, ct);
        }
        catch (SheetException broken)
        {
            return new Invalid([new("file", broken.Reason)]);
        }
        catch (FileNotFoundException)
        {
            return new Invalid([new("file", new("import_file_gone"))]);
        }
    }
}

/// <summary>What somebody asks for.</summary>
/// <param name="Row">Number of the row.</param>
/// <param name="Column">Header of the column.</param>
/// <param name="Value">What the cell shall say; null for what stands in the file.</param>
/// <param name="Everywhere">Whether every row that says the same is meant.</param>
internal sealed record AskedCorrection(long Row, string? Column, JsonElement? Value, bool Everywhere)
{
    /// <summary>The value as a spreadsheet says it: what a person types stays as it is, an option is called by its label, a record by its name where only one has it.</summary>
    public async ValueTask<string> TextAsync(string inFile, FieldSchema field, Session session, CancellationToken ct)
    {
        if (Value is not { } value)
            return inFile;

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
