using System.Text.Json;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Queries;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Server.Errors;
using Tongke.Server.Http;
using Tongke.Server.Identity;

namespace Tongke.Server.Definitions;

/// <summary>
/// What a designer needs to know of definitions, in both languages: <c>GET /api/definitions</c> (all objects), <c>GET /api/definitions/{object}</c> (one, whole),
/// <c>GET …/usage</c> (how many records hold a value in each field) and <c>POST /api/formulas/check</c>.
/// They are changed as records of <c>object_customisation</c>, and whoever may read those may ask here.
/// </summary>
public static class DefinitionEndpoints
{
    /// <summary>Adds the endpoints.</summary>
    public static void MapDefinitions(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/definitions", ListAsync);
        endpoints.MapGet("/api/definitions/{name}", OneAsync);
        endpoints.MapGet("/api/definitions/{name}/usage", UsageAsync);
        endpoints.MapPost("/api/formulas/check", CheckFormulaAsync).ChangesNothing();
    }

    private static async Task ListAsync(HttpContext context, Workspace workspace)
    {
        var session = Open(context, workspace);
        await Answers(writer => DefinitionJson.WriteList(writer, session)).SendAsync(context);
    }

    private static async Task OneAsync(HttpContext context, Workspace workspace, string name)
    {
        var session = Open(context, workspace);
        var definition = ObjectOf(session, name);
        var customisation = await CustomisationAsync(session, name, context.RequestAborted);
        await Answers(writer => DefinitionJson.WriteOne(writer, session, definition, customisation)).SendAsync(context);
    }

    private static async Task UsageAsync(HttpContext context, Workspace workspace, string name)
    {
        var session = Open(context, workspace);
        var usage = await FieldUsage.CountAsync(workspace.Database, ObjectOf(session, name), context.RequestAborted);
        await Answers(usage.Write).SendAsync(context);
    }

    /// <summary>
    /// <c>{"object","formula","result"?}</c>: the type of what the formula answers, with the filter builder's form of a condition where it has one; or what is
    /// wrong and where. With <c>"filter"</c> in the place of the formula: the formula that says the same. Who may not read the definitions, and so learns of fields
    /// only as far as they may read them, is told of the others as of fields that there are not.
    /// </summary>
    private static async Task CheckFormulaAsync(HttpContext context, Workspace workspace)
    {
        Administration.RefuseLimitedKey(context.GetActor());
        var session = workspace.Open(context.GetActor());
        if (!MayRead(session, "object_customisation") && !MayRead(session, "role"))
            throw new RequestRefusedException(Refusals.ToError(new Forbidden(new("definitions_forbidden"))));

        var body = await RequestBody.ReadObjectAsync(context);
        var definition = ObjectOf(session, body.Text("object") ?? throw RequestFields.Refused("object", "required", "object"));
        Func<FieldSchema, bool>? sees = MayRead(session, "object_customisation") ? null : field => QueryRights.MaySee(session, field);
        var result = body.TryGetProperty("filter", out var filter)
            ? FilterJson.Parse(filter, definition, sees)
            : Formula.Parse(body.Text("formula") ?? throw RequestFields.Refused("formula", "required", "formula"), definition, sees);
        var language = context.GetLanguage();
        await Answers(writer => DefinitionJson.WriteFormula(writer, result, definition, body.Text("result"), language)).SendAsync(context);
    }

    private static Session Open(HttpContext context, Workspace workspace)
    {
        Administration.RefuseLimitedKey(context.GetActor());
        var session = workspace.Open(context.GetActor());
        return MayRead(session, "object_customisation") ? session : throw new RequestRefusedException(Refusals.ToError(new Forbidden(new("definitions_forbidden"))));
    }

    private static bool MayRead(Session session, string name) => session.Access.On(session.Schema[name]).May(RecordAction.Read);

    private static ObjectSchema ObjectOf(Session session, string name) =>
        session.Schema.Find(name) ?? throw new RequestRefusedException(404, "unknown_object", name.Length > 60 ? "…" : name);

    private static async Task<Record?> CustomisationAsync(Session session, string name, CancellationToken ct)
    {
        var definition = session.Schema["object_customisation"];
        return await session.FindWhereAsync(definition, Condition.Equal(new FieldPath(definition["object"]), name), top: 1, ct) is [var found, ..] ? found : null;
    }

    private static Answer Answers(Action<Utf8JsonWriter> write) => new(200)
    {
        Headers = [("Cache-Control", "private, no-cache")],
        Body = (writer, _) =>
        {
            write(writer);
            return ValueTask.CompletedTask;
        },
    };
}
