using Tongke.Kernel.Access;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Records;

/// <summary>The write path: every write of the product passes through <see cref="RunAsync"/>, and this is the whole of it.</summary>
internal static class Commit
{
    /// <summary>How often a commit is prepared again because others wrote the same records; then the person is told.</summary>
    private const int MaxAttempts = 20;

    /// <summary>How often it is looked whether others brought a sum to where a validation refuses it, so that rules may find another way, while it moves.</summary>
    private const int MaxLooks = 100;

    /// <summary>Longest pause before the next look, in milliseconds: those who come at once come apart.</summary>
    private const int LongestPause = 20;

    public static async Task<Refusal?> RunAsync(Session session, CancellationToken ct)
    {
        if (session.Actor.SeenBy is not null)
            return new Forbidden(new("seeing_as_read_only", session.Actor.Name));

        session.AskedFor = AskedFor.Of(session);
        var (looks, figures) = (0, "");
        for (var attempt = 1; ; attempt++)
        {
            session.Attempt = attempt;
            if (await Merging.WithExpectedVersionsAsync(session, ct) is { } stale)
                return stale;

            if (Authorization.OfRequest(session) is { } forbidden)
                return forbidden;

            // A rule that refuses may have seen what others did meanwhile: who comes second is told that, not what is left for them.
            if (await Preparation.RunAsync(session, ct) is { } refused)
                return await Merging.FindLateAsync(session, ct) ?? refused;

            var result = await Authorization.OfResultAsync(session, ct);
            if (result.Refusal is not null)
                return result.Refusal;

            if (result.Changes.Count == 0)
                return null;

            var (batch, shown) = RecordStore.Compose(session, result.Changes);
            switch (await session.Workspace.Database.WriteAsync(batch, ct))
            {
                case Committed committed:
                    foreach (var change in result.Changes)
                        change.Value.Record.Settle();
                    session.Settle();
                    await session.Workspace.CommittedAsync([.. result.Changes.Select(c => c.Value)]);
                    shown.Take(committed);
                    return null;

                case Refused { Reason: ExpectationMissed, Tag: Refusal told }:
                    return told;

                case Refused { Reason: ExpectationMissed, Tag: Record record } when attempt - looks < MaxAttempts:
                    if (await Merging.WithStoredAsync(session, record, ct) is { } conflict)
                        return conflict;
                    continue;

                case Refused { Reason: ExpectationMissed, Tag: BrokenValidation broken }:
                    var found = await RollUpValidation.FiguresAsync(session, broken, ct);
                    if (found == figures || ++looks >= MaxLooks)
                        return new Invalid([broken.Problem]);

                    figures = found;
                    await Task.Delay(Random.Shared.Next(Math.Min(looks, LongestPause)), ct);
                    Merging.Anew(session);
                    continue;

                case Refused { Reason: ExpectationMissed, Tag: MissedReference } when attempt - looks < MaxAttempts:
                    Merging.Anew(session);
                    continue;

                // What rules write down was written by another commit meanwhile: they look at it and go on from there.
                case Refused { Reason: UniqueViolated, Tag: Record { Object.Definition.WrittenByRules: true } } when attempt - looks < MaxAttempts:
                    Merging.Anew(session);
                    continue;

                case Refused { Reason: UniqueViolated unique, Tag: Record record } when attempt - looks < MaxAttempts && await AutoNumbers.GiveBackAsync(session, record, unique, ct):
                    Merging.Anew(session);
                    continue;

                // Two who do the same at once make the same records: the second is told that what they did it to has changed meanwhile, not of a duplicate.
                case Refused { Reason: UniqueViolated, Tag: Record } when attempt - looks < MaxAttempts && await Merging.FindOvertakenAsync(session, ct) is { } overtaken:
                    if (await Merging.WithStoredAsync(session, overtaken, ct) is { } late)
                        return late;
                    continue;

                case Refused refusal:
                    return await StoreRefusals.ExplainAsync(session, refusal, ct);
            }
        }
    }
}
