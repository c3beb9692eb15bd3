using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Server.Http;
using Tongke.Server.Records;
using Task = System.Threading.Tasks.Task;

namespace Tongke.Server.Pages;

/// <summary>What waits for the reader to decide on it (<c>GET /api/pages/approvals</c>), of every object whose definition says by which action that is done.</summary>
public static class ApprovalsPageEndpoint
{
    /// <summary>More of one object are not looked at.</summary>
    private const int MostLookedAt = 300;

    private const int MostShown = 50;

    /// <summary>Adds the endpoint.</summary>
    public static void MapApprovalsPage(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/api/pages/approvals", ReadAsync);

    private static async Task ReadAsync(HttpContext context, Workspace workspace)
    {
        var session = workspace.Open(context.GetActor());
        var (waiting, objects) = (new List<Waiting>(), new SortedSet<string>(StringComparer.Ordinal));
        if (session.Actor.UserId is not null)
            foreach (var definition in session.Schema.Objects)
                foreach (var review in definition.Definition.Reviews)
                {
                    var declared = definition.Definition.Actions.First(a => a.Name == review.Action);
                    if (!session.Access.On(definition).May(RecordAction.Read) || !session.Access.On(definition).May(RecordActions.Needed(declared)))
                        continue;

                    objects.Add(definition.Name);
                    waiting.AddRange(await OfAsync(session, definition, review, declared, context.RequestAborted));
                }

        var items = waiting.OrderBy(w => w.Since ?? DateTimeOffset.MaxValue).ThenBy(w => w.Id).Take(MostShown);
        context.Response.Headers.CacheControl = "private, no-cache";
        await context.Response.WriteAsJsonAsync(new { waiting.Count, Items = items, Objects = objects }, PageJson.Snake, context.RequestAborted);
    }

    private static async ValueTask<IReadOnlyList<Waiting>> OfAsync(Session session, ObjectSchema definition, ReviewDefinition review, ActionDefinition declared, CancellationToken ct)
    {
        if (RecordActions.Find(session, definition, declared) is not { } action)
            return [];

        var by = review.By is { } name ? new FieldPath(definition[name]) : null;
        var ofOthers = by is null ? null : Condition.AnyOf(Condition.IsEmpty(by), Condition.Not(Condition.Equal(by, ContextName.Me)));
        var condition = Condition.AllOf(definition.ActionConditions.GetValueOrDefault(review.Action), ofOthers);
        var waiting = new List<Waiting>();
        foreach (var record in await session.FindWhereAsync(definition, condition, RecordActions.Needed(declared), MostLookedAt, ct))
            if (await action.MayRunAsync(record, session, ct))
                waiting.Add(await ShownAsync(session, record, review, ct));

        return waiting;
    }

    /// <summary>As far as the reader may read it.</summary>
    private static async ValueTask<Waiting> ShownAsync(Session session, Record record, ReviewDefinition review, CancellationToken ct)
    {
        var access = session.Access.On(record.Object);
        var amount = Read(review.Amount) as decimal?;
        return new Waiting(
            record.Object.Name,
            record.Id,
            access.MayRead(record.Object.NameField) ? record[record.Object.NameField]?.ToString() : null,
            await AboutAsync(),
            Read(review.By) is Guid person ? session.Organization.Find(person)?.Name : null,
            amount,
            amount is null ? null : Read($"{review.Amount}_currency") as string,
            Read(review.Since) as DateTimeOffset?);

        object? Read(string? name) => name is not null && record.Object.Find(name) is { } field && access.MayRead(field) ? record[field] : null;

        async ValueTask<string?> AboutAsync() =>
            Read(review.About) is Guid id && record.Object[review.About!].Target is { } target && session.Access.On(target).MayRead(target.NameField)
            && (await session.FindAsync(target, id, ct: ct)).Record is { } about
                ? about[target.NameField]?.ToString()
                : null;
    }

    /// <summary>One record that waits.</summary>
    private sealed record Waiting(string Object, Guid Id, string? Name, string? About, string? By, decimal? Amount, string? Currency, DateTimeOffset? Since);
}
