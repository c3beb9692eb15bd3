using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Server.Errors;
using Tongke.Server.Http;
using Tongke.Storage;

namespace Tongke.Server.Records;

/// <summary>The record API under <c>/api/v1</c>: binds a request, opens a session for its actor, commits, answers.</summary>
public static class RecordEndpoints
{
    /// <summary>Most bytes of one JSON body.</summary>
    public const long LargestBody = 32L * 1024 * 1024;

    /// <summary>Adds the endpoints.</summary>
    public static void MapRecords(this IEndpointRouteBuilder endpoints)
    {
        string[] methods = ["GET", "HEAD", "POST", "PATCH", "PUT", "DELETE", "OPTIONS"];
        var workspace = endpoints.ServiceProvider.GetRequiredService<Workspace>();
        IReadOnlyList<IRecordInputExtra> extras = [.. endpoints.ServiceProvider.GetServices<IRecordInputExtra>()];
        endpoints.MapMethods("/api/v1/{**path}", methods, context => ServeAsync(context, workspace, extras));
    }

    private static async Task ServeAsync(HttpContext context, Workspace workspace, IReadOnlyList<IRecordInputExtra> extras)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = LargestBody;

        ODataVersion.Put(context);
        var path = (string?)context.GetRouteValue("path") ?? "";
        if (HttpMethods.IsOptions(context.Request.Method))
        {
            await new Answer(204) { Headers = [("Allow", AllowedMethods.Of(path))] }.SendAsync(context);
            return;
        }

        if (path.Length == 0)
        {
            await ServiceDocument.AnswerAsync(context, workspace);
            return;
        }

        if (path == "$batch" && HttpMethods.IsPost(context.Request.Method))
        {
            await BatchEndpoint.ServeAsync(context, workspace, extras);
            return;
        }

        var request = await BindAsync(context, RecordPath.Parse(path, AsItCame(context))) with { Extras = extras };
        if (request.Method == "GET")
            await OutdatedReads.AgainAsync(context, workspace, async () => await (await ReadAsync(workspace, context.GetActor(), request, context.RequestAborted)).SendAsync(context));
        else
            await (await AnswerAsync(workspace, context.GetActor(), request, context.Request.Headers["Idempotency-Key"].ToString(), context.RequestAborted)).SendAsync(context);
    }

    /// <summary>The path with its escapes: the server leaves in place what is no UTF-8.</summary>
    private static string AsItCame(HttpContext context) =>
        context.Features.Get<IHttpRequestFeature>() is { RawTarget: { Length: > 0 } target } ? target.Split('?', 2)[0] : context.Request.Path.ToUriComponent();

    private static ValueTask<Answer> AnswerAsync(Workspace workspace, Actor actor, RecordRequest request, string idempotencyKey, CancellationToken ct) => request.Method switch
    {
        "POST" when idempotencyKey.Length > 0 => new Idempotency(workspace, actor, idempotencyKey, request).RunAsync(ct),
        _ => WriteAsync(workspace, actor, request, ct),
    };

    /// <summary>Answers a read.</summary>
    internal static async ValueTask<Answer> ReadAsync(Workspace workspace, Actor actor, RecordRequest request, CancellationToken ct)
    {
        var session = workspace.Open(actor);
        return await RecordReads.AnswerAsync(session, ObjectOf(session.Schema, request), request, ct);
    }

    /// <summary>Does one write in a session of its own and answers it.</summary>
    internal static async ValueTask<Answer> WriteAsync(Workspace workspace, Actor actor, RecordRequest request, CancellationToken ct)
    {
        var (session, write) = await workspace.WithPresentSchemaAsync(() => CommitAsync(workspace, actor, request, ct), ct);
        try
        {
            return await write.Answer(ct);
        }
        catch (StatementException) when (write.Record is { } record)
        {
            // It is written; only the tables changed before it could be shown.
            return await workspace.WithPresentSchemaAsync(() => ShowAsync(workspace, actor, record, request, session, ct), ct);
        }
    }

    private static async Task<(Session Session, PendingWrite Write)> CommitAsync(Workspace workspace, Actor actor, RecordRequest request, CancellationToken ct)
    {
        for (var run = 1; ; run++)
        {
            var session = workspace.Open(actor);
            var write = await RecordWrites.PrepareAsync(session, ObjectOf(session.Schema, request), request, ct);
            var refusal = await session.CommitAsync(ct);
            if (await WriteReruns.IsWorthAsync(refusal, [request], run, ct))
                continue;

            Refusals.ThrowIfAny(refusal, write.Record);
            return (session, write);
        }
    }

    private static async Task<Answer> ShowAsync(Workspace workspace, Actor actor, Record record, RecordRequest request, Session written, CancellationToken ct)
    {
        var session = workspace.Open(actor);
        var found = await session.FindAsync(session.Schema[record.Object.Name], record.Id, RecordAction.Read, ct);
        return await RecordWrites.BringAsync(found.Record is null ? written : session, found.Record ?? record, request, request.Method == "POST" && !request.Path.HasKey ? 201 : 200, ct);
    }

    /// <summary>The object of the request.</summary>
    /// <exception cref="RequestRefusedException">There is none of that name.</exception>
    internal static ObjectSchema ObjectOf(Schema schema, RecordRequest request) =>
        schema.Find(request.Path.Object) ?? throw new RequestRefusedException(404, "unknown_object", request.Path.Object is { Length: <= 60 } name ? name : "…");

    private static async Task<RecordRequest> BindAsync(HttpContext context, RecordPath path)
    {
        var method = HttpMethods.IsHead(context.Request.Method) ? "GET" : context.Request.Method; // the server leaves out the body of what answers a HEAD
        var isBodyOptional = method == "POST" && path.HasKey;
        return new RecordRequest
        {
            Method = method,
            Path = path,
            Options = OptionsOf(context.Request.Query),
            Body = method switch
            {
                "POST" or "PATCH" or "PUT" when !isBodyOptional => await RequestBody.ReadObjectAsync(context),
                "POST" => await RequestBody.ReadObjectOrNothingAsync(context),
                _ => default,
            },
            ExpectedVersion = EntityTag.VersionOf(context.Request.Headers.IfMatch.ToString()),
            MustExist = context.Request.Headers.IfMatch.ToString().Length > 0,
            KnownVersion = context.Request.Headers.IfNoneMatch is { Count: > 0 } known ? known.ToString() : null,
            IsOldOData = ODataVersion.IsOld(context.Request),
            PrefersMinimal = context.Request.Headers["Prefer"].ToString().Contains("return=minimal", StringComparison.OrdinalIgnoreCase),
            Root = PublicAddress.Of(context) + "/api/v1",
            Language = context.GetLanguage(),
            PreferredPage = PageOf(context.Request.Headers["Prefer"].ToString()),
        };
    }

    /// <summary>The size of page that a <c>Prefer</c> header asks for; null when it asks for none.</summary>
    internal static int? PageOf(string prefer)
    {
        foreach (var part in prefer.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (part.Split('=', 2, StringSplitOptions.TrimEntries) is [var name, var size] && name.ToUpperInvariant() is "ODATA.MAXPAGESIZE" or "MAXPAGESIZE"
                && int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
                return number;

        return null;
    }

    /// <summary>Each option once.</summary>
    /// <exception cref="RequestRefusedException">One stands twice.</exception>
    private static Dictionary<string, string> OptionsOf(IQueryCollection query)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, values) in query)
            options[name] = values.Count == 1 ? values.ToString() : throw new RequestRefusedException(400, "odata_twice", name.Cut(60));

        return options;
    }
}
