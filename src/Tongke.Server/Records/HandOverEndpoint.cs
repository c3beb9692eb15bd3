using System.Text.Json;
using Tongke.Crm.HandOvers;
using Tongke.Kernel;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Server.Errors;
using Tongke.Server.Http;
using Tongke.Server.Identity;
using Task = System.Threading.Tasks.Task;

namespace Tongke.Server.Records;

/// <summary><c>POST /api/hand-over/preview</c>: what a hand-over would take, object by object. The hand-over itself is a record of <c>hand_over</c>.</summary>
public static class HandOverEndpoint
{
    private static readonly JsonSerializerOptions Snake = new(Json.Relaxed) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Adds the endpoint.</summary>
    public static void MapHandOver(this IEndpointRouteBuilder endpoints) => endpoints.MapPost("/api/hand-over/preview", PreviewAsync).ChangesNothing();

    private static async Task PreviewAsync(HttpContext context, Workspace workspace)
    {
        var actor = context.GetActor();
        var session = workspace.Open(context.Request.AskedLanguage() is { } language ? actor with { Language = language } : actor);
        if (session.Schema.Find(HandOver.ObjectName) is not { } definition || !session.Access.On(definition).May(Kernel.Access.RecordAction.Create))
            Refusals.ThrowIfAny(new Forbidden(new("hand_over_forbidden")));

        var body = await RequestBody.ReadObjectAsync(context);
        var (preview, refusal) = await PreviewHandOver.RunAsync(AskOf(body), session, context.RequestAborted);
        Refusals.ThrowIfAny(refusal);
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsJsonAsync(preview, Snake, context.RequestAborted);
    }

    private static HandOverAsk AskOf(JsonElement body)
    {
        try
        {
            var asked = body.Deserialize<Asked>(Snake)!;
            return new(asked.FormerOwner, asked.Heirs ?? [], asked.Objects, asked.Object, [.. (asked.Records ?? []).Distinct()], FollowsAccount: true, asked.IncludeOpen ?? true, asked.IncludeClosed ?? false, new Dictionary<string, long>());
        }
        catch (JsonException)
        {
            throw new RequestRefusedException(Refusals.ToError(new Invalid([new(null, new("hand_over_form"))])));
        }
    }

    private sealed record Asked(Guid? FormerOwner, Guid[]? Heirs, string[]? Objects, string? Object, Guid[]? Records, bool? IncludeOpen, bool? IncludeClosed);
}
