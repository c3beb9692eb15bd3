using System.Collections.Concurrent;
using Tongke.Testing;
using Xunit;

namespace Tongke.Storage.Tests;

public sealed class NoticeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEveryDatabase]
    public async Task A_notice_reaches_those_who_listen_to_its_channel(TestDatabase database)
    {
        var location = database.NewLocation();
        await using var db = await Database.OpenAsync(location, Ct);
        await using var other = db.Dialect == Dialect.Postgres ? await Database.OpenAsync(location, Ct) : null;
        var heard = new ConcurrentQueue<string>();
        using var all = new SemaphoreSlim(0);
        void Hear(string payload)
        {
            heard.Enqueue(payload);
            all.Release();
        }

        using (await (other ?? db).ListenAsync("changed", Hear, Ct))
        {
            await db.NotifyAsync(new Notice("elsewhere", "no"), Ct);
            await db.NotifyAsync(new Notice("changed", "一\n二"), Ct);
            Assert.True(await all.WaitAsync(TimeSpan.FromSeconds(5), Ct));
        }

        await db.NotifyAsync(new Notice("changed", "after"), Ct);
        await Task.Delay(100, Ct);
        Assert.Equal(["一\n二"], heard);
        await Assert.ThrowsAsync<ArgumentException>(() => db.NotifyAsync(new Notice("changed", new string('x', 2001)), Ct));
    }
}
