using System.Globalization;
using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Server.Http;

namespace Tongke.Server.Records;

/// <summary>What happened to a record, newest first: for whoever sees the record, field by field as far as they may see the fields.</summary>
internal static class RecordHistory
{
    private const int Page = 100;

    public static async ValueTask<Answer> AnswerAsync(Session session, ObjectSchema definition, RecordRequest request, CancellationToken ct)
    {
        var record = await RecordKeys.GetAsync(session, definition, request.Path, RecordAction.Read, ct);
        var before = long.TryParse(request.Options.GetValueOrDefault("before"), CultureInfo.InvariantCulture, out var number) ? number : long.MaxValue;
        var top = int.TryParse(request.Options.GetValueOrDefault("$top"), CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, 1000) : Page;
        var language = session.Actor.Language;
        var entries = await session.Workspace.Changes.HistoryAsync(session.AccessTo(record), record.Id, top, before, ct);
        return new Answer(200)
        {
            Body = (writer, _) =>
            {
                writer.WriteStartObject();
                writer.WriteStartArray("value");
                foreach (var entry in entries.Select(Told).Where(e => e.Kind != "updated" || e.Fields.Count > 0))
                    Write(writer, entry, language);
                writer.WriteEndArray();
                writer.WriteEndObject();
                return ValueTask.CompletedTask;
            },
        };
    }

    /// <summary>The change without what only the rules keep for themselves, and what follows from other fields.</summary>
    private static Kernel.Changes.HistoryEntry Told(Kernel.Changes.HistoryEntry entry) => entry with
    {
        Fields = [.. entry.Fields.Where(f => f.Field.Definition is { Internal: false, KeyOf: null } && !Follows(f.Field) && !IsKept(f.Field))],
    };

    /// <summary>Whether its value is reckoned from others, as an amount in the company's currency; what only rules write, such as a reason or a status, is told.</summary>
    private static bool Follows(FieldSchema field) =>
        field.Type.IsComputed || (field.Composite is { Definition.ReadOnly: false } && field.Definition.ReadOnly);

    /// <summary>Whether it is one of the system's own marks: the moment of something that the entry already dates, a count, a key. The change log keeps them.</summary>
    private static bool IsKept(FieldSchema field) => field.Definition is { ReadOnly: true, Type: "datetime" or "integer" or "duration" or "id" or "json" };

    private static void Write(Utf8JsonWriter writer, Kernel.Changes.HistoryEntry entry, Language language)
    {
        writer.WriteStartObject();
        writer.WriteNumber("seq", entry.Version);
        writer.WriteNumber("version", entry.Version);
        writer.WriteString("kind", entry.Kind);
        writer.WriteString("at", entry.At.UtcDateTime.ToString(Values.InstantFormat, CultureInfo.InvariantCulture));
        writer.WriteStartObject("actor");
        if (entry.Actor is { } actor)
            writer.WriteString("id", actor);
        writer.WriteString("name", SystemActors.NameIn(entry.ActorName, entry.Actor, language));
        writer.WriteString("via", entry.Via);
        writer.WriteEndObject();
        WriteFields(writer, entry.Fields);
        writer.WriteEndObject();
    }

    /// <summary>The fields of a change, with the values before and after.</summary>
    internal static void WriteFields(Utf8JsonWriter writer, IReadOnlyList<Kernel.Changes.FieldEntry> fields)
    {
        writer.WriteStartArray("changes");
        foreach (var field in fields)
        {
            writer.WriteStartObject();
            writer.WriteString("field", field.Field.Name);
            WriteValue(writer, "from", field.From, field);
            WriteValue(writer, "to", field.To, field);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Values of masked fields are not there; what is encrypted stays so.</summary>
    private static void WriteValue(Utf8JsonWriter writer, string name, JsonElement? value, Kernel.Changes.FieldEntry entry)
    {
        writer.WritePropertyName(name);
        if (value is not { } json || entry.Field.ValueType.Kind == Kernel.Expressions.ValueKind.Bytes)
            writer.WriteStringValue(Kernel.Queries.Masking.Hidden);
        else
            json.WriteTo(writer);
    }
}
