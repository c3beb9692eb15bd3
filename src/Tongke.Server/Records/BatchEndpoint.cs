using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Server.Errors;
using Tongke.Server.Http;

namespace Tongke.Server.Records;

/// <summary>
/// <c>$batch</c>: many requests in one, as OData's JSON form has them. Requests of the same <c>atomicityGroup</c> are one transaction; the others
/// stand alone. <c>$id</c> in an address or as a value means the record that the request with this id makes.
/// </summary>
internal static class BatchEndpoint
{
    private const int MostRequests = 1000;

    public static async Task ServeAsync(HttpContext context, Workspace workspace, IReadOnlyList<IRecordInputExtra> extras)
    {
        var body = await RequestBody.ReadObjectAsync(context);
        if (!body.TryGetProperty("requests", out var list) || list.ValueKind != JsonValueKind.Array || list.EnumerateArray().Any(r => r.ValueKind != JsonValueKind.Object))
            throw new RequestRefusedException(400, "malformed_batch");
        if (list.GetArrayLength() > MostRequests)
            throw new RequestRefusedException(400, "batch_too_long", MostRequests);

        var run = new Run(context, workspace, extras);
        var items = list.EnumerateArray().Select((json, i) => Item.Read(json, i)).ToList();
        BatchOrder.Check(items.Select(item => (item.Id, item.Group, item.DependsOn)));
        await new Answer(200)
        {
            // What is answered goes out while the next groups run: a thousand pages are never held at once.
            Body = async (writer, written) =>
            {
                writer.WriteStartObject();
                writer.WriteStartArray("responses");
                for (var i = 0; i < items.Count;)
                {
                    var group = items[i].Group is { } name ? items.Skip(i).TakeWhile(r => r.Group == name).ToList() : [items[i]];
                    foreach (var (item, answer) in group.Zip(await run.GroupAsync(group, context.RequestAborted)))
                    {
                        await WriteAsync(writer, item, answer);
                        await written();
                    }

                    i += group.Count;
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            },
        }.SendAsync(context);
    }

    private static async ValueTask WriteAsync(Utf8JsonWriter writer, Item item, Answer answer)
    {
        writer.WriteStartObject();
        writer.WriteString("id", item.Id);
        if (item.Group is not null)
            writer.WriteString("atomicityGroup", item.Group);
        writer.WriteNumber("status", answer.Status);
        writer.WriteStartObject("headers");
        writer.WriteString("content-type", answer.ContentType);
        foreach (var (name, value) in answer.Headers)
            writer.WriteString(name, value);
        writer.WriteEndObject();
        if (answer.Body is not null)
        {
            writer.WritePropertyName("body");
            await WriteBodyAsync(writer, answer);
        }

        writer.WriteEndObject();
    }

    /// <summary>What is no JSON stands in JSON as a text.</summary>
    private static async ValueTask WriteBodyAsync(Utf8JsonWriter writer, Answer answer)
    {
        if (answer.ContentType.StartsWith("application/json", StringComparison.Ordinal))
        {
            await answer.Body!(writer, () => ValueTask.CompletedTask);
            return;
        }

        var text = new ArrayBufferWriter<byte>();
        await using (var plain = new Utf8JsonWriter(text, Kernel.Schemas.Json.Writer))
            await answer.Body!(plain, () => ValueTask.CompletedTask);
        writer.WriteStringValue(text.WrittenSpan);
    }

    /// <summary>One request of the batch, as it came.</summary>
    private sealed record Item(string Id, string Method, string Url, string? Group, IReadOnlyList<string> DependsOn, JsonElement Body, JsonElement Headers)
    {
        public static Item Read(JsonElement json, int index)
        {
            string? Text(string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
            var id = Text("id") ?? (index + 1).ToString(CultureInfo.InvariantCulture);
            if (Text("method")?.ToUpperInvariant() is not { } method || Text("url") is not { } url)
                throw new RequestRefusedException(400, "malformed_batch");
            if (json.TryGetProperty("headers", out var headers) && headers.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
                throw new RequestRefusedException(400, "malformed_batch");

            return new(id, method, url, Text("atomicityGroup"), Dependencies(json), json.TryGetProperty("body", out var body) ? body : default, headers);
        }

        private static IReadOnlyList<string> Dependencies(JsonElement json)
        {
            if (!json.TryGetProperty("dependsOn", out var list) || list.ValueKind == JsonValueKind.Null)
                return [];
            if (list.ValueKind != JsonValueKind.Array || list.EnumerateArray().Any(d => d.ValueKind != JsonValueKind.String))
                throw new RequestRefusedException(400, "malformed_batch");

            return [.. list.EnumerateArray().Select(d => d.GetString()!)];
        }

        /// <exception cref="RequestRefusedException">It is no text: a condition must not go unread.</exception>
        public string? Header(string name) => Headers.ValueKind == JsonValueKind.Object
            ? Headers.EnumerateObject().FirstOrDefault(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value switch
            {
                { ValueKind: JsonValueKind.Undefined } => null,
                { ValueKind: JsonValueKind.String } value => value.GetString(),
                _ => throw new RequestRefusedException(400, "malformed_batch"),
            }
            : null;
    }

    private sealed class Run(HttpContext context, Workspace workspace, IReadOnlyList<IRecordInputExtra> extras)
    {
        private readonly Dictionary<string, Record> made = new(StringComparer.Ordinal);
        private readonly HashSet<string> failedBefore = new(StringComparer.Ordinal);
        private readonly Actor actor = context.GetActor();
        private readonly string root = PublicAddress.Of(context) + "/api/v1";

        public async Task<IReadOnlyList<Answer>> GroupAsync(IReadOnlyList<Item> group, CancellationToken ct)
        {
            var answers = group.SelectMany(item => item.DependsOn).Any(failedBefore.Contains)
                ? [.. group.Select(_ => Error(ApiError.Of(424, "batch_dependency_failed")))]
                : await AnswersAsync(group, ct);
            foreach (var (item, _) in group.Zip(answers).Where(pair => pair.Second.Status >= 400))
            {
                failedBefore.Add(item.Id);
                if (item.Group is { } name)
                    failedBefore.Add(name);
            }

            return answers;
        }

        private async Task<IReadOnlyList<Answer>> AnswersAsync(IReadOnlyList<Item> group, CancellationToken ct)
        {
            var failing = group[0].Id;
            try
            {
                var reads = new List<(string Id, RecordRequest Request)>();
                var pending = await workspace.WithPresentSchemaAsync(() => CommitAsync(group, reads, id => failing = id, ct), ct);

                var answers = new Dictionary<string, Answer>(StringComparer.Ordinal);
                foreach (var (id, write) in pending)
                    answers[id] = await write.Answer(ct);
                foreach (var (id, request) in reads)
                    answers[id] = await workspace.WithPresentSchemaAsync(async () => await Settled(await RecordEndpoints.ReadAsync(workspace, actor, request, ct)), ct);
                return [.. group.Select(item => answers[item.Id])];
            }
            catch (Exception failure) when (ErrorHandling.Expected(failure) is { } error)
            {
                foreach (var item in group)
                    made.Remove(item.Id);

                var failed = Error(error);
                var because = Error(ApiError.Of(424, "batch_group_failed"));
                return [.. group.Select(item => item.Id == failing ? failed : because)];
            }
        }

        /// <summary>Writes what of the group is to be written, in one transaction; its reads come after.</summary>
        private async Task<IReadOnlyList<(string Id, PendingWrite Write)>> CommitAsync(IReadOnlyList<Item> group, List<(string Id, RecordRequest Request)> reads, Action<string> comesTo, CancellationToken ct)
        {
            for (var run = 1; ; run++)
            {
                reads.Clear();
                var session = workspace.Open(actor);
                var writes = await PrepareAsync(session, group, reads, comesTo, ct);
                var refusal = writes.Count > 0 ? await session.CommitAsync(ct) : null;
                if (await WriteReruns.IsWorthAsync(refusal, [.. writes.Select(w => w.Request)], run, ct))
                    continue;

                if (refusal is not null)
                {
                    // Of what the rules refuse, the request that asked for it is the one that failed.
                    var refused = writes.Find(w => w.Write.Record is { } record && refusal.About == (record.Object.Name, record.Id));
                    if (refused.Id is { } id)
                        comesTo(id);
                    Refusals.ThrowIfAny(refusal, refused.Write?.Record);
                }

                return [.. writes.Select(w => (w.Id, w.Write))];
            }
        }

        private async Task<List<(string Id, RecordRequest Request, PendingWrite Write)>> PrepareAsync(
            Session session, IReadOnlyList<Item> group, List<(string Id, RecordRequest Request)> reads, Action<string> comesTo, CancellationToken ct)
        {
            var writes = new List<(string Id, RecordRequest Request, PendingWrite Write)>();
            foreach (var item in group)
            {
                comesTo(item.Id);
                var request = Bind(item);
                if (request.Method == "GET")
                {
                    reads.Add((item.Id, request));
                    continue;
                }

                var write = await RecordWrites.PrepareAsync(session, RecordEndpoints.ObjectOf(session.Schema, request), request, ct);
                if (write.Record is not null)
                    made[item.Id] = write.Record;
                writes.Add((item.Id, request, write));
            }

            return writes;
        }

        /// <summary>A read is done within its turn, so that its failure is its own.</summary>
        private static async Task<Answer> Settled(Answer answer)
        {
            var buffer = new ArrayBufferWriter<byte>();
            await using (var writer = new Utf8JsonWriter(buffer, Kernel.Schemas.Json.Writer))
            {
                if (answer.Body is not null)
                    await answer.Body(writer, () => ValueTask.CompletedTask);
            }

            return answer with
            {
                Body = answer.Body is null ? null : (writer, _) =>
                {
                    writer.WriteRawValue(buffer.WrittenSpan, skipInputValidation: true);
                    return ValueTask.CompletedTask;
                },
            };
        }

        private Answer Error(ApiError error) => new(error.Status)
        {
            Body = (writer, _) =>
            {
                ErrorJson.Write(writer, error, context.GetLanguage());
                return ValueTask.CompletedTask;
            },
        };

        private RecordRequest Bind(Item item)
        {
            var url = item.Url.StartsWith(root, StringComparison.Ordinal) ? item.Url[root.Length..] : item.Url.StartsWith("/api/v1", StringComparison.Ordinal) ? item.Url["/api/v1".Length..] : item.Url;
            var question = url.IndexOf('?', StringComparison.Ordinal);
            var escaped = question < 0 ? url : url[..question];
            var path = Uri.UnescapeDataString(escaped).Trim('/');
            if (path.StartsWith('$') && Referred(path[1..].Split('/')[0]) is { } record)
                path = $"{record.Object.Name}/{record.Id}{path[(path.Split('/')[0].Length)..]}";

            var options = question < 0 ? [] : QueryHelpers.ParseQuery(url[question..]);
            var parsed = RecordPath.Parse(path, escaped);
            return new RecordRequest
            {
                Method = item.Method is "GET" or "POST" or "PATCH" or "PUT" or "DELETE" ? item.Method : throw new RequestRefusedException(405, "method_not_allowed"),
                Path = parsed,
                Options = options.ToDictionary(o => o.Key, o => o.Value.ToString(), StringComparer.Ordinal),
                Body = BodyOf(item, workspace.Schema.Find(parsed.Object)),
                ExpectedVersion = EntityTag.VersionOf(item.Header("If-Match") ?? ""),
                MustExist = item.Header("If-Match") is { Length: > 0 },
                KnownVersion = item.Method == "GET" ? null : item.Header("If-None-Match"),
                IsOldOData = ODataVersion.IsOld(context.Request),
                PrefersMinimal = item.Header("Prefer")?.Contains("return=minimal", StringComparison.OrdinalIgnoreCase) ?? false,
                PreferredPage = RecordEndpoints.PageOf(item.Header("Prefer") ?? ""),
                Root = root,
                Language = context.GetLanguage(),
                Extras = extras,
            };
        }

        private JsonElement BodyOf(Item item, ObjectSchema? definition)
        {
            if (item.Method is "GET" or "DELETE")
                return default;
            if (item.Body.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
                return JsonElement.Parse("{}"u8);
            if (item.Body.ValueKind != JsonValueKind.Object)
                throw new RequestRefusedException(400, "expected_json_object");
            if (made.Count == 0 || definition is null)
                return item.Body;

            var body = JsonNode.Parse(item.Body.GetRawText())!.AsObject();
            Resolve(body, definition);
            return JsonElement.Parse(body.ToJsonString());
        }

        /// <summary>Puts ids in the place of references to records of this batch, wherever a record may be named: in lookups and lists of them, bound or not, and in children.</summary>
        private void Resolve(JsonObject body, ObjectSchema definition)
        {
            foreach (var (name, value) in body.ToArray())
            {
                var field = Relations.FindField(definition, name.Split('@')[0]);
                if (field is { Storage: FieldStorage.None, Target: { } children } && value is JsonArray list)
                    foreach (var child in list.OfType<JsonObject>())
                        Resolve(child, children);
                else if (name.Contains("@odata.bind", StringComparison.Ordinal) || name.EndsWith("@bind", StringComparison.Ordinal) || field is null or { ValueType.Kind: ValueKind.Id or ValueKind.Ids })
                    body[name] = Resolved(value);
            }
        }

        private JsonNode? Resolved(JsonNode? value) => value switch
        {
            JsonValue text when text.TryGetValue<string>(out var reference) && Referred(WithoutRoot(reference)) is { } record => record.Id.ToString(),
            JsonArray list => new JsonArray([.. list.Select(Resolved)]),
            JsonObject named when (named["@id"] ?? named["@odata.id"]) is JsonValue text && text.TryGetValue<string>(out var reference) && Referred(WithoutRoot(reference)) is { } record => record.Id.ToString(),
            _ => value?.DeepClone(),
        };

        /// <summary>The id after <c>$</c>, which may stand behind the address of the API or a slash; empty for other texts.</summary>
        private string WithoutRoot(string reference)
        {
            var text = reference.StartsWith(root + "/", StringComparison.Ordinal) ? reference[(root.Length + 1)..] : reference.TrimStart('/');
            return text.StartsWith('$') ? text[1..] : "";
        }

        private Record? Referred(string id) => made.GetValueOrDefault(id);
    }
}
