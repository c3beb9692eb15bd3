using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Schemas;
using Tongke.Server.Errors;
using Tongke.Server.Http;
using Tongke.Storage;

namespace Tongke.Server.Records;

/// <summary>
/// Makes a repeated POST with the same <c>Idempotency-Key</c> do nothing twice: for 24 hours, over restarts and nodes, the first answer comes again.
/// The key also fixes the id of the record to be made, so that a repetition after a crash meets the record instead of making a second one.
/// </summary>
internal sealed class Idempotency(Workspace workspace, Actor actor, string key, RecordRequest request)
{
    private const int LongestKey = 200;
    private const int LongestBody = 1024 * 1024;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private readonly string name = $"{actor.Key ?? actor.UserId}:{key}";

    /// <summary>Does the request, or repeats the answer it has had.</summary>
    public async ValueTask<Answer> RunAsync(CancellationToken ct)
    {
        if (key.Length > LongestKey)
            throw new RequestRefusedException(400, "idempotency_key_too_long", LongestKey);

        var (record, isFirst, earlier) = await ClaimAsync(ct);
        if (earlier is not null)
            return earlier;

        var isCreate = request.Path is { HasKey: false, Rest: "" };
        if (!isFirst && !isCreate)
            throw new RequestRefusedException(ApiError.Of(409, "idempotency_in_progress") with { RetryAfter = 1 });

        Answer answer;
        try
        {
            answer = await RecordEndpoints.WriteAsync(workspace, actor, request with { NewId = record }, ct);
        }
        catch (RequestRefusedException taken) when (!isFirst && isCreate && taken.Error.Message.Code == "id_taken")
        {
            var session = workspace.Open(actor);
            var definition = RecordEndpoints.ObjectOf(session.Schema, request);
            var found = await session.FindAsync(definition, record, RecordAction.Read, ct);
            Refusals.ThrowIfAny(found.Refusal);
            answer = await RecordWrites.BringAsync(session, found.Record!, request, 201, ct);
        }
        catch (RequestRefusedException)
        {
            // Nothing was done: the request may be corrected and come again under its key.
            await ForgetAsync(ct);
            throw;
        }

        return await KeepAsync(answer, ct);
    }

    /// <summary>Enters the key, or finds it.</summary>
    private async ValueTask<(Guid Record, bool IsFirst, Answer? Earlier)> ClaimAsync(CancellationToken ct)
    {
        var fingerprint = Fingerprint();
        var now = workspace.Clock.GetUtcNow();
        var mine = Guid.CreateVersion7(now);
        var batch = new WriteBatch();
        batch.Add(Sql.From($"delete from idempotency_key where at < {now - Kept}"));
        batch.Add(Sql.From($"insert into idempotency_key (name, fingerprint, record, at, status, headers, body) values ({name}, {fingerprint}, {mine}, {now}, 0, '', '') on conflict (name) do nothing"));
        await workspace.Database.WriteAsync(batch, ct);

        await using var rows = await workspace.Database.QueryAsync(Sql.From($"select fingerprint, record, status, headers, body from idempotency_key where name = {name}"), ct);
        if (!await rows.ReadAsync(ct))
            return (mine, true, null);

        if (rows.GetText(0) != fingerprint)
            throw new RequestRefusedException(422, "idempotency_key_reused");

        var record = rows.GetGuid(1);
        var status = rows.GetInt64(2);
        return (record, record == mine, status == 0 ? null : Again((int)status, rows.GetText(3), rows.GetText(4)));
    }

    private async ValueTask<Answer> KeepAsync(Answer answer, CancellationToken ct)
    {
        var buffer = new ArrayBufferWriter<byte>();
        await using (var writer = new Utf8JsonWriter(buffer, Json.Writer))
        {
            if (answer.Body is not null)
                await answer.Body(writer, () => ValueTask.CompletedTask);
        }

        var body = Encoding.UTF8.GetString(buffer.WrittenSpan);
        var headers = JsonSerializer.Serialize(answer.Headers.ToDictionary(h => h.Name, h => h.Value));
        if (body.Length <= LongestBody)
        {
            var batch = new WriteBatch();
            batch.Add(Sql.From($"update idempotency_key set status = {answer.Status}, headers = {headers}, body = {body} where name = {name}"));
            await workspace.Database.WriteAsync(batch, ct);
        }

        return Again(answer.Status, headers, body);
    }

    private async ValueTask ForgetAsync(CancellationToken ct)
    {
        var batch = new WriteBatch();
        batch.Add(Sql.From($"delete from idempotency_key where name = {name} and status = 0"));
        await workspace.Database.WriteAsync(batch, ct);
    }

    private static Answer Again(int status, string headers, string body) => new(status)
    {
        Headers = [.. JsonSerializer.Deserialize<Dictionary<string, string>>(headers)!.Select(h => (h.Key, h.Value))],
        Body = body.Length == 0 ? null : (writer, _) =>
        {
            writer.WriteRawValue(body, skipInputValidation: true);
            return ValueTask.CompletedTask;
        },
    };

    private string Fingerprint()
    {
        var path = request.Path;
        var body = request.Body.ValueKind == JsonValueKind.Undefined ? "" : request.Body.GetRawText();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Method} {path.Object} {path.Id} {path.Key} {path.Rest} {body}")));
    }
}
