using System.Collections.Concurrent;
using Tongke.Storage;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Hostile;

public sealed class OutageTests
{
    private const int Clients = 8;

    [Fact]
    public async Task PostgreSQL_restarted_under_load_costs_clean_answers_and_no_acknowledged_record()
    {
        var cluster = PgCluster.StartOwn();
        try
        {
            await using var app = await TestApp.StartAsync(new DatabaseLocation.PostgresSchema(cluster.CreateDatabase(), Identifier.Of("workspace")));
            var boss = await app.SignInAsync();
            var (kept, refused) = (new ConcurrentBag<Guid>(), new ConcurrentBag<TestAnswer>());
            using var stop = new CancellationTokenSource();
            var clients = Enumerable.Range(0, Clients).Select(n => Task.Run(() => WriteAndReadAsync(boss, n, kept, refused, stop.Token))).ToArray();

            foreach (var mode in new[] { "fast", "immediate" })
            {
                await Task.Delay(500, TestContext.Current.CancellationToken);
                cluster.Stop(mode);
                await Task.Delay(300, TestContext.Current.CancellationToken);
                cluster.Start();
            }

            var before = kept.Count;
            for (var waited = 0; kept.Count < before + 50; waited++)
            {
                Assert.True(waited < 200, "Writing did not go on by itself.");
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }

            await stop.CancelAsync();
            await Task.WhenAll(clients);

            Assert.NotEmpty(refused);
            Assert.All(refused, answer =>
            {
                Assert.True(answer.Status == 503, $"{answer.Status} {answer.Text}");
                Assert.True(answer.Headers.RetryAfter is not null && !string.IsNullOrEmpty(answer.Json.GetProperty("error").GetProperty("message").GetString()));
            });
            foreach (var id in kept)
                Assert.Equal(200, (await boss.GetAsync($"/api/v1/lead/{id}")).Status);
        }
        finally
        {
            cluster.Remove();
        }
    }

    private static async Task WriteAndReadAsync(TestClient boss, int number, ConcurrentBag<Guid> kept, ConcurrentBag<TestAnswer> refused, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var made = await boss.PostAsync("/api/v1/lead", new { name = $"L{number}-{i}" });
            if (made.Status == 201)
                kept.Add(made.Json.GetProperty("id").GetGuid());
            else
                refused.Add(made);

            var read = await boss.GetAsync("/api/v1/lead?$top=5&$count=true");
            if (read.Status != 200)
                refused.Add(read);
        }
    }
}
