using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.HandOvers;

/// <summary>What a hand-over would take, before it does: only what the one who asks may give away is counted, and how much lies beyond is said.</summary>
public static class PreviewHandOver
{
    /// <summary>Counts it; or why it can't be.</summary>
    public static async ValueTask<(HandOverPreview? Preview, Refusal? Refusal)> RunAsync(HandOverAsk ask, Session session, CancellationToken ct)
    {
        if (GuardHandOver.Check(ask, session) is { } refusal)
            return (null, refusal);

        var lines = new List<HandOverPreviewLine>();
        foreach (var definition in HandOverScope.Objects(session, ask).ToArray())
        {
            var (meant, inReach) = await HandOverScope.CountAsync(session, definition, ask, handOver: null, ct);
            lines.Add(new(definition.Name, (definition.Definition.Plural ?? definition.Label).In(session.Actor.Language), inReach, meant - inReach, definition.HandOverOpen is not null));
        }

        return (new(lines, await MayRevokeAsync(ask, session, ct)), null);
    }

    private static async ValueTask<bool> MayRevokeAsync(HandOverAsk ask, Session session, CancellationToken ct) =>
        ask.From is { } from && from != session.Actor.UserId
        && await session.FindAsync(session.Schema["user"], from, RecordAction.Edit, ct) is { Record: { } user, Refusal: null }
        && session.Access.On(user.Object).MayEdit(user.Object["active"]);
}

/// <summary>What a hand-over would take.</summary>
/// <param name="Lines">Object by object.</param>
/// <param name="MayRevoke">Whether the one who asks may revoke the person's access.</param>
public sealed record HandOverPreview(IReadOnlyList<HandOverPreviewLine> Lines, bool MayRevoke);

/// <summary>What of one object.</summary>
/// <param name="Object">Its name.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Count">How many would be handed over.</param>
/// <param name="OutOfReach">How many are beyond the rights of the one who asks.</param>
/// <param name="OnlyOpen">Whether closed ones stay unless asked for.</param>
public sealed record HandOverPreviewLine(string Object, string Label, long Count, long OutOfReach, bool OnlyOpen);
