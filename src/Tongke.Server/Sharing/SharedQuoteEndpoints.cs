using System.Threading.RateLimiting;
using Tongke.Crm.Quoting;
using Tongke.Exchange.Files;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;
using Tongke.Server.Errors;
using Tongke.Server.Http;
using Tongke.Server.Identity;
using Tongke.Server.Printing;

namespace Tongke.Server.Sharing;

/// <summary>
/// What a customer does with a quote that was shared by link, without signing in: look at it, fetch the PDF, comment, accept, decline. The page is whole
/// HTML with forms; no script runs on it.
/// </summary>
internal sealed class SharedQuoteEndpoints(Workspace workspace, QuoteLinks links, FileFolder files, PdfPrinter printer) : IDisposable
{
    /// <summary>Where the pages are.</summary>
    public const string Root = "/q";

    private const int MostRequests = 60;
    private const int LargestForm = 32 * 1024;
    private const int LongestName = 100;
    private const int LongestText = 2000;
    private const int MostComments = 50;
    private const int Attempts = 5;

    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.GetSlidingWindowLimiter(
        address, _ => new SlidingWindowRateLimiterOptions { PermitLimit = MostRequests, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 }));

    /// <summary><c>GET /q/{token}</c>.</summary>
    public async Task ShowAsync(HttpContext http, string token)
    {
        var shared = await OpenAsync(http, token);
        var isColleague = http.FindActor() is not null || http.Request.Headers["Sec-Purpose"].ToString().Contains("prefetch", StringComparison.OrdinalIgnoreCase);
        if (shared.Why == ClosedBecause.Open && !isColleague && HttpMethods.IsGet(http.Request.Method) && http.Request.Query["done"].Count == 0)
        {
            await SharedQuote.NoteOpeningAsync(workspace, links.Read(token)!.Value, ClientOrigin.AddressOf(http), http.RequestAborted);
            shared = await FindAsync(http, token);
        }

        await AnswerAsync(http, shared, token, http.Request.Query["done"].ToString(), problem: null);
    }

    /// <summary><c>GET /q/{token}/pdf</c>.</summary>
    public async Task PrintAsync(HttpContext http, string token)
    {
        var shared = await OpenAsync(http, token);
        if (shared.Why != ClosedBecause.Open)
        {
            await AnswerAsync(http, shared, token, "", problem: null);
            return;
        }

        var language = LanguageOf(http, shared);
        var file = await DocumentEndpoints.PrintAsync(printer, new QuotePrint(), shared.Quote.Record, language, shared.Session, files, http.RequestAborted);
        await DocumentEndpoints.SendAsync(http, file, DocumentEndpoints.FileNameOf(shared.Quote.Record), isDownload: true);
    }

    /// <summary><c>POST /q/{token}/{answer}</c>.</summary>
    public async Task AnswerAsync(HttpContext http, string token, string answer)
    {
        var shared = await OpenAsync(http, token);
        if (!SameOriginOnly.IsMet(http.Request))
            throw new RequestRefusedException(403, "cross_site_request");
        if (shared.Why != ClosedBecause.Open)
        {
            await AnswerAsync(http, shared, token, "", problem: null);
            return;
        }

        var form = await FormAsync(http);
        var refusal = await WriteAsync(shared, answer, form, http.RequestAborted);
        for (var attempt = 1; refusal is not null && attempt < Attempts; attempt++)
        {
            // Somebody may only have opened the page at the same moment: as long as the quote waits for an answer, this one is tried again.
            shared = await FindAsync(http, token);
            if (shared.Why != ClosedBecause.Open || !QuoteAnswers.IsOpen(shared.Quote) || refusal.Message.Code != "quote_answered")
                break;

            refusal = await WriteAsync(shared, answer, form, http.RequestAborted);
        }

        if (refusal is null)
        {
            http.Response.StatusCode = StatusCodes.Status303SeeOther;
            http.Response.Headers.Location = $"{Root}/{token}?done={answer}{(http.Request.Query["lang"].ToString() is "zh" or "en" ? $"&lang={http.Request.Query["lang"]}" : "")}";
            return;
        }

        await AnswerAsync(http, await FindAsync(http, token), token, "", refusal.Message, new(answer, form["name"], form["reason"], form["text"], form["confirm"] == "yes"));
    }

    /// <inheritdoc />
    public void Dispose() => limiter.Dispose();

    private static async ValueTask<RuleRefused?> WriteAsync(SharedQuote shared, string answer, IFormCollection form, CancellationToken ct)
    {
        var refusal = answer switch
        {
            "accept" => Accept(shared, form),
            "decline" => Decline(shared, form),
            "comment" => await CommentAsync(shared, form, ct),
            _ => throw new RequestRefusedException(404, "share_unknown"),
        };
        return refusal ?? (await shared.Session.CommitAsync(ct) is { } refused ? new RuleRefused(refused is RuleRefused ? refused.Message : new("quote_answered")) : null);
    }

    private static RuleRefused? Accept(SharedQuote shared, IFormCollection form)
    {
        if (Read(form, "name", LongestName, "share_your_name", "share_name_missing", out var name) is { } unfit)
            return unfit;
        if (form["confirm"] != "yes")
            return new(new("share_not_confirmed"));

        return QuoteAnswers.Accept(shared.Quote, name, shared.Session) is { } refusal ? new(refusal.Message) : null;
    }

    private static RuleRefused? Decline(SharedQuote shared, IFormCollection form)
    {
        if (Read(form, "reason", LongestText, "share_reason", "share_reason_missing", out var reason) is { } unfit)
            return unfit;

        return QuoteAnswers.Decline(shared.Quote, reason, shared.Session) is { } refusal ? new(refusal.Message) : null;
    }

    private static async ValueTask<RuleRefused?> CommentAsync(SharedQuote shared, IFormCollection form, CancellationToken ct)
    {
        if (Read(form, "name", LongestName, "share_your_name", "share_name_missing", out var name) is { } nameless)
            return nameless;
        if (Read(form, "text", LongestText, "share_comment", "share_text_missing", out var text) is { } wordless)
            return wordless;
        if ((await shared.CommentsAsync(ct)).Count >= MostComments)
            return new(new("share_too_many_comments"));

        QuoteAnswers.Comment(shared.Quote, name, text, shared.Session);
        return null;
    }

    /// <summary>Reads what was typed, or says why it is none: what a customer wrote is kept whole or not at all.</summary>
    private static RuleRefused? Read(IFormCollection form, string field, int longest, string label, string missing, out string text)
    {
        var typed = VisitorText.Trim(form[field].ToString().ReplaceLineEndings("\n"));
        text = VisitorText.Clean(typed, longest, hasLines: true) ?? "";
        if (typed.Length > longest)
            return new(new("share_field_problem", new Message(label), new Message("too_long", longest, typed.Length)));

        return text.Length == 0 || field == "name" && !VisitorText.IsName(text) ? new(new(missing)) : null;
    }

    private static async ValueTask<IFormCollection> FormAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType)
            throw new RequestRefusedException(415, "share_form");
        if (http.Request.ContentLength is null or > LargestForm)
            throw new RequestRefusedException(413, "form_too_large", LargestForm / 1024);

        try
        {
            return await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or ArgumentException or NotSupportedException)
        {
            throw new RequestRefusedException(400, "share_form");
        }
    }

    private async ValueTask<SharedQuote> OpenAsync(HttpContext http, string token)
    {
        using var lease = limiter.AttemptAcquire(ClientOrigin.AddressOf(http));
        return lease.IsAcquired ? await FindAsync(http, token) : throw new RequestRefusedException(ApiError.Of(429, "too_many_requests") with { RetryAfter = 60 });
    }

    private ValueTask<SharedQuote> FindAsync(HttpContext http, string token) => SharedQuote.FindAsync(workspace, links.Read(token), ClientOrigin.AddressOf(http), http.RequestAborted);

    private static Language LanguageOf(HttpContext http, SharedQuote shared) => http.Request.Query["lang"].ToString() switch
    {
        "en" => Language.English,
        "zh" => Language.Chinese,
        _ => shared.Why == ClosedBecause.Unknown ? http.GetLanguage() : shared.Language,
    };

    private static async Task AnswerAsync(HttpContext http, SharedQuote shared, string token, string done, Message? problem, TypedAnswer? typed = null)
    {
        var page = new SharedQuotePage(LanguageOf(http, shared), $"{Root}/{token}");
        var html = shared.Why == ClosedBecause.Open ? await page.WriteAsync(shared, done, problem, typed, http.RequestAborted) : page.WriteClosed(shared.Why);
        http.Response.StatusCode = (shared.Why, problem) switch
        {
            (ClosedBecause.Unknown, _) => StatusCodes.Status404NotFound,
            (not ClosedBecause.Open, _) => StatusCodes.Status410Gone,
            (_, not null) => StatusCodes.Status422UnprocessableEntity,
            _ => StatusCodes.Status200OK,
        };
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'nonce-{page.Nonce}'; img-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers.CacheControl = "no-store";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(html, http.RequestAborted);
    }
}
