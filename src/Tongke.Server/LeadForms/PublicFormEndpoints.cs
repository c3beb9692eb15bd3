using Microsoft.AspNetCore.Http.Features;
using Tongke.Crm.LeadForms;
using Tongke.Crm.Sales;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;
using Tongke.Server.Http;
using Tongke.Storage;
using Task = System.Threading.Tasks.Task;

namespace Tongke.Server.LeadForms;

/// <summary>
/// Public forms: <c>GET /f/{token}</c> shows one, <c>POST</c> takes in what is sent, <c>/f/{token}.js</c> embeds it, <c>/c/{code}</c> is the short link of a
/// channel. They are for anybody and know nobody: no session, no cookie, no script that must run.
/// </summary>
public sealed class PublicFormEndpoints(Workspace workspace, FormStamp stamps, FormLimits limits, IpCities cities, ILogger<PublicFormEndpoints> log)
{
    private const int LargestBody = 64 * 1024;
    private const int LongestToken = 64;
    private static readonly FormOptions Limits = new() { ValueCountLimit = 200, KeyLengthLimit = 100, ValueLengthLimit = 20_000, BufferBodyLengthLimit = LargestBody };

    /// <summary>Shows the form.</summary>
    public async Task ShowAsync(HttpContext http, string token)
    {
        var ct = http.RequestAborted;
        var request = FormRequest.OfPage(http);
        var session = Open();
        if (await FindAsync(session, token, ct) is not { } form)
        {
            await NoticeAsync(http, null, request, 404, "form_page_missing", "form_page_missing_text");
            return;
        }

        if (!TakeSubmission.IsOpen(form, session.Now))
        {
            await NoticeAsync(http, form, request, 410, "form_page_closed", "form_page_closed_text");
            return;
        }

        var channel = await ChannelAsync(session, form, request.Channel, ct);
        if (HttpMethods.IsGet(http.Request.Method) && limits.CountsView(http))
            await FormUse.ViewAsync(workspace.Database, form.Id, channel?.Id, session.Context.Today, ct);
        await AnswerAsync(http, form, request, 200, (await PageAsync(request, ct)).OfForm(form, session.Schema[Lead.ObjectName], request, stamps.Make(token), ActionOf(form, request), Nothing, []));
    }

    /// <summary>Takes in what was sent.</summary>
    public async Task TakeAsync(HttpContext http, string token)
    {
        var ct = http.RequestAborted;
        var session = Open();
        var form = await FindAsync(session, token, ct);
        var (sent, status) = form is null ? (null, 404) : await ReadAsync(http);
        var request = sent is null ? FormRequest.OfPage(http) : FormRequest.OfForm(http, sent);
        if (form is null || sent is null)
        {
            await NoticeAsync(http, form, request, status, status == 404 ? "form_page_missing" : "form_page_unreadable", status == 404 ? "form_page_missing_text" : "form_page_unreadable_text");
            return;
        }

        if (!TakeSubmission.IsOpen(form, session.Now))
        {
            await NoticeAsync(http, form, request, 410, "form_page_closed", "form_page_closed_text");
            return;
        }

        if (!limits.Admits(http))
        {
            http.Response.Headers.RetryAfter = "600";
            await NoticeAsync(http, form, request, 429, "form_page_often", "form_page_often_text");
            return;
        }

        // A machine is told what a person is told, and learns nothing by it.
        var (state, stamp) = stamps.Read(sent["stamp"], token);
        if (!string.IsNullOrEmpty(sent[FormPage.Trap]))
        {
            await FormUse.RefuseAsync(workspace.Database, form.Id, session.Context.Today, ct);
            await DoneAsync(http, form, request);
            return;
        }

        var answers = sent.Where(a => a.Key.StartsWith(FormPage.Answer, StringComparison.Ordinal)).ToDictionary(a => a.Key[FormPage.Answer.Length..], a => a.Value.OfType<string>().ToArray(), StringComparer.Ordinal);
        var consented = sent.ContainsKey(FormPage.Consent);
        if (state != StampState.Good)
        {
            if (state == StampState.Bad)
                await FormUse.RefuseAsync(workspace.Database, form.Id, session.Context.Today, ct);
            await AgainAsync(http, session, form, request, answers, consented, state == StampState.TooFast ? sent["stamp"]! : stamps.Make(token), [new(null, new(state == StampState.TooFast ? "form_page_too_fast" : "form_page_too_old"))]);
            return;
        }

        var address = http.Connection.RemoteIpAddress;
        var origin = new SubmissionOrigin(await ChannelAsync(session, form, request.Channel, ct), request.Utm, request.LandingPage, request.Referrer, address, cities.Find(address, session.Schema.Conventions.Language));
        var outcome = await TakeSubmission.RunAsync(workspace, form.Id, new(stamp, answers, consented, origin), ct);
        switch (outcome.Result)
        {
            case SubmissionResult.Taken:
                await DoneAsync(http, form, request);
                break;
            case SubmissionResult.Full:
                await NoticeAsync(http, form, request, 429, "form_page_full", "form_full");
                break;
            case SubmissionResult.Invalid:
                await AgainAsync(http, session, form, request, answers, consented, sent["stamp"]!, outcome.Problems);
                break;
        }
    }

    /// <summary>Says that it was sent.</summary>
    public async Task ThankAsync(HttpContext http, string token)
    {
        var (request, session) = (FormRequest.OfPage(http), Open());
        if (await FindAsync(session, token, http.RequestAborted) is { } form)
            await AnswerAsync(http, form, request, 200, (await PageAsync(request, http.RequestAborted)).OfThanks(form));
        else
            await NoticeAsync(http, null, request, 404, "form_page_missing", "form_page_missing_text");
    }

    /// <summary>Leads from a channel's short link to its form.</summary>
    public async Task FollowAsync(HttpContext http, string code)
    {
        var session = Open();
        var definition = session.Schema[LeadChannel.ObjectName];
        var found = code.Length > LongestToken || !code.All(char.IsAsciiLetterOrDigit) ? []
            : await session.LoadWhereAsync<LeadChannel>(Condition.Equal(new FieldPath(definition[LeadChannel.Fields.Code]), code), 1, http.RequestAborted);
        if (found is not [var channel] || await session.LoadAsync(channel.Form, http.RequestAborted) is not { Record.IsDeleted: false } form)
        {
            await NoticeAsync(http, null, FormRequest.OfPage(http), 404, "form_page_missing", "form_page_missing_text");
            return;
        }

        http.Response.Headers.CacheControl = "no-store";
        http.Response.Redirect($"/f/{form.Token}{(channel.Active == true ? $"?c={code}" : "")}");
    }

    /// <summary>The script that embeds a form; the same for all.</summary>
    public static async Task ScriptAsync(HttpContext http, string script)
    {
        http.Response.ContentType = "text/javascript; charset=utf-8";
        http.Response.Headers.CacheControl = "public,max-age=3600";
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        await http.Response.WriteAsync(script, http.RequestAborted);
    }

    private static readonly Dictionary<string, string[]> Nothing = [];

    private async Task<(IFormCollection? Form, int Status)> ReadAsync(HttpContext http)
    {
        if (http.Request.ContentType is not { } type || !type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
            return (null, 415);

        try
        {
            http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = LargestBody;
            await FormBody.MendAsync(http.Request, http.RequestAborted);
            return (await new FormFeature(http.Request, Limits).ReadFormAsync(http.RequestAborted), 200);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == 413)
        {
            return (null, 413);
        }
        catch (Exception broken) when (broken is InvalidDataException or BadHttpRequestException or ArgumentException or IOException or NotSupportedException)
        {
            log.LogDebug(broken, "A form could not be read");
            return (null, 400);
        }
    }

    private async Task AgainAsync(HttpContext http, Session session, LeadForm form, FormRequest request, Dictionary<string, string[]> answers, bool consented, string stamp, IReadOnlyList<Problem> problems)
    {
        if (consented)
            answers[FormPage.Consent] = ["1"];
        await AnswerAsync(http, form, request, 422, (await PageAsync(request, http.RequestAborted)).OfForm(form, session.Schema[Lead.ObjectName], request, stamp, ActionOf(form, request), answers, problems));
    }

    private static Task DoneAsync(HttpContext http, LeadForm form, FormRequest request)
    {
        FormPolicy.Put(http, form, request.Embedded);
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = FormPolicy.Onward(form) ?? $"/f/{form.Token}/done?lang={(request.Language == Language.English ? "en" : "zh")}{(request.Embedded ? "&embed=1" : "")}";
        return Task.CompletedTask;
    }

    private async Task NoticeAsync(HttpContext http, LeadForm? form, FormRequest request, int status, string title, string text) =>
        await AnswerAsync(http, form, request, status, (await PageAsync(request, http.RequestAborted)).OfNotice(new(title), new(text)));

    private static async Task AnswerAsync(HttpContext http, LeadForm? form, FormRequest request, int status, string html)
    {
        FormPolicy.Put(http, form, request.Embedded);
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(html, http.RequestAborted);
    }

    private async ValueTask<FormPage> PageAsync(FormRequest request, CancellationToken ct) => new(request.Language, await CompanyAsync(workspace, ct), request.Embedded);

    internal static async ValueTask<string> CompanyAsync(Workspace workspace, CancellationToken ct) =>
        await workspace.Database.ScalarAsync<string>(Sql.Literal("select name from company_setting where deleted_at is null order by id limit 1"), ct) ?? "";

    private static string ActionOf(LeadForm form, FormRequest request) => $"/f/{form.Token}?{string.Join('&', request.Carried.Where(c => c.Name is "c" or "embed" || c.Name.StartsWith("utm_", StringComparison.Ordinal)).Select(c => $"{c.Name}={Uri.EscapeDataString(c.Value)}"))}";

    private static async ValueTask<LeadForm?> FindAsync(Session session, string token, CancellationToken ct) => token.Length > LongestToken || !token.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        ? null
        : await session.LoadWhereAsync<LeadForm>(Condition.Equal(new FieldPath(session.Schema[LeadForm.ObjectName][LeadForm.Fields.Token]), token), 1, ct) is [var form] ? form : null;

    private static async ValueTask<LeadChannel?> ChannelAsync(Session session, LeadForm form, string? code, CancellationToken ct) => code is null || !code.All(char.IsAsciiLetterOrDigit)
        ? null
        : await session.LoadWhereAsync<LeadChannel>(Condition.Equal(new FieldPath(session.Schema[LeadChannel.ObjectName][LeadChannel.Fields.Code]), code), 1, ct) is [{ Active: true } channel] && channel.Form?.Value == form.Id
            ? channel
            : null;

    private Session Open() => workspace.Open(Actor.System("public lead form"));
}
