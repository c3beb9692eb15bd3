using System.Globalization;
using Tongke.Crm.Catalogue;
using Tongke.Crm.Quoting;
using Tongke.Crm.Sales;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;
using Tongke.Server.Errors;
using Tongke.Server.Http;
using Task = System.Threading.Tasks.Task;

namespace Tongke.Server.Sharing;

/// <summary>What the seller's page asks about a quote beyond its record: the addresses of its links, and what a product would cost in it.</summary>
internal static class QuoteEndpoints
{
    /// <summary>Adds the services of quotes.</summary>
    public static IServiceCollection AddQuotes(this IServiceCollection services) => services
        .AddSingleton<Printing.PdfPrinter>()
        .AddSingleton<QuoteLinks>()
        .AddSingleton<SharedQuoteEndpoints>();

    /// <summary>Adds the endpoints.</summary>
    public static void MapQuotes(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/quotes/{id:guid}/links", LinksAsync);
        endpoints.MapGet("/api/quotes/{id:guid}/price", PriceAsync);
        endpoints.MapGet($"{SharedQuoteEndpoints.Root}/{{token}}", (HttpContext http, string token, SharedQuoteEndpoints page) => page.ShowAsync(http, token)).AllowAnonymous();
        endpoints.MapGet($"{SharedQuoteEndpoints.Root}/{{token}}/pdf", (HttpContext http, string token, SharedQuoteEndpoints page) => page.PrintAsync(http, token)).AllowAnonymous();
        endpoints.MapPost($"{SharedQuoteEndpoints.Root}/{{token}}/{{answer}}", (HttpContext http, string token, string answer, SharedQuoteEndpoints page) => page.AnswerAsync(http, token, answer)).AllowAnonymous();
    }

    /// <summary>The links of a quote, newest first, for whoever may send it.</summary>
    private static async Task LinksAsync(HttpContext context, Guid id, Workspace workspace, QuoteLinks addresses)
    {
        var session = workspace.Open(context.GetActor());
        await GetAsync(session, id, RecordAction.Edit, context.RequestAborted);
        var path = new FieldPath(session.Schema[QuoteLink.ObjectName][QuoteLink.Fields.Quote]);
        var links = await session.LoadWhereAsync<QuoteLink>(Condition.Equal(path, id), ct: context.RequestAborted);
        var site = PublicAddress.Of(context);
        await context.Response.WriteAsJsonAsync(
            new
            {
                links = links.OrderByDescending(l => l.Id).Select(l => new
                {
                    l.Id, l.Note, Url = site + addresses.PathOf(l.Id), l.ExpiresAt, l.RevokedAt, l.ViewCount, l.LastViewedAt,
                    IsOpen = l.RevokedAt is null && l.ExpiresAt > session.Now,
                }),
            },
            PageJson.Snake,
            context.RequestAborted);
    }

    /// <summary>What a line with this product would be filled with.</summary>
    private static async Task PriceAsync(HttpContext context, Guid id, Workspace workspace)
    {
        var session = workspace.Open(context.GetActor());
        var quote = Quote.Over(await GetAsync(session, id, RecordAction.Read, context.RequestAborted));
        var query = context.Request.Query;
        if (!Guid.TryParse(query["product"], out var named) || !decimal.TryParse(query["quantity"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quantity) || quantity is <= 0 or > 100_000_000)
            throw new RequestRefusedException(400, "price_question");

        var found = await session.FindAsync(session.Schema[Product.ObjectName], named, RecordAction.Read, context.RequestAborted);
        Refusals.ThrowIfAny(found.Refusal);
        var product = Product.Over(found.Record!);
        var (price, problem) = await QuotePrices.FindAsync(session, quote, product, quantity, context.RequestAborted);
        if (problem is not null)
            throw new RequestRefusedException(422, problem);

        await context.Response.WriteAsJsonAsync(
            new
            {
                Price = price.Amount, Currency = quote.AmountCurrency, Source = price.Source?.In(session.Actor.Language), TaxRate = TaxRates.Of(product.TaxRate),
                product.Unit, Description = product.Name, product.DiscountLimit,
            },
            PageJson.Snake,
            context.RequestAborted);
    }

    private static async ValueTask<Record> GetAsync(Session session, Guid id, RecordAction action, CancellationToken ct)
    {
        var found = await session.FindAsync(session.Schema[Quote.ObjectName], id, action, ct);
        Refusals.ThrowIfAny(found.Refusal);
        return found.Record!;
    }
}
