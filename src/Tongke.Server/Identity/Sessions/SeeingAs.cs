using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Server.Errors;
using Tongke.Server.Http;

namespace Tongke.Server.Identity;

/// <summary>
/// <c>/api/session/view</c>: an administrator sees the product as somebody else does, in this one sign-in, for at most <see cref="Longest"/>, and
/// changes nothing meanwhile. Only as who sees nothing that the administrator does not; that is asked with every request. Each time is a record.
/// </summary>
public sealed class SeeingAs(Workspace workspace, WebSessions sessions)
{
    /// <summary>Name of the object whose records tell who saw as whom.</summary>
    internal const string Entry = "seen_as";

    /// <summary>After so long it ends by itself.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    private const int LongestTitle = 200;

    private readonly RememberedCover cover = new(SeesAll);

    /// <summary>As whom the session sees at this moment; null when as its own person, be it that the time is over or that either's rights changed.</summary>
    public Member? Find(WebSession session, Member administrator) =>
        session.View is { } view && view.Until > workspace.Clock.GetUtcNow() && workspace.Organization.Find(view.Person) is { Active: true } person
        && Administration.Includes(workspace, Actor.User(administrator.Id, administrator.Name, administrator.Roles))
        && cover.Covers(workspace.Schema, administrator.Roles, person.Roles)
            ? person
            : null;

    /// <summary><c>{"user"}</c>: sees as this person from now on.</summary>
    public async Task PostAsync(HttpContext http)
    {
        var body = await RequestBody.ReadObjectAsync(http);
        var actor = http.GetActor();
        if (http.Features.Get<WebSession>() is not { } web || actor.Key is not null)
            throw new RequestRefusedException(403, "people_only");

        Administration.Require(workspace, actor);
        var person = Guid.TryParse(body.Text("user"), out var id) ? workspace.Organization.Find(id) : null;
        if (person is null)
            throw new RequestRefusedException(Refusals.ToError(new NotFound(workspace.Schema["user"], null)));
        if (person.Id == actor.UserId)
            throw new RequestRefusedException(422, "seeing_as_oneself");
        if (!person.Active)
            throw new RequestRefusedException(422, "seeing_as_inactive");
        if (!cover.Covers(workspace.Schema, actor.Roles, person.Roles))
            throw new RequestRefusedException(403, "seeing_as_beyond_own");

        var session = workspace.Open(actor);
        var entry = session.Make(session.Schema[Entry]);
        var view = new SeenAs(person.Id, session.Now + Longest, entry.Id);
        entry["title"] = new Message("seeing_as_title", actor.Name, person.Name).In(session.Schema.Conventions.Language).Cut(LongestTitle);
        (entry[SystemFields.Owner], entry["person"], entry["until"]) = (actor.UserId, person.Id, view.Until);
        session.Include("view", batch => WebSessions.See(batch, web.Id, view));
        Refusals.ThrowIfAny(await session.CommitAsync(http.RequestAborted));
        await sessions.ForgetEverywhereAsync();
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>Sees as oneself again. Doing it twice is no fault.</summary>
    public async Task DeleteAsync(HttpContext http)
    {
        if (http.Features.Get<WebSession>() is { View: { } view } web && workspace.Organization.Find(web.User) is { } administrator)
            await EndAsync(view, administrator, http);

        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>Ends a view for good: by its administrator, or because a request found it over.</summary>
    public async Task EndAsync(SeenAs view, Member administrator, HttpContext http)
    {
        var session = workspace.Open(Actor.User(administrator.Id, administrator.Name, administrator.Roles) with { Address = ClientOrigin.AddressOf(http) });
        await EndedViews.EndAsync(session, view.Entry, session.Now, http.RequestAborted);
        await sessions.ForgetEverywhereAsync();
    }

    /// <summary>
    /// Whether nothing that the one roles show is hidden from the other. To hold the same role is not enough: what it shows of its holder's own, the
    /// administrator's does not; so they must show every record of each object of which the person sees any, and no less of its fields. What hangs on
    /// records, as comments do, is seen with those: the person sees it where they see the record.
    /// </summary>
    private static bool SeesAll(Schema schema, IReadOnlyCollection<Guid> administrators, IReadOnlyCollection<Guid> persons)
    {
        AccessPolicy PolicyOf(IReadOnlyCollection<Guid> roles) => new(schema, [.. roles.Select(schema.Roles.GetValueOrDefault).OfType<RoleDefinition>()]);
        var (mine, theirs) = (PolicyOf(administrators), PolicyOf(persons));
        return RoleCover.Covers(schema, administrators, persons)
            && schema.Objects.All(o => !theirs.On(o).May(RecordAction.Read) || (mine.On(o).Read == Constant.True && o.Fields.All(f => mine.On(o).Right(f) >= theirs.On(o).Right(f))));
    }
}
