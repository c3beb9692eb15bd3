using System.Buffers;
using System.Text.Json;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Customers;

/// <summary>
/// What a merge remembers: the values of every record before it, by id, and under <c>result</c> what it changed in the winner.
/// </summary>
internal static class MergeJson
{
    private const string Result = "result";

    /// <summary>The values of <paramref name="records"/> as they are now.</summary>
    public static JsonElement Of(IEnumerable<Record> records) => Write(writer =>
    {
        foreach (var record in records)
        {
            writer.WritePropertyName(record.Id.ToString());
            WriteFields(writer, record, Kept(record));
        }
    });

    /// <summary><paramref name="before"/> and what the merge changed in <paramref name="winner"/>.</summary>
    public static JsonElement WithResult(JsonElement before, Record winner) => Write(writer =>
    {
        foreach (var entry in before.EnumerateObject())
            entry.WriteTo(writer);

        writer.WritePropertyName(Result);
        WriteFields(writer, winner, Kept(winner).Where(winner.HasChanged));
    });

    /// <summary>Whether it is what a merge into <paramref name="winner"/> remembers.</summary>
    public static bool IsComplete(JsonElement remembered, Guid winner) =>
        remembered.ValueKind == JsonValueKind.Object
        && remembered.TryGetProperty(winner.ToString(), out var before) && before.ValueKind == JsonValueKind.Object
        && remembered.TryGetProperty(Result, out var result) && result.ValueKind == JsonValueKind.Object;

    /// <summary>The fields of the winner that the merge changed: what they were, and what they became, as JSON.</summary>
    public static IEnumerable<(FieldSchema Field, JsonElement Before, JsonElement After)> ChangesOf(Record winner, JsonElement remembered)
    {
        var before = remembered.GetProperty(winner.Id.ToString());
        foreach (var entry in remembered.GetProperty(Result).EnumerateObject())
            if (winner.Object.Find(entry.Name) is { IsSystem: false, IsWritable: true } field && before.TryGetProperty(entry.Name, out var value))
                yield return (field, value, entry.Value);
    }

    /// <summary>The JSON of one value, as remembered.</summary>
    public static JsonElement Of(object? value) => JsonSerializer.SerializeToElement(Node(value), Json.Relaxed);

    private static IEnumerable<FieldSchema> Kept(Record record) => record.Object.Columns.Where(f => f is { IsSystem: false, IsWritable: true });

    private static void WriteFields(Utf8JsonWriter writer, Record record, IEnumerable<FieldSchema> fields)
    {
        writer.WriteStartObject();
        foreach (var field in fields)
        {
            writer.WritePropertyName(field.Name);
            Values.WriteJson(writer, record[field]);
        }

        writer.WriteEndObject();
    }

    private static JsonElement Node(object? value) => Write(writer =>
    {
        writer.WritePropertyName("v");
        Values.WriteJson(writer, value);
    }).GetProperty("v");

    private static JsonElement Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Json.Writer))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return JsonDocument.Parse(buffer.WrittenMemory).RootElement.Clone();
    }
}
