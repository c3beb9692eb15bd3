using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Tongke.Crm.Customers;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Queries;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Server.Errors;
using Tongke.Server.Http;

namespace Tongke.Server.Records;

/// <summary>Answers GET: lists, groups, counts and single records.</summary>
internal static class RecordReads
{
    /// <summary>Option of the address with the size of a page, as OData's <c>maxpagesize</c> preference; links to next pages carry it on.</summary>
    public const string PageOption = "page_size";

    /// <summary>Answers a request for an object's records, or for one of them.</summary>
    public static ValueTask<Answer> AnswerAsync(Session session, ObjectSchema definition, RecordRequest request, CancellationToken ct) => request.Path switch
    {
        { HasKey: true, Rest: "" } => OneAsync(session, definition, request, ct),
        { HasKey: true } => AboutOneAsync(session, definition, request, ct),
        { HasKey: false, Rest: "$delta" } => DeltaReads.AnswerAsync(session, definition, request, ct),
        { HasKey: false, Rest: "" } => ListAsync(session, definition, request, ct),
        { HasKey: false, Rest: "$count" } => CountAsync(session, definition, request, ct),
        _ => throw new RequestRefusedException(404, "route_not_found", request.Path.Rest),
    };

    /// <summary>What there is to know about one record beside its fields; asking for it opens the record like asking for them.</summary>
    private static async ValueTask<Answer> AboutOneAsync(Session session, ObjectSchema definition, RecordRequest request, CancellationToken ct)
    {
        if (request.Path.Rest == "$actions") // what may be done tells nothing of the record
            return await OfferedActions.AnswerAsync(session, definition, request, ct);

        if (definition.Pool is not null && await RecordKeys.FindAsync(session, definition, request.Path, ct) is { } id)
            Refusals.ThrowIfAny(await OpenPooledRecord.CountAsync(session, definition, id, ct));

        return request.Path.Rest switch
        {
            "$history" => await RecordHistory.AnswerAsync(session, definition, request, ct),
            "$access" => await AccessExplanation.AnswerAsync(session, definition, request, ct),
            "$readers" => await RecordReaders.AnswerAsync(session, definition, request, ct),
            ['$', ..] => throw new RequestRefusedException(404, "route_not_found", request.Path.Rest),
            _ => await RelatedReads.AnswerAsync(session, definition, request, ct),
        };
    }

    /// <summary>The record as the request asks for it; null when it is not within reach.</summary>
    public static async ValueTask<RenderedRecord?> RenderAsync(Session session, ObjectSchema definition, Guid id, RecordRequest request, CancellationToken ct, bool inBin = false)
    {
        var query = new Query(Parse(session, definition, request)) { InBin = inBin };
        var (list, refusal) = RecordList.Compile(session, query);
        Refusals.ThrowIfAny(refusal);

        var buffer = new ArrayBufferWriter<byte>(1024);
        await using var writer = new Utf8JsonWriter(buffer, Json.Writer);
        var version = await list!.WriteOneAsync(id, writer, ct);
        await writer.FlushAsync(ct);
        return version is { } found ? new(buffer.WrittenMemory.ToArray(), EntityTag.Of(session, definition, found), ContextUrl.Of(request, query.What)) : null;
    }

    /// <summary>As <see cref="RenderAsync"/>, for a record that the session has just committed: from the session where it holds all of it.</summary>
    public static async ValueTask<RenderedRecord?> RenderCommittedAsync(Session session, Record record, RecordRequest request, CancellationToken ct) =>
        RenderHeld(session, record, request) ?? await RenderAsync(session, record.Object, record.Id, request, ct);

    private static RenderedRecord? RenderHeld(Session session, Record record, RecordRequest request)
    {
        var query = new Query(Parse(session, record.Object, request));
        var (list, refusal) = RecordList.Compile(session, query);
        Refusals.ThrowIfAny(refusal);

        var buffer = new ArrayBufferWriter<byte>(1024);
        using var writer = new Utf8JsonWriter(buffer, Json.Writer);
        if (!list!.TryWriteCommitted(record, writer))
            return null;

        writer.Flush();
        return new(buffer.WrittenMemory.ToArray(), EntityTag.Of(session, record.Object, record.Version), ContextUrl.Of(request, query.What));
    }

    /// <summary>The options of the request, understood.</summary>
    /// <exception cref="RequestRefusedException">They are not.</exception>
    public static ODataQuery Parse(Session session, ObjectSchema definition, RecordRequest request)
    {
        var result = session.Schema.Queries.Parse(definition, request.Options);
        if (result.Query is not { } query)
        {
            Refusals.ThrowIfAny(HiddenNames.OfError(session, definition, request.Options, result.Error!));
            throw new RequestRefusedException(400, result.Error!);
        }

        Refusals.ThrowIfAny(HiddenNames.OfWays(session, definition, request.Options));
        return query;
    }

    /// <summary>Whether the answer to a write can be given as the request wants it; asked before anything is written.</summary>
    /// <exception cref="RequestRefusedException">It can't.</exception>
    public static void Check(Session session, ObjectSchema definition, RecordRequest request)
    {
        if (!request.PrefersMinimal && request.Options.Keys.Any(o => o.StartsWith('$')) && session.Access.On(definition).May(RecordAction.Read))
            Refusals.ThrowIfAny(RecordList.Compile(session, new Query(Parse(session, definition, request))).Refusal);
    }

    /// <summary>One record.</summary>
    public static async ValueTask<Answer> OneAsync(Session session, ObjectSchema definition, RecordRequest request, CancellationToken ct)
    {
        var id = await RecordKeys.FindAsync(session, definition, request.Path, ct) ?? throw new RequestRefusedException(Refusals.ToError(new NotFound(definition, null)));
        var isInBin = request.Options.GetValueOrDefault("deleted") == "true";
        Refusals.ThrowIfAny(await OpenPooledRecord.CountAsync(session, definition, id, ct));
        if (await RenderAsync(session, definition, id, request, ct, isInBin) is not { } rendered)
            return await MergedRecords.FindAsync(session, definition, id, ct) is { } survivor ? MergedRecords.Answer(definition, request, survivor) : throw new RequestRefusedException(Refusals.ToError(new NotFound(definition, id)));

        return request.KnownVersion is { } known && IsToldByTag(session, definition, request) && EntityTag.IsAmong(known, rendered.Tag)
            ? new Answer(304) { Headers = [("ETag", rendered.Tag)] }
            : Single(200, rendered);
    }

    /// <summary>Whether the same ETag is the same answer: what is computed of other records or of the clock, follows from them or is read from them, changes without one.</summary>
    private static bool IsToldByTag(Session session, ObjectSchema definition, RecordRequest request)
    {
        var access = session.Access.On(definition);
        return !request.Options.ContainsKey("$expand")
            && (Parse(session, definition, request).Select ?? definition.Fields.Where(access.MaySee)).All(f => f.Storage is not (FieldStorage.RollUp or FieldStorage.Virtual) && !f.Definition.Follows);
    }

    /// <summary>The answer that brings one record.</summary>
    public static Answer Single(int status, RenderedRecord record, params ReadOnlySpan<(string, string)> headers) => new(status)
    {
        Headers = [("ETag", record.Tag), .. headers],
        Body = (writer, _) =>
        {
            var context = JsonSerializer.SerializeToUtf8Bytes($"{record.Context}/$entity", Json.Relaxed);
            var whole = new ArrayBufferWriter<byte>(record.Json.Length + context.Length + 80);
            whole.Write("{\"@odata.context\":"u8);
            whole.Write(context);
            whole.Write(",\"@odata.etag\":"u8);
            whole.Write(JsonSerializer.SerializeToUtf8Bytes(record.Tag, Json.Relaxed));
            if (record.Json.Length > 2)
                whole.Write(","u8);
            whole.Write(record.Json.AsSpan(1));
            writer.WriteRawValue(whole.WrittenSpan, skipInputValidation: true);
            return ValueTask.CompletedTask;
        },
    };

    /// <summary>A list of records, or groups of them; with <paramref name="among"/> only of those related to the record that the request names.</summary>
    public static async ValueTask<Answer> ListAsync(Session session, ObjectSchema definition, RecordRequest request, CancellationToken ct, Expr? among = null)
    {
        var asked = Parse(session, definition, request);
        if (among is not null)
            asked = asked with { Filter = Condition.AllOf(asked.Filter, among) };
        if (asked.Apply is not null)
            return Groups(session, asked, request, ct);

        var query = new Query(asked) { Continuation = request.Options.GetValueOrDefault("$skiptoken"), InBin = request.Options.GetValueOrDefault("deleted") == "true", PageSize = PageOf(request) };
        var (list, refusal) = RecordList.Compile(session, query);
        Refusals.ThrowIfAny(refusal);
        long? count = asked.Count ? await list!.CountAsync(ct) : null;
        return new Answer(200)
        {
            Body = async (writer, written) =>
            {
                writer.WriteStartObject();
                writer.WriteString("@odata.context", ContextUrl.Of(request, asked));
                if (count is { } all)
                    writer.WriteNumber("@odata.count", all);
                writer.WriteStartArray("value");
                var continuation = await list!.WriteAsync(writer, written, ct);
                writer.WriteEndArray();

                // $top is all that the client wants: behind it there is no next page.
                if (continuation is not null && (asked.Top is not { } top || top > list.PageSize))
                    writer.WriteString("@odata.nextLink", NextLink(request, asked.Top - list.PageSize, continuation));
                writer.WriteEndObject();
            },
        };
    }

    private static Answer Groups(Session session, ODataQuery asked, RecordRequest request, CancellationToken ct)
    {
        var (aggregation, refusal) = Aggregation.Compile(session, asked);
        Refusals.ThrowIfAny(refusal);
        return new Answer(200)
        {
            Body = async (writer, _) =>
            {
                writer.WriteStartObject();
                writer.WriteString("@odata.context", ContextUrl.Of(request, asked));
                writer.WriteStartArray("value");
                await aggregation!.WriteAsync(writer, ct);
                writer.WriteEndArray();
                writer.WriteEndObject();
            },
        };
    }

    private static async ValueTask<Answer> CountAsync(Session session, ObjectSchema definition, RecordRequest request, CancellationToken ct)
    {
        var (list, refusal) = RecordList.Compile(session, new Query(Parse(session, definition, request)));
        Refusals.ThrowIfAny(refusal);
        var count = await list!.CountAsync(ct);
        return new Answer(200)
        {
            ContentType = "text/plain; charset=utf-8",
            Body = (writer, _) =>
            {
                writer.WriteNumberValue(count);
                return ValueTask.CompletedTask;
            },
        };
    }

    private static string NextLink(RecordRequest request, int? rest, string continuation)
    {
        var link = new StringBuilder($"{request.Root}/{request.Path.Object}{(request.Path.Id is { } id ? $"/{id}/{request.Path.Rest}" : "")}?");
        foreach (var (name, value) in request.Options.Where(o => o.Key is not ("$skip" or "$skiptoken" or "$count" or "$top" or PageOption)))
            link.Append(name).Append('=').Append(Uri.EscapeDataString(value)).Append('&');
        if (rest is { } top)
            link.Append(CultureInfo.InvariantCulture, $"$top={top}&");
        if (PageOf(request) is { } page)
            link.Append(CultureInfo.InvariantCulture, $"{PageOption}={page}&");

        return link.Append("$skiptoken=").Append(continuation).ToString();
    }

    /// <summary>The size of page that the address or the <c>Prefer</c> header asks for.</summary>
    private static int? PageOf(RecordRequest request) => request.Options.GetValueOrDefault(PageOption) is not { } text ? request.PreferredPage
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0 ? size
        : throw new RequestRefusedException(400, "malformed_page_size");
}
