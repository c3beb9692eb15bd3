using System.Globalization;
using System.Text.Json;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Changes;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Server.Errors;
using Tongke.Server.Http;
using Tongke.Server.Identity;
using Tongke.Server.Records;

namespace Tongke.Server.Audit;

/// <summary>
/// The log of all changes for administrators: <c>GET /api/changes?object=&amp;record=&amp;actor=&amp;kind=&amp;from=&amp;to=&amp;before=&amp;top=</c>, newest first,
/// and <c>POST /api/changes/verify</c>, which recomputes the chain of hashes.
/// </summary>
public static class ChangeEndpoints
{
    private const int MostEntries = 500;
    private const int UsualEntries = 50;
    private static readonly string[] Kinds = ["created", "updated", "deleted", "restored", "purged"];

    /// <summary>Adds the endpoints.</summary>
    public static void MapChanges(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/changes", FindAsync);
        endpoints.MapPost("/api/changes/verify", VerifyAsync);
    }

    private static async Task FindAsync(HttpContext context, Workspace workspace)
    {
        Require(context, workspace);
        var query = QueryOf(context);
        var language = context.GetLanguage();
        var found = await new ChangeSearch(workspace.Database).FindAsync(workspace.Open(context.GetActor()), query, context.RequestAborted);
        await new Answer(200)
        {
            Body = (writer, _) =>
            {
                writer.WriteStartObject();
                writer.WriteStartArray("value");
                foreach (var change in found)
                    Write(writer, change, language);
                writer.WriteEndArray();
                if (found.Count == query.Top)
                    writer.WriteString("before", found[^1].Id);
                writer.WriteEndObject();
                return ValueTask.CompletedTask;
            },
        }.SendAsync(context);
    }

    private static async Task VerifyAsync(HttpContext context, Workspace workspace)
    {
        Require(context, workspace);
        await workspace.Sealer.SealAsync(context.RequestAborted);
        var (verified, broken) = await workspace.Sealer.VerifyAsync(context.RequestAborted);
        await new Answer(200)
        {
            Body = (writer, _) =>
            {
                writer.WriteStartObject();
                writer.WriteNumber("verified", verified);
                if (broken is { } at)
                    writer.WriteNumber("brokenAt", at);
                writer.WriteEndObject();
                return ValueTask.CompletedTask;
            },
        }.SendAsync(context);
    }

    private static void Require(HttpContext context, Workspace workspace) => Administration.Require(workspace, context.GetActor());

    private static ChangeQuery QueryOf(HttpContext context)
    {
        var query = context.Request.Query;
        string? Text(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;
        Guid? Id(string name) => Text(name) is not { } text ? null : Guid.TryParse(text, out var id) ? id : throw RequestFields.Refused(name, "expected_id");
        DateTimeOffset? Moment(string name) => Text(name) is not { } text
            ? null
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : throw RequestFields.Refused(name, "expected_datetime");
        var kind = Text("kind");
        return new ChangeQuery
        {
            Object = Text("object"),
            Record = Id("record"),
            Actor = Id("actor"),
            Kind = kind is null || Kinds.Contains(kind) ? kind : throw RequestFields.Refused("kind", "unknown_change_kind", string.Join(", ", Kinds)),
            From = Moment("from"),
            To = Moment("to"),
            Before = Id("before"),
            Top = int.TryParse(Text("top"), NumberStyles.None, CultureInfo.InvariantCulture, out var top) ? Math.Clamp(top, 1, MostEntries) : UsualEntries,
        };
    }

    private static void Write(Utf8JsonWriter writer, FoundChange change, Language language)
    {
        writer.WriteStartObject();
        writer.WriteString("id", change.Id);
        if (change.Seq is { } seq)
            writer.WriteNumber("seq", seq);
        writer.WriteString("object", change.Object.Name);
        writer.WriteString("record", change.Record);
        writer.WriteNumber("version", change.Version);
        writer.WriteString("kind", change.Kind);
        writer.WriteString("at", change.At.UtcDateTime.ToString(Values.InstantFormat, CultureInfo.InvariantCulture));
        writer.WriteStartObject("actor");
        if (change.Actor is { } actor)
            writer.WriteString("id", actor);
        writer.WriteString("name", SystemActors.NameIn(change.ActorName, change.Actor, language));
        writer.WriteString("via", change.Via);
        writer.WriteString("address", change.Address);
        writer.WriteEndObject();
        RecordHistory.WriteFields(writer, change.Fields);
        writer.WriteEndObject();
    }
}
