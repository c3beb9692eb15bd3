using System.Text.Json;
using Tongke.Storage;

namespace Tongke.Server.Identity;

/// <summary>Writes the rows of a query as the API's list: <c>{"value":[{…}]}</c>, the columns' names as keys.</summary>
internal static class RowsJson
{
    public static async Task WriteListAsync(this Utf8JsonWriter writer, Rows rows, ColumnType[] types, CancellationToken ct)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("value");
        while (await rows.ReadAsync(ct))
        {
            writer.WriteStartObject();
            for (var i = 0; i < types.Length; i++)
            {
                writer.WritePropertyName(rows.GetName(i));
                rows.Write(i, types[i], writer);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
