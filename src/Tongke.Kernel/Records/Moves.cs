using System.Text.Json;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Records;

/// <summary>From which value of a select field people may go to which: see <see cref="FieldDefinition.Moves"/>.</summary>
internal static class Moves
{
    /// <summary>Why the person may not give the field the value it has now; null when the way is open, or nobody but rules wrote it.</summary>
    public static Problem? Check(Record record, FieldSchema field)
    {
        if (field.Definition.Moves.Count == 0 || !record.WasWritten(field) || !record.HasChanged(field))
            return null;

        var (from, to) = (record.Original(field) as string, record[field] as string);
        if (to is not null && Open(field, from).Contains(to))
            return null;

        return new(field.Name, (from, to) switch
        {
            (null, null) => new("required", field.Label),
            (null, _) => new("move_not_a_start", field.Label, LabelOf(to)),
            (_, null) => new("required", field.Label),
            _ => new("move_refused", field.Label, LabelOf(from), LabelOf(to)),
        });

        Label LabelOf(string? value) => field.Definition.Options.FirstOrDefault(o => o.Value == value)?.Label ?? field.Label;
    }

    private static IReadOnlyList<string> Open(FieldSchema field, string? from) => field.Definition.Moves.GetValueOrDefault(from ?? FieldDefinition.Start)
        ?? (from is null && field.Definition.Default is { ValueKind: JsonValueKind.String } standard ? [standard.GetString()!] : []);
}
