using System.Text.Json;
using Tongke.Crm.Customers;
using Tongke.Kernel.Access;
using Tongke.Kernel.Changes;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Server.Errors;
using Tongke.Server.Http;

namespace Tongke.Server.Records;

/// <summary>Shows one masked or encrypted value in full to somebody who may see its mask, once the reason is in the log.</summary>
internal static class Reveal
{
    private const int LongestReason = 500;

    public static async ValueTask<PendingWrite> PrepareAsync(Session session, ObjectSchema definition, RecordRequest request, CancellationToken ct)
    {
        var record = await RecordKeys.GetAsync(session, definition, request.Path, RecordAction.Read, ct);
        Refusals.ThrowIfAny(await OpenPooledRecord.CountAsync(session, definition, record.Id, ct));
        var field = FieldOf(session.AccessTo(record), TextOf(request.Body, "field"));
        var reason = TextOf(request.Body, "reason")?.Trim();
        if (string.IsNullOrEmpty(reason) || reason.Length > LongestReason)
            throw new RequestRefusedException(new ApiError(400, new("reason_needed", LongestReason)) { Details = [new("reason", new("reason_needed", LongestReason))] });

        await Reveals.LogAsync(session, record, field, reason, ct);
        var value = record[field] is byte[] bytes ? session.Schema.Conventions.Cipher?.Decrypt(bytes, field) : record[field];
        return new(_ => ValueTask.FromResult(new Answer(200)
        {
            Body = (writer, _) =>
            {
                writer.WriteStartObject();
                writer.WritePropertyName("value");
                Values.WriteJson(writer, value);
                writer.WriteEndObject();
                return ValueTask.CompletedTask;
            },
        }), record);
    }

    private static FieldSchema FieldOf(ObjectAccess access, string? name)
    {
        var field = access.Object.Find(name ?? "");
        if (field is null || !field.HasColumn || !access.MaySee(field))
            throw new RequestRefusedException(Refusals.ToError(new Invalid([new("field", new("unknown_field", name is { Length: <= 60 } ? name : ""))])));

        return field;
    }

    private static string? TextOf(JsonElement body, string name)
    {
        try
        {
            return body.TryGetProperty(name, out var json) && json.ValueKind == JsonValueKind.String ? json.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            throw new RequestRefusedException(400, "broken_text");
        }
    }
}
