using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tongke.Crm.Sales;
using Tongke.Kernel;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;
using Tongke.Server.Errors;
using Tongke.Server.Http;
using Task = System.Threading.Tasks.Task;

namespace Tongke.Server.Pages;

/// <summary>The figures of the sales home page: <c>GET /api/pages/sales?from=2026-01-01&amp;to=2026-03-31&amp;owner={id}</c>, every parameter optional.</summary>
public static class SalesPageEndpoint
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Adds the endpoint.</summary>
    public static void MapSalesPage(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/api/pages/sales", ReadAsync);

    private static async Task ReadAsync(HttpContext context, Workspace workspace)
    {
        var actor = context.GetActor();
        var session = workspace.Open(context.Request.AskedLanguage() is { } language ? actor with { Language = language } : actor);
        var period = new SalesPeriod(Day(context, "from"), Day(context, "to"), Owner(context));
        var (figures, refusal) = await ReadSalesFigures.RunAsync(session, period, context.RequestAborted);
        Refusals.ThrowIfAny(refusal);
        context.Response.Headers.CacheControl = "private, no-cache";
        await context.Response.WriteAsJsonAsync(figures, Json, context.RequestAborted);
    }

    private static DateOnly? Day(HttpContext context, string name)
    {
        var text = context.Request.Query[name].ToString();
        if (text.Length == 0)
            return null;

        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            Refusals.ThrowIfAny(new Invalid([new Problem(name, new Message("expected_date"))]));

        return day;
    }

    private static Guid? Owner(HttpContext context)
    {
        var text = context.Request.Query["owner"].ToString();
        if (text.Length == 0)
            return null;

        if (!Guid.TryParse(text, out var owner))
            Refusals.ThrowIfAny(new Invalid([new Problem("owner", new Message("expected_id"))]));

        return owner;
    }
}
