using System.Globalization;
using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Queries;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Server.Errors;
using Tongke.Server.Http;

namespace Tongke.Server.Records;

/// <summary>
/// <c>$delta</c>: what changed since a token. Without one everything that ever changed comes, page by page; <c>token=latest</c> gives the present
/// point alone, for clients that read the lists themselves.
/// </summary>
internal static class DeltaReads
{
    public static async ValueTask<Answer> AnswerAsync(Session session, ObjectSchema definition, RecordRequest request, CancellationToken ct)
    {
        if (!session.Access.On(definition).May(RecordAction.Read))
            throw new RequestRefusedException(Refusals.ToError(new Forbidden(new("forbidden_action", definition.Label, RecordAction.Read.Label()))));

        await session.Workspace.Sealer.SealAsync(ct);
        var token = request.Options.GetValueOrDefault("token") ?? request.Options.GetValueOrDefault("$deltatoken") ?? "0";
        if (token == "latest")
            return Page(definition, request, [], new([], [], await Delta.LatestAsync(session, ct), false));

        if (!long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var since))
            throw new RequestRefusedException(400, "malformed_token");

        var page = await Delta.ReadAsync(session, definition, since, ct);
        var options = request.Options.Where(o => o.Key is "$select" or "$expand").ToDictionary();
        var asked = RecordReads.Parse(session, definition, request with { Options = options });
        var id = new FieldPath(definition[SystemFields.Id]);

        // One change may bring more records than a page has: a team, an account with its comments, the parents of many children.
        var lists = new List<RecordList>();
        foreach (var ids in page.Changed.Chunk(Query.LargestPage).DefaultIfEmpty([]))
        {
            var (list, refusal) = RecordList.Compile(session, new Query(asked with { Filter = Condition.IsAmong(id, ids), Top = Query.LargestPage }));
            Refusals.ThrowIfAny(refusal);
            lists.Add(list!);
        }

        return Page(definition, request, page.Changed.Count > 0 ? lists : [], page);
    }

    private static Answer Page(ObjectSchema definition, RecordRequest request, IReadOnlyList<RecordList> lists, DeltaPage page) => new(200)
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
            var token = page.Token.ToString(CultureInfo.InvariantCulture);
            writer.WriteString(page.HasMore ? "@odata.nextLink" : "@odata.deltaLink", $"{request.Root}/{definition.Name}/$delta?token={token}");
            writer.WriteString("@tongke.token", token);
            writer.WriteEndObject();
        },
    };

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
