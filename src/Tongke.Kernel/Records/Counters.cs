using System.Collections.Concurrent;
using Tongke.Storage;

namespace Tongke.Kernel.Records;

/// <summary>Durable counters by name and period. Draws that arrive while one is on its way share the next write.</summary>
internal sealed class Counters(Database database)
{
    private readonly ConcurrentDictionary<(string Name, string Period), Counter> counters = new();

    /// <summary>The next value, from 1; no other call on any node ever gets the same.</summary>
    public Task<long> NextAsync(string name, string period, CancellationToken ct) =>
        counters.GetOrAdd((name, period), key => new Counter(database, key.Name, key.Period)).NextAsync(ct);

    /// <summary>So many values at once, by one write; the last of them is answered.</summary>
    public Task<long> TakeAsync(string name, string period, int count, CancellationToken ct) =>
        counters.GetOrAdd((name, period), key => new Counter(database, key.Name, key.Period)).RaiseAsync(count).WaitAsync(ct);

    private sealed class Counter(Database database, string name, string period)
    {
        private readonly Lock gate = new();
        private List<TaskCompletionSource<long>> waiting = [];
        private bool drawing;

        public Task<long> NextAsync(CancellationToken ct)
        {
            var place = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (gate)
            {
                waiting.Add(place);
                if (!drawing)
                {
                    drawing = true;
                    _ = DrawAsync();
                }
            }

            return place.Task.WaitAsync(ct);
        }

        private async Task DrawAsync()
        {
            while (true)
            {
                List<TaskCompletionSource<long>> served;
                lock (gate)
                {
                    if (waiting.Count == 0)
                    {
                        drawing = false;
                        return;
                    }

                    (served, waiting) = (waiting, []);
                }

                try
                {
                    var last = await RaiseAsync(served.Count);
                    for (var i = 0; i < served.Count; i++)
                        served[i].SetResult(last - served.Count + 1 + i);
                }
#pragma warning disable CA1031 // Whatever went wrong, those who wait must hear of it.
                catch (Exception failure)
#pragma warning restore CA1031
                {
                    foreach (var place in served)
                        place.SetException(failure);
                }
            }
        }

        public async Task<long> RaiseAsync(long by)
        {
            var batch = new WriteBatch();
            var raise = batch.Add(
                Sql.From($"insert into number_counter (name, period, value) values ({name}, {period}, {by}) on conflict (name, period) do update set value = number_counter.value + excluded.value returning value"),
                returning: true);
            return await database.WriteAsync(batch) is Committed done
                ? done.Returned(raise)[0].GetInt64(0)
                : throw new InvalidOperationException($"The counter {name} could not be raised.");
        }
    }
}
