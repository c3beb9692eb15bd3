using Tongke.Crm.Customers;
using Tongke.Crm.Rules;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.HandOvers;

/// <summary>
/// Tells who was given a colleague's work, or whom it was taken from again, how much of what it is. The message leads to their share of it: to the hand-over
/// itself only few have a right. Of objects that the heir may not read nothing is said.
/// </summary>
internal static class TellHeirs
{
    /// <summary>One message for each heir, save the one who handed over to themself.</summary>
    public static void Tell(Session session, HandOver handOver, IReadOnlyList<GivenRecords> given, bool isUndone)
    {
        var order = session.Schema.Objects.Where(o => o.IsOwned).OrderBy(o => HandOverScope.Follows(o).Count).Select((o, i) => (o.Name, i)).ToDictionary(o => o.Name, o => o.i);
        foreach (var share in given.Where(g => g.Heir != handOver.Record.Owner).GroupBy(g => g.Heir))
        {
            if (session.Organization.Find(share.Key) is not { } heir)
                continue;

            var access = session.Workspace.PolicyOf(Actor.User(heir.Id, heir.Name, heir.Roles));
            var parts = share.Where(g => session.Schema.Find(g.Object) is { } given && access.On(given).May(RecordAction.Read)).OrderBy(g => order.GetValueOrDefault(g.Object, int.MaxValue)).ToArray();
            if (parts.Length == 0)
                continue;

            var language = Notification.LanguageOf(session, share.Key);
            var id = DerivedId.Of(session, handOver.Record.Id, isUndone ? DerivedId.Of(session, share.Key, handOver.Record.Id) : share.Key);
            var title = new Message(isUndone ? "hand_over_taken_back" : "handed_over", handOver.Record["title"], parts.Sum(p => p.Count));
            var text = string.Join(language == Language.Chinese ? "、" : ", ", parts.Select(p => $"{session.Schema[p.Object].Label.In(language)} {p.Count}"));
            var definition = session.Schema[parts[0].Object];
            if (isUndone && access.On(handOver.Record.Object).May(RecordAction.Read))
                Notification.Make(session, id, share.Key, Notification.HandedOver, title, handOver.Record, text);
            else
                Notification.Make(session, id, share.Key, Notification.HandedOver, title, definition, isUndone ? null : FilterOf(definition, share.Key, handOver), text);
        }
    }

    /// <summary>What the heir holds since the hand-over began.</summary>
    private static string FilterOf(ObjectSchema definition, Guid heir, HandOver handOver)
    {
        var since = definition.Find(PoolFields.OwnerSince)?.Name ?? SystemFields.UpdatedAt;
        return FormattableString.Invariant($"{HandOverScope.Holder(definition).Name} eq {heir} and {since} ge {handOver.StartedAt:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}");
    }
}
