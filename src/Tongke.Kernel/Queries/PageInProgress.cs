using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Queries;

/// <summary>A page that is filled by the rows of one statement after the other.</summary>
/// <param name="size">Most records.</param>
/// <param name="skip">Records to pass over before the first.</param>
/// <param name="types">Types of the order's keys.</param>
/// <param name="firstKey">The column of the first key; the others follow it.</param>
/// <param name="after">Keys of the record before the page.</param>
internal sealed class PageInProgress(int size, int skip, IReadOnlyList<ExprType> types, int firstKey, IReadOnlyList<object?>? after)
{
    private int read;
    private int skipped;

    /// <summary>Rows that the next statement should give at most: one more than the page takes shows that there is a next page.</summary>
    public long Wanted => (long)size - read + skip - skipped + 1;

    /// <summary>Rows of the last statement that were read.</summary>
    public long LookedAt { get; private set; }

    /// <summary>Keys of the record behind which it goes on: the last of the page, or while it is not full the last that was looked at.</summary>
    public IReadOnlyList<object?>? Last { get; private set; } = after;

    /// <summary>Takes rows until the page is full.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="row">Writes one.</param>
    /// <param name="written">Called after each.</param>
    /// <param name="isHit">Which rows are meant; null for all.</param>
    /// <param name="goesOn">Whether another statement of the same order goes on behind the last row.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>Whether there is a record behind the full page.</returns>
    public async ValueTask<bool> TakeAsync(Rows rows, Action<Rows> row, Func<ValueTask>? written, Func<Rows, bool>? isHit, bool goesOn, CancellationToken ct)
    {
        LookedAt = 0;
        while (await rows.ReadAsync(ct))
        {
            LookedAt++;
            var isMeant = isHit?.Invoke(rows) != false;
            if (isMeant && read == size)
                return true;

            var isTaken = isMeant && skipped == skip;
            if (isTaken)
            {
                row(rows);
                read++;
            }
            else if (isMeant)
            {
                skipped++;
            }

            if (read < size ? goesOn : isTaken)
                Last = [.. types.Select((type, i) => Values.Read(rows, firstKey + i, type))];
            if (isTaken && written is not null)
                await written();
        }

        return false;
    }

    /// <summary>Where the next page begins.</summary>
    public string Continuation(PageOrder order) => Queries.Continuation.Write(order.Signature, Last!);
}
