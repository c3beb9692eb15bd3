using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Tongke.Exchange.Files;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Server.Errors;
using Tongke.Server.Http;

namespace Tongke.Server.Files;

/// <summary>Files in and out: whole by a form, big ones in ranges, read with the rights of the record they hang on.</summary>
public static class FileEndpoints
{
    /// <summary>Most bytes of one file.</summary>
    public const long LargestFile = 512L * 1024 * 1024;

    private const long LargestRange = 32L * 1024 * 1024;

    /// <summary>Adds the endpoints.</summary>
    public static void MapFiles(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/api/files", UploadAsync);
        endpoints.MapPut("/api/files/{id:guid}", UploadRangeAsync);
        endpoints.MapGet("/api/files/{id:guid}", DownloadAsync);
        endpoints.MapGet("/api/files/{id:guid}/info", RecordFiles.DescribeAsync);
        endpoints.MapGet("/api/files", RecordFiles.ListAsync);
        endpoints.MapDelete("/api/files/{id:guid}", RecordFiles.RemoveAsync);
    }

    private static async Task UploadAsync(HttpContext context, Workspace workspace, FileFolder files)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = LargestFile + 65536;

        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || type.MediaType != "multipart/form-data" || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
            throw new RequestRefusedException(415, "expected_form");

        var reader = new MultipartReader(boundary, context.Request.Body);
        while (await NextAsync(reader, context.RequestAborted) is { } section)
        {
            if (section.AsFileSection() is not { } file)
                continue;

            var name = FileTypes.NameOf(file.FileName);
            var kept = await TakeInAsync(files, section.Body, context.RequestAborted) ?? throw TooLarge();
            await AnswerAsync(context, workspace, null, name, kept);
            return;
        }

        throw new RequestRefusedException(400, "no_file");
    }

    private static async Task<(string Sha256, long Size)?> TakeInAsync(FileFolder files, Stream content, CancellationToken ct)
    {
        try
        {
            return await files.KeepAsync(content, LargestFile, ct);
        }
        catch (IOException cut) when (cut.HResult == FullDisk.NoSystemError || cut is BadHttpRequestException)
        {
            // The form ended without its last boundary. What the disk says has a number of its own.
            throw new RequestRefusedException(400, "upload_cut");
        }
    }

    private static async Task<MultipartSection?> NextAsync(MultipartReader reader, CancellationToken ct)
    {
        try
        {
            return await reader.ReadNextSectionAsync(ct);
        }
        catch (Exception cut) when (cut is IOException or InvalidDataException)
        {
            throw new RequestRefusedException(400, "upload_cut");
        }
    }

    private static async Task UploadRangeAsync(HttpContext context, Guid id, Workspace workspace, FileFolder files, UnfinishedUploads uploads)
    {
        if (!ContentRangeHeaderValue.TryParse(context.Request.Headers.ContentRange.ToString(), out var range) || range.Unit != "bytes" || range.Length is not { } total)
            throw new RequestRefusedException(400, "expected_content_range");
        if (total > LargestFile)
            throw TooLarge();

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = LargestRange;

        if (range is { From: { } first, To: { } last } && context.Request.ContentLength is { } sent && sent != last - first + 1)
            throw new RequestRefusedException(400, "range_length", last - first + 1, sent);

        var (received, kept) = await ReceiveAsync(context, id, range, files, uploads);
        if (kept is { } finished)
            await AnswerAsync(context, workspace, id, FileTypes.NameOf(context.Request.Query["name"]), finished);
        else
            await AnswerUnfinishedAsync(context, received, total);
    }

    /// <summary>Takes the range in, and the file when that is its last.</summary>
    /// <returns>How many bytes are there; and the file, once it is whole.</returns>
    private static async Task<(long Received, (string Sha256, long Size)? Kept)> ReceiveAsync(HttpContext context, Guid id, ContentRangeHeaderValue range, FileFolder files, UnfinishedUploads uploads)
    {
        await using var upload = uploads.TryOpen(context.GetActor().UserId ?? Guid.Empty, id) ?? throw new RequestRefusedException(ApiError.Of(409, "upload_busy") with { RetryAfter = 1 });
        var file = upload.File;
        if (range is { From: { } from, To: { } to })
        {
            if (from > file.Length || to >= range.Length)
                throw new RequestRefusedException(409, "upload_gap", file.Length);

            await WriteRangeAsync(context, file, from, to - from + 1);
        }

        if (file.Length < range.Length)
            return (file.Length, null);

        // Copied while nobody else can write: what is kept is what was hashed.
        file.Position = 0;
        var kept = await files.KeepAsync(file, context.RequestAborted);
        upload.Finish();
        return (kept.Size, kept);
    }

    /// <exception cref="RequestRefusedException">There are more bytes, or fewer, than the range has.</exception>
    private static async Task WriteRangeAsync(HttpContext context, FileStream file, long from, long expected)
    {
        file.Position = from;
        var buffer = new byte[81920];
        var came = 0L;
        for (int read; (read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0; came += read)
            if (came + read <= expected)
                await file.WriteAsync(buffer.AsMemory(0, read), context.RequestAborted);

        file.SetLength(came == expected ? file.Position : from);
        file.Flush(flushToDisk: true);
        if (came != expected)
            throw new RequestRefusedException(400, "range_length", expected, came);
    }

    private static async Task AnswerUnfinishedAsync(HttpContext context, long received, long total)
    {
        context.Response.Headers.Range = string.Create(CultureInfo.InvariantCulture, $"bytes=0-{Math.Max(0, received - 1)}");
        await new Answer(202) { Body = (writer, _) =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("received", received);
            writer.WriteNumber("size", total);
            writer.WriteEndObject();
            return ValueTask.CompletedTask;
        } }.SendAsync(context);
    }

    /// <summary>Makes the file's record and answers it.</summary>
    private static async Task AnswerAsync(HttpContext context, Workspace workspace, Guid? id, string name, (string Sha256, long Size) kept)
    {
        var session = workspace.Open(context.GetActor());
        var definition = session.Schema["stored_file"];
        if (!session.Access.On(definition).May(RecordAction.Create))
            throw new RequestRefusedException(Refusals.ToError(new Kernel.Records.Forbidden(new("forbidden_action", definition.Label, RecordAction.Create.Label()))));

        var type = FileTypes.Of(name);
        var holder = await FileLinks.FindHolderAsync(session, context.Request.Query, RecordAction.Edit, context.RequestAborted);
        var record = session.Add(definition, id);
        if (holder is not null)
            FileLinks.HangBeside(record, holder);
        record["name"] = name;
        record["size"] = kept.Size;
        record["type"] = type;
        record["sha256"] = kept.Sha256;
        Refusals.ThrowIfAny(await session.CommitAsync(context.RequestAborted));
        await new Answer(201)
        {
            Headers = [("Location", $"/api/files/{record.Id}")],
            Body = (writer, _) =>
            {
                writer.WriteStartObject();
                writer.WriteString("id", record.Id);
                writer.WriteString("name", name);
                writer.WriteNumber("size", kept.Size);
                writer.WriteString("sha256", kept.Sha256);
                writer.WriteString("type", type);
                writer.WriteEndObject();
                return ValueTask.CompletedTask;
            },
        }.SendAsync(context);
    }

    private static async Task<IResult> DownloadAsync(HttpContext context, Guid id, Workspace workspace, FileFolder files)
    {
        var session = workspace.Open(context.GetActor());
        var stored = await FileLinks.FindAsync(session, id, context.RequestAborted) ?? throw NotThere(session);
        if (files.PathOf((string)stored["sha256"]!) is not { } path || !File.Exists(path))
            throw NotThere(session);

        var type = (string)stored["type"]!;
        var disposition = new ContentDispositionHeaderValue(FileTypes.IsShown(type) && context.Request.Query["download"].Count == 0 ? "inline" : "attachment");
        disposition.SetHttpFileName(FileTypes.NameOf((string)stored["name"]!));
        context.Response.Headers.ContentDisposition = disposition.ToString();
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        context.Response.Headers.CacheControl = "private, no-cache";
        return Results.File(path, FileTypes.Of((string)stored["name"]!), lastModified: null, entityTag: new EntityTagHeaderValue($"\"{stored["sha256"]}\""), enableRangeProcessing: true);
    }

    internal static RequestRefusedException NotThere(Kernel.Records.Session session) => new(Refusals.ToError(new Kernel.Records.NotFound(session.Schema["stored_file"], null)));

    private static RequestRefusedException TooLarge() => new(413, "body_too_large", LargestFile / 1024 / 1024);
}
