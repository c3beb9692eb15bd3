using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Server.Errors;
using Tongke.Server.Http;

namespace Tongke.Server.Records;

/// <summary>Which of some colleagues whom the caller sees see a record, for whoever sees it and is about to name them in a comment; and whether one may take them into its team.</summary>
internal static class RecordReaders
{
    private const int MostPeople = 50;

    public static async ValueTask<Answer> AnswerAsync(Session session, ObjectSchema definition, RecordRequest request, CancellationToken ct)
    {
        var record = await RecordKeys.GetAsync(session, definition, request.Path, RecordAction.Read, ct);
        var asked = IdsOf(request.Options.GetValueOrDefault("users") ?? "");
        var people = new List<(Guid Id, bool Sees)>();
        foreach (var member in (await SeenAsync(session, asked, ct)).Select(session.Workspace.Organization.Find).OfType<Member>().Where(m => m.Active))
        {
            var theirs = session.Workspace.Open(Actor.User(member.Id, member.Name, member.Roles));
            people.Add((member.Id, (await theirs.FindAsync(definition, record.Id, RecordAction.Read, ct)).Refusal is null));
        }

        var mayShare = await MayShareAsync(session, record, ct);
        return new Answer(200)
        {
            Body = (writer, _) =>
            {
                writer.WriteStartObject();
                writer.WriteBoolean("mayShare", mayShare);
                writer.WriteStartArray("value");
                foreach (var (id, sees) in people)
                {
                    writer.WriteStartObject();
                    writer.WriteString("id", id);
                    writer.WriteBoolean("sees", sees);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
                return ValueTask.CompletedTask;
            },
        };
    }

    /// <summary>Those of the users whom the caller may see: of others it is not even told that they are there.</summary>
    private static async ValueTask<IEnumerable<Guid>> SeenAsync(Session session, Guid[] asked, CancellationToken ct)
    {
        var users = session.Schema["user"];
        if (asked.Length == 0 || !session.Access.On(users).May(RecordAction.Read))
            return [];

        var seen = await session.FindWhereAsync(users, Condition.IsAmong(new FieldPath(users[SystemFields.Id]), asked), asked.Length, ct);
        return asked.Intersect(seen.Select(u => u.Id));
    }

    /// <summary>Members are named by people whose role lets them edit the record.</summary>
    private static async ValueTask<bool> MayShareAsync(Session session, Record record, CancellationToken ct) =>
        session.Actor.Key is null && session.Access.On(session.Schema["record_member"]).May(RecordAction.Create)
        && session.Access.On(record.Object) is var access && access.May(RecordAction.Edit) && await session.FulfilsAsync(record, access.Edit, ct);

    private static Guid[] IdsOf(string list)
    {
        var ids = list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (ids.Length > MostPeople)
            throw new RequestRefusedException(400, "too_many", MostPeople);

        return [.. ids.Select(id => Guid.TryParse(id, out var user) ? user : throw new RequestRefusedException(400, "expected_ids")).Distinct()];
    }
}
