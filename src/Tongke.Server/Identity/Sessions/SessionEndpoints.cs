using System.Globalization;
using System.Text.Json;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Server.Errors;
using Tongke.Server.Http;
using Tongke.Server.Meta;
using Tongke.Storage;

namespace Tongke.Server.Identity;

/// <summary><c>/api/session</c>: sign in, who am I, how I read, sign out.</summary>
internal sealed class SessionEndpoints(Workspace workspace, SigningIn signingIn, WebSessions sessions, Credentials credentials, SignInDuty duty)
{
    /// <summary>Signs in: a new session always gets a new cookie, and the one it replaces ends.</summary>
    public async Task PostAsync(HttpContext http)
    {
        var body = await RequestBody.ReadObjectAsync(http);
        var request = new SignInRequest(body.Text("login"), body.Text("password"), body.Text("otp"));
        switch (await signingIn.RunAsync(request, ClientOrigin.Of(http), http.RequestAborted))
        {
            case SignInResult.Started started:
                await AdmitAsync(http, started.Token);
                break;
            case SignInResult.NotSignedIn refused:
                throw new RequestRefusedException(new ApiError(401, refused.Why));
            case SignInResult.Later later:
                throw new RequestRefusedException(new ApiError(429, later.Why) { RetryAfter = (int)Math.Ceiling(later.Wait.TotalSeconds) });
        }
    }

    /// <summary>Who is signed in; 401 tells whether the installation waits to be set up.</summary>
    public async Task GetAsync(HttpContext http)
    {
        if (http.FindActor() is { } actor)
            await AnswerAsync(http, actor, SessionCookie.Read(http.Request));
        else
            await AnswerNobodyAsync(http);
    }

    /// <summary><c>{"language"}</c>: the language in which the person reads, in every browser from now on. No role is asked: it is their own.</summary>
    public async Task PatchAsync(HttpContext http)
    {
        var body = await RequestBody.ReadObjectAsync(http);
        var language = body.Text("language") switch
        {
            "zh-CN" => "zh",
            "en" => "en",
            _ => throw RequestFields.Refused("language", "not_an_option", body.Text("language") ?? "", ""),
        };
        if (http.Features.Get<WebSession>() is not { } web)
            throw new RequestRefusedException(403, "people_only");

        var session = workspace.Open(http.GetActor());
        if (await session.LoadAsync(session.Schema["user"], web.User, http.RequestAborted) is { } person)
        {
            person["language"] = language;
            Refusals.ThrowIfAny(await session.CommitAsync(http.RequestAborted));
        }

        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>Signs out. Doing it twice is no fault.</summary>
    public async Task DeleteAsync(HttpContext http)
    {
        if (SessionCookie.Read(http.Request) is { } token)
        {
            if (http.FindActor() is { } actor && !SessionCookie.IsCsrfOf(token, actor, http.Request.Headers["X-CSRF"].ToString()))
                throw new RequestRefusedException(403, "csrf_failed");

            await sessions.EndAsync(token, http.RequestAborted);
            SessionCookie.Delete(http);
        }

        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>Answers with a session that was just started.</summary>
    public async Task AdmitAsync(HttpContext http, string token)
    {
        if (SessionCookie.Read(http.Request) is { } before)
            await sessions.EndAsync(before, http.RequestAborted);

        var session = await sessions.FindAsync(token, http.RequestAborted)
            ?? throw new InvalidOperationException("A session that was just started is gone.");
        var member = workspace.Organization.Find(session.User)
            ?? throw new InvalidOperationException("Somebody who just signed in is gone.");
        SessionCookie.Write(http, token);
        http.Features.Set(session);
        await AnswerAsync(http, Actor.User(member.Id, member.Name, member.Roles), token);
    }

    private async Task AnswerAsync(HttpContext http, Actor actor, string? token)
    {
        var ct = http.RequestAborted;
        var member = workspace.Organization.Find(actor.UserId!.Value)!;
        var web = http.Features.Get<WebSession>();
        var profile = await workspace.Database.ListAsync(
            Sql.From($"select avatar, language, timezone from \"user\" where id = {member.Id}"),
            r => (Avatar: r.Get<Guid?>(0), Language: r.Get<string>(1), TimeZone: r.Get<string>(2)),
            ct);
        var company = await workspace.Database.ScalarAsync<string>(Sql.Literal("select name from company_setting where deleted_at is null order by id limit 1"), ct);
        await new Answer(200)
        {
            Body = (writer, _) =>
            {
                writer.WriteStartObject();
                writer.WriteStartObject("user");
                writer.WriteString("id", member.Id);
                writer.WriteString("login", member.Login);
                writer.WriteString("name", member.Name);
                WriteId(writer, "avatar", profile[0].Avatar);
                WriteId(writer, "department", member.Department);
                writer.WriteString("language", actor.SeenBy is null || web is null ? TagOf(profile[0].Language) : TagOf(web.Language == Language.English ? "en" : "zh"));
                writer.WriteString("timezone", profile[0].TimeZone ?? workspace.Schema.Conventions.TimeZone.Id);
                writer.WriteEndObject();
                if (token is not null)
                    writer.WriteString("csrf", SessionCookie.CsrfOf(token, actor));
                writer.WriteBoolean("setup", false);
                if (actor.SeenBy is { } by && web?.View is { } view)
                    WriteView(writer, workspace.Organization.Find(by)!, view);
                if (actor.SeenBy is null && web is not null && duty.Of(web, member) is { } first)
                    writer.WriteString("required", first);
                else
                    MetaWriter.WriteBrief(writer, workspace.Open(actor), http.Request.AskedLanguage() ?? actor.Language);
                WriteCompany(writer, company);
                writer.WriteEndObject();
                return ValueTask.CompletedTask;
            },
        }.SendAsync(http);
    }

    /// <summary>Whose page this is in truth, and how long it shows what the other sees.</summary>
    private static void WriteView(Utf8JsonWriter writer, Member administrator, SeenAs view)
    {
        writer.WriteStartObject("seenBy");
        writer.WriteString("id", administrator.Id);
        writer.WriteString("name", administrator.Name);
        writer.WriteString("until", view.Until.UtcDateTime.ToString(Values.InstantFormat, CultureInfo.InvariantCulture));
        writer.WriteEndObject();
    }

    private async Task AnswerNobodyAsync(HttpContext http)
    {
        var isSetUp = await credentials.ExistAsync(http.RequestAborted);
        if (SessionCookie.Read(http.Request) is not null)
            SessionCookie.Delete(http);

        var message = new Message("not_signed_in");
        await new Answer(401)
        {
            Body = (writer, _) =>
            {
                writer.WriteStartObject();
                writer.WriteStartObject("error");
                writer.WriteString("code", message.Code);
                writer.WriteString("message", message.In(http.GetLanguage()));
                writer.WriteStartArray("details");
                writer.WriteEndArray();
                writer.WriteEndObject();
                writer.WriteBoolean("setup", !isSetUp);
                writer.WriteEndObject();
                return ValueTask.CompletedTask;
            },
        }.SendAsync(http);
    }

    private void WriteCompany(Utf8JsonWriter writer, string? name)
    {
        var conventions = workspace.Schema.Conventions;
        writer.WriteStartObject("company");
        writer.WriteString("name", name ?? "");
        writer.WriteString("currency", conventions.Currency);
        writer.WriteString("language", TagOf(conventions.Language == Language.English ? "en" : "zh"));
        writer.WriteString("timezone", conventions.TimeZone.Id);
        WriteDays(writer, "holidays", conventions.Calendar.Holidays);
        WriteDays(writer, "workedWeekends", conventions.Calendar.WorkedWeekends);
        writer.WriteEndObject();
    }

    private static void WriteDays(Utf8JsonWriter writer, string name, IEnumerable<DateOnly> days)
    {
        writer.WriteStartArray(name);
        foreach (var day in days.Order())
            writer.WriteStringValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        writer.WriteEndArray();
    }

    private static void WriteId(Utf8JsonWriter writer, string name, Guid? id)
    {
        if (id is { } some)
            writer.WriteString(name, some);
        else
            writer.WriteNull(name);
    }

    /// <summary>The language tag browsers know.</summary>
    private static string TagOf(string? language) => language == "en" ? "en" : "zh-CN";
}
