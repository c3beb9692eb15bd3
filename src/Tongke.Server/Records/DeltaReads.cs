using System.Globalization;
using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Queries;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Server.Errors;
using Tongke.Server.Http;

namespace Tongke.Server.Records;

/// <summary>
/// <c>$delta</c>: what changed since a token. Without one everything that ever changed comes, page by page; <c>token=latest</c> gives the present
/// point alone, for clients that read the lists themselves. Links carry on what was asked for. A token holds good for a reader who sees the same of such
/// records; who was given a field or lost one begins anew.
/// </summary>
internal static class DeltaReads
{
    public static async ValueTask<Answer> AnswerAsync(Session session, ObjectSchema definition, RecordRequest request, CancellationToken ct)
    {
        if (!session.Access.On(definition).May(RecordAction.Read))
            throw new RequestRefusedException(Refusals.ToError(new Forbidden(new("forbidden_action", definition.Label, RecordAction.Read.Label()))));

        if (request.Options.Keys.FirstOrDefault(o => o is RecordReads.PageOption or "deleted" || o.StartsWith('$') && o is not ("$select" or "$expand" or "$deltatoken" or "$format")) is { } other)
            throw new RequestRefusedException(400, "delta_option", other.Cut(60));

        await session.Workspace.Sealer.SealAsync(ct);
        var options = request.Options.Where(o => o.Key is "$select" or "$expand").ToDictionary();
        var asked = RecordReads.Parse(session, definition, request with { Options = options });
        var stamp = session.StampOf(definition);
        var token = request.Options.GetValueOrDefault("token") ?? request.Options.GetValueOrDefault("$deltatoken") ?? "0";
        if (token == "latest")
            return Page(definition, request, [], new([], [], await Delta.LatestAsync(session, ct), false), stamp);

        var page = await Delta.ReadAsync(session, definition, PointOf(token, stamp), ct);
        var id = new FieldPath(definition[SystemFields.Id]);

        // One change may bring more records than a page has: a team, an account with its comments, the parents of many children.
        var lists = new List<RecordList>();
        foreach (var ids in page.Changed.Chunk(Query.LargestPage).DefaultIfEmpty([]))
        {
            var (list, refusal) = RecordList.Compile(session, new Query(asked with { Filter = Condition.IsAmong(id, ids), Top = Query.LargestPage }));
            Refusals.ThrowIfAny(refusal);
            lists.Add(list!);
        }

        return Page(definition, request, page.Changed.Count > 0 ? lists : [], page, stamp);
    }

    /// <summary>The point of the log that a token names, which must be one of a reader who sees the same of such records: what another saw of them is not told again.</summary>
    private static long PointOf(string token, string stamp)
    {
        var parts = token.Split('-', 2);
        if (!long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var since) || parts is [_, var of] && !(of.Length > 0 && of.All(char.IsAsciiHexDigitLower)))
            throw new RequestRefusedException(400, "malformed_token");

        return parts is [_, var other] && other != stamp ? throw new RequestRefusedException(410, "delta_over") : since;
    }

    private static Answer Page(ObjectSchema definition, RecordRequest request, IReadOnlyList<RecordList> lists, DeltaPage page, string stamp) => new(200)
    {
        Body = async (writer, written) =>
        {
            writer.WriteStartObject();
            writer.WriteString("@odata.context", $"{request.Root}/$metadata#{definition.Name}/$delta");
            writer.WriteStartArray("value");
            foreach (var list in lists)
                await list.WriteAsync(writer, written, CancellationToken.None);

            foreach (var id in page.Removed)
            {
                Removed(writer, request, definition, id);
            }

            writer.WriteEndArray();
            var token = string.Create(CultureInfo.InvariantCulture, $"{page.Token}-{stamp}");
            writer.WriteString(page.HasMore ? "@odata.nextLink" : "@odata.deltaLink", $"{request.Root}/{definition.Name}/$delta?{Carried(request)}token={token}");
            writer.WriteString("@tongke.token", token);
            writer.WriteEndObject();
        },
    };

    /// <summary>What the links go on asking for.</summary>
    private static string Carried(RecordRequest request) =>
        string.Concat(request.Options.Where(o => o.Key is "$select" or "$expand").Select(o => $"{o.Key}={Uri.EscapeDataString(o.Value)}&"));

    /// <summary>A record that is gone, or out of reach, as the version of OData writes it that the request wants.</summary>
    private static void Removed(Utf8JsonWriter writer, RecordRequest request, ObjectSchema definition, Guid id)
    {
        writer.WriteStartObject();
        if (request.IsOldOData)
        {
            writer.WriteString("@odata.context", $"{request.Root}/$metadata#{definition.Name}/$deletedEntity");
            writer.WriteString("id", $"{request.Root}/{definition.Name}({id})");
            writer.WriteString("reason", "changed");
        }
        else
        {
            writer.WriteStartObject("@removed");
            writer.WriteString("reason", "changed");
            writer.WriteEndObject();
            writer.WriteString(SystemFields.Id, id);
        }

        writer.WriteEndObject();
    }
}
