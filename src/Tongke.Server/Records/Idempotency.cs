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
    private readonly string fingerprint = FingerprintOf(request);
    private readonly bool isCreate = request.Path is { HasKey: false, Rest: "" };

    /// <summary>Does the request, or repeats the answer it has had.</summary>
    public async ValueTask<Answer> RunAsync(CancellationToken ct)
    {
        if (key.Length > LongestKey)
            throw new RequestRefusedException(400, "idempotency_key_too_long", LongestKey);

        var (claim, isFirst) = await ClaimAsync(ct);
        if (claim.Earlier is not null)
            return claim.Earlier;
        if (!isFirst && !isCreate)
            throw new RequestRefusedException(ApiError.Of(409, "idempotency_in_progress") with { RetryAfter = 1 });

        Answer answer;
        try
        {
            answer = await RecordEndpoints.WriteAsync(workspace, actor, request with { NewId = claim.Record }, ct);
        }
        catch (RequestRefusedException)
        {
            if (!isCreate || await OfTwinAsync(ct) is not { } made)
            {
                await ForgetAsync(ct);
                throw;
            }

            answer = made;
        }

        return await KeepAsync(answer, ct);
    }

    /// <summary>Enters the key, or finds it. One that is free to be corrected keeps the id it gave: whoever still works under it makes no second record.</summary>
    private async ValueTask<(Claim Claim, bool IsFirst)> ClaimAsync(CancellationToken ct)
    {
        var now = workspace.Clock.GetUtcNow();
        var mine = Guid.CreateVersion7(now);
        var record = isCreate ? Sql.From($"idempotency_key.record") : Sql.From($"excluded.record");
        var batch = new WriteBatch();
        batch.Add(Sql.From($"delete from idempotency_key where at < {now - Kept}"));
        batch.Add(Sql.From($"""
            insert into idempotency_key (name, fingerprint, record, at, status, headers, body) values ({name}, {fingerprint}, {mine}, {now}, 0, '', '')
            on conflict (name) do update set fingerprint = excluded.fingerprint, record = {record} where idempotency_key.fingerprint = ''
            """));
        await workspace.Database.WriteAsync(batch, ct);
        var claim = await FindAsync(ct) ?? new(mine, now, null);
        return (claim, claim.Record == mine);
    }

    /// <summary>What stands under the key.</summary>
    /// <exception cref="RequestRefusedException">It is another request.</exception>
    private async ValueTask<Claim?> FindAsync(CancellationToken ct)
    {
        await using var rows = await workspace.Database.QueryAsync(Sql.From($"select fingerprint, record, at, status, headers, body from idempotency_key where name = {name}"), ct);
        if (!await rows.ReadAsync(ct))
            return null;
        if (rows.GetText(0) is { Length: > 0 } other && other != fingerprint)
            throw new RequestRefusedException(422, "idempotency_key_reused");

        var status = (int)rows.GetInt64(3);
        return new(rows.GetGuid(1), rows.GetInstant(2), status == 0 ? null : Again(status, rows.GetText(4), rows.GetText(5)));
    }

    /// <summary>The answer to a request that was refused because the same one, come twice, had made the record by then; null when none has.</summary>
    private async ValueTask<Answer?> OfTwinAsync(CancellationToken ct)
    {
        if (await FindAsync(ct) is not { } claim)
            return null;
        if (claim.Earlier is not null)
            return claim.Earlier;

        // The id that the key gave is no one else's. One that the client chose may have been taken before, or by another.
        var session = workspace.Open(actor);
        var definition = RecordEndpoints.ObjectOf(session.Schema, request);
        var chosen = RecordWrites.ChosenId(request);
        var id = chosen ?? claim.Record;
        var isOwn = chosen is null ? Sql.From($"1 = 1") : Sql.From($"created_by = {actor.UserId} and created_at >= {claim.At}");
        if (await workspace.Database.ScalarAsync<long?>(Sql.From($"select 1 from {definition.Table} where id = {id} and {isOwn}"), ct) is null)
            return null;

        var found = await session.FindAsync(definition, id, RecordAction.Read, ct);
        return found.Record is { } record
            ? await RecordWrites.BringAsync(session, record, request, 201, ct)
            : new Answer(201) { Headers = RecordWrites.PlaceOf(definition, id, request) };
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
            batch.Add(Sql.From($"update idempotency_key set fingerprint = {fingerprint}, status = {answer.Status}, headers = {headers}, body = {body} where name = {name} and status = 0"));
            await workspace.Database.WriteAsync(batch, ct);
        }

        return Again(answer.Status, headers, body);
    }

    /// <summary>Nothing was done: the request may be corrected and come again under its key.</summary>
    private async ValueTask ForgetAsync(CancellationToken ct)
    {
        var batch = new WriteBatch();
        batch.Add(isCreate
            ? Sql.From($"update idempotency_key set fingerprint = '' where name = {name} and status = 0 and fingerprint = {fingerprint}")
            : Sql.From($"delete from idempotency_key where name = {name} and status = 0"));
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

    private static string FingerprintOf(RecordRequest request)
    {
        var path = request.Path;
        var body = request.Body.ValueKind == JsonValueKind.Undefined ? "" : request.Body.GetRawText();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Method} {path.Object} {path.Id} {path.Key} {path.Rest} {body}")));
    }

    /// <summary>What was entered under the key.</summary>
    /// <param name="Record">Id of the record to be made.</param>
    /// <param name="At">When it was first entered.</param>
    /// <param name="Earlier">What was answered; null while it is not known.</param>
    private sealed record Claim(Guid Record, DateTimeOffset At, Answer? Earlier);
}
