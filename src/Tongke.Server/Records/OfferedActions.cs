using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Server.Http;

namespace Tongke.Server.Records;

/// <summary>What somebody may do with a record as it stands: change it, delete it, and which of its object's actions. Screens offer that and nothing else.</summary>
internal static class OfferedActions
{
    public static async ValueTask<Answer> AnswerAsync(Session session, ObjectSchema definition, RecordRequest request, CancellationToken ct)
    {
        var record = await RecordKeys.GetAsync(session, definition, request.Path, RecordAction.Read, ct);
        var (edits, deletes) = (await ReachesAsync(RecordAction.Edit), await ReachesAsync(RecordAction.Delete) && !await IsLockedAsync());
        var actions = new List<string>();
        foreach (var declared in definition.Definition.Actions)
            if (RecordActions.Find(session, definition, declared) is { } action
                && await ReachesAsync(RecordActions.Needed(declared))
                && (!definition.ActionConditions.TryGetValue(declared.Name, out var when) || await session.FulfilsAsync(record, when, ct))
                && await action.MayRunAsync(record, session, ct))
                actions.Add(declared.Name);

        return new Answer(200)
        {
            Body = (writer, _) =>
            {
                writer.WriteStartObject();
                writer.WriteBoolean("edit", edits);
                writer.WriteBoolean("delete", deletes);
                writer.WriteStartArray("actions");
                foreach (var name in actions)
                    writer.WriteStringValue(name);
                writer.WriteEndArray();
                writer.WriteEndObject();
                return ValueTask.CompletedTask;
            },
        };

        // A quote that was sent, an invoice that was issued stays, whoever asks.
        async ValueTask<bool> IsLockedAsync()
        {
            foreach (var held in definition.Locks)
                if (held.IsWhole && !record.IsDeleted && await session.FulfilsAsync(record, held.When, ct))
                    return true;

            return false;
        }

        async ValueTask<bool> ReachesAsync(RecordAction action) => (await session.FindAsync(definition, record.Id, action, ct)).Refusal is null;
    }
}
