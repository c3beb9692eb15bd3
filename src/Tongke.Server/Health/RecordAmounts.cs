using System.Collections.Concurrent;
using Tongke.Kernel;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Server.Health;

/// <summary>How many living records the objects have. Counting millions takes its time, so that each object is counted at most once in a while, whoever asks.</summary>
public sealed class RecordAmounts(Workspace workspace)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (Task<long> Count, DateTimeOffset At)> counted = new(StringComparer.Ordinal);

    /// <summary>The number, and when it was counted.</summary>
    public async Task<(long Count, DateTimeOffset At)> OfAsync(ObjectSchema definition)
    {
        var now = workspace.Clock.GetUtcNow();
        var (count, at) = counted.AddOrUpdate(
            definition.Name,
            _ => (CountAsync(definition), now),
            (_, last) => last.Count.IsFaulted || now - last.At >= Lifetime ? (CountAsync(definition), now) : last);
        return (await count, at);
    }

    // Several who ask wait for one count, so that it does not end with the request of the first.
    private Task<long> CountAsync(ObjectSchema definition) =>
        workspace.Database.ScalarAsync<long>(Sql.From($"select count(*) from {definition.Table} where deleted_at is null"), CancellationToken.None).AsTask();
}
