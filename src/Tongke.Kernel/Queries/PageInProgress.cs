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

    /// <summary>Keys of the last record of a full page, or of a walk; before there is one, of the record before the page.</summary>
    public IReadOnlyList<object?>? Last { get; private set; } = after;

    /// <summary>Takes rows until the page is full.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="row">Writes one.</param>
    /// <param name="written">Called after each.</param>
    /// <param name="isWalk">Whether another statement goes on behind the last row when the page is not full.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>Whether there is a record behind the full page.</returns>
    public async ValueTask<bool> TakeAsync(Rows rows, Action<Rows> row, Func<ValueTask>? written, bool isWalk, CancellationToken ct)
    {
        while (await rows.ReadAsync(ct))
        {
            if (read == size)
                return true;

            var isSkipped = skipped < skip;
            if (isSkipped)
                skipped++;
            else
                row(rows);

            read += isSkipped ? 0 : 1;
            if (read == size || isWalk)
                Last = [.. types.Select((type, i) => Values.Read(rows, firstKey + i, type))];
            if (written is not null && !isSkipped)
                await written();
        }

        return false;
    }

    /// <summary>Where the next page begins.</summary>
    public string Continuation(PageOrder order) => Queries.Continuation.Write(order.Signature, Last!);
}
