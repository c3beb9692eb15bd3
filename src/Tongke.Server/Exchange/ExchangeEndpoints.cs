using Microsoft.Net.Http.Headers;
using Tongke.Exchange.Files;
using Tongke.Exchange.Imports;
using Tongke.Exchange.Sheets;
using Tongke.Kernel;
using Tongke.Kernel.Records;
using Tongke.Server.Errors;
using Tongke.Server.Files;
using Tongke.Server.Http;

namespace Tongke.Server.Exchange;

/// <summary>Import and export over HTTP: jobs are records and their steps are actions, so only the file of bad rows needs an address of its own.</summary>
public static class ExchangeEndpoints
{
    /// <summary>Adds the runner of jobs.</summary>
    public static void AddExchange(this IServiceCollection services, IFileContents files)
    {
        services.AddSingleton(files);
        services.AddHostedService<JobHost>();
    }

    /// <summary>Adds the endpoints.</summary>
    public static void MapExchange(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet($"/api/v1/{ImportJob.ObjectName}/{{id:guid}}/error_file", ErrorFileAsync);
        endpoints.MapGet($"/api/v1/{ImportJob.ObjectName}/{{id:guid}}/bad_rows", BadRowsAsync);
    }

    /// <summary>A page of the bad rows of the last trial or run, and of those that were put right: <c>?after=ROW&amp;top=N</c>.</summary>
    private static async Task BadRowsAsync(HttpContext context, Guid id, Workspace workspace, long after = 0, int top = 20)
    {
        var job = await FindAsync(context, id, workspace);
        var page = await BadRows.PageAsync(workspace, job, after, Math.Clamp(top, 1, BadRows.LargestPage), context.GetLanguage(), context.RequestAborted);
        await new Answer(200)
        {
            Headers = [("Cache-Control", "private, no-cache")],
            Body = (writer, _) =>
            {
                page.WriteTo(writer);
                return ValueTask.CompletedTask;
            },
        }.SendAsync(context);
    }

    /// <summary>The bad rows of the last trial or run, in the format of the file, with their reasons.</summary>
    private static async Task ErrorFileAsync(HttpContext context, Guid id, Workspace workspace)
    {
        var job = await FindAsync(context, id, workspace);
        var headers = job.Headers;
        if (headers.Count == 0)
            throw new RequestRefusedException(Refusals.ToError(new RuleRefused(new("import_not_now"))));

        // A workbook is written to disk first: its end refers to its beginning.
        var format = Path.GetExtension(job.FileName ?? "").Equals(".xlsx", StringComparison.OrdinalIgnoreCase) ? "xlsx" : "csv";
        await using var file = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        var writer = SheetWriter.Create(format, file);
        await using (writer)
            await ErrorFile.WriteAsync(workspace, id, job.Task == JobTask.Check, headers, writer, context.GetLanguage(), context.RequestAborted);

        file.Position = 0;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(FileTypes.NameOf($"{Path.GetFileNameWithoutExtension(job.FileName ?? "import")}-errors.{format}"));
        context.Response.Headers.ContentDisposition = disposition.ToString();
        context.Response.ContentType = writer.MediaType;
        context.Response.ContentLength = file.Length;
        await file.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static async Task<ImportJob> FindAsync(HttpContext context, Guid id, Workspace workspace)
    {
        var session = workspace.Open(context.GetActor());
        var found = await session.FindAsync(session.Schema[ImportJob.ObjectName], id, ct: context.RequestAborted);
        Refusals.ThrowIfAny(found.Refusal);
        return ImportJob.Over(found.Record!);
    }
}
