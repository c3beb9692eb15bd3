using Microsoft.Net.Http.Headers;
using Tongke.Crm;
using Tongke.Crm.Documents;
using Tongke.Exchange.Files;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;
using Tongke.Server.Errors;
using Tongke.Server.Http;

namespace Tongke.Server.Printing;

/// <summary>Records as files to print: <c>GET /api/documents/{object}/{id}</c> answers a PDF to whoever may read all that stands on it.</summary>
public static class DocumentEndpoints
{
    /// <summary>Adds the endpoint.</summary>
    public static void MapDocuments(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/api/documents/{object}/{id:guid}", AnswerAsync);

    /// <summary>The printed record; the caller was allowed to read it.</summary>
    internal static async ValueTask<byte[]> PrintAsync(PdfPrinter printer, IDocumentPrint print, Record record, Language? language, Session session, FileFolder files, CancellationToken ct)
    {
        var document = await print.ReadAsync(record, language, session, ct);
        return printer.Print(document, await LogoAsync(document, session, files, ct));
    }

    /// <summary>Answers a file.</summary>
    internal static async Task SendAsync(HttpContext context, byte[] file, string name, bool isDownload)
    {
        var disposition = new ContentDispositionHeaderValue(isDownload ? "attachment" : "inline");
        disposition.SetHttpFileName($"{name}.pdf");
        context.Response.Headers.ContentDisposition = disposition.ToString();
        context.Response.ContentType = "application/pdf";
        context.Response.ContentLength = file.Length;
        await context.Response.Body.WriteAsync(file, context.RequestAborted);
    }

    private static async Task AnswerAsync(HttpContext context, string @object, Guid id, Workspace workspace, FileFolder files, PdfPrinter printer)
    {
        var session = workspace.Open(context.GetActor());
        var print = CrmPackage.Prints.FirstOrDefault(p => p.Object == @object);
        if (print is null || !session.Access.On(session.Schema[print.Object]).May(RecordAction.Read))
            throw new RequestRefusedException(404, "nothing_to_print");

        var definition = session.Schema[print.Object];
        var found = await session.FindAsync(definition, id, RecordAction.Read, context.RequestAborted);
        Refusals.ThrowIfAny(found.Refusal);
        var access = session.AccessTo(found.Record!);
        if (print.Shows.Any(f => !access.MayRead(definition[f])) || !session.SeesWhole(found.Record!))
            Refusals.ThrowIfAny(new Forbidden(new("document_hidden", definition.Label)));

        Language? language = context.Request.Query["language"].ToString() switch
        {
            "en" => Language.English,
            "zh" => Language.Chinese,
            "" => null,
            var other => throw new RequestRefusedException(400, "unknown_language", other.Cut(20)),
        };
        var file = await PrintAsync(printer, print, found.Record!, language, session, files, context.RequestAborted);
        await SendAsync(context, file, FileNameOf(found.Record!), context.Request.Query.ContainsKey("download"));
    }

    /// <summary>The number of the document, or what the record is called.</summary>
    internal static string FileNameOf(Record record) => record.Object.Find("number") is { } number && record[number] is string text ? text : record[record.Object.NameField] as string ?? record.Object.Name;

    private static async ValueTask<byte[]?> LogoAsync(PrintedDocument document, Session session, FileFolder files, CancellationToken ct)
    {
        if (document.Letterhead.Logo is not { } id || await session.LoadAsync(session.Schema["stored_file"], id, ct) is not { IsDeleted: false } stored)
            return null;

        return files.PathOf((string)stored["sha256"]!) is { } path && File.Exists(path) ? await File.ReadAllBytesAsync(path, ct) : null;
    }
}
