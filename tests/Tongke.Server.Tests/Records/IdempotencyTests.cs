using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Records;

/// <summary>Requests that come again under their key while they are still being done.</summary>
public sealed class IdempotencyTests
{
    [Theory, OnEveryDatabase]
    public async Task Retries_that_overlap_make_one_record_and_get_its_answer(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var account = (await boss.CreateAsync("account", new { name = "Acme" })).GetProperty("id").GetGuid();
        for (var round = 0; round < 5; round++)
        {
            foreach (var (kind, body) in new (string, object)[]
            {
                ("lead", new { name = $"Lead {round}" }),
                ("opportunity", new { name = "Deal", account, code = $"C-{round}" }), // a value that only one record may have
                ("lead", new { id = Guid.CreateVersion7(), name = $"With its id {round}" }),
            })
            {
                var before = (await boss.ListAsync(kind)).Count;
                var key = ("Idempotency-Key", Guid.NewGuid().ToString());
                var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => boss.PostAsync($"/api/v1/{kind}", body, key)));
                var id = (await boss.PostAsync($"/api/v1/{kind}", body, key)).Expect(201).GetProperty("id").GetGuid();
                Assert.All(answers, a => Assert.True(a.Status == 201 || (a.Code == "idempotency_in_progress" && a.Headers.RetryAfter is not null), $"{kind}: {a.Status} {a.Text}"));
                Assert.All(answers.Where(a => a.Status == 201), a => Assert.Equal(id, a.Json.GetProperty("id").GetGuid()));
                Assert.Equal(before + 1, (await boss.ListAsync(kind)).Count);
            }
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_key_takes_no_record_for_its_own_that_was_there_before(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var id = (await boss.CreateAsync("lead", new { name = "Before" })).GetProperty("id").GetGuid();
        for (var i = 0; i < 2; i++)
        {
            var refused = await boss.PostAsync("/api/v1/lead", new { id, name = "Again" }, ("Idempotency-Key", "k"));
            Assert.Equal((409, "id_taken"), (refused.Status, refused.Code));
        }

        (await boss.PostAsync("/api/v1/lead", new { name = "Corrected" }, ("Idempotency-Key", "k"))).Expect(201);
    }

    [Theory, OnEveryDatabase]
    public async Task What_a_crash_left_half_done_is_finished_by_the_retry(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var writer = await app.SignInAsync("writer", new Dictionary<string, object> { ["lead"] = new { create = true } });
        foreach (var person in new[] { boss, writer })
        {
            // As a crash leaves it: the key is entered, no answer is kept; the record is not made, or is.
            var key = ("Idempotency-Key", "crash");
            var body = new { name = $"Of {person.Login}" };
            var first = await person.PostAsync("/api/v1/lead", body, key);
            first.Expect(201);
            await ForgetAnswersAsync(app);
            var second = await person.PostAsync("/api/v1/lead", body, key);
            second.Expect(201);
            Assert.Equal(first.Headers.Location, second.Headers.Location);
            Assert.Single(await boss.ListAsync("lead", $"$filter=name eq 'Of {person.Login}'"));
        }
    }

    private static async Task ForgetAnswersAsync(TestApp app)
    {
        var batch = new Storage.WriteBatch();
        batch.Add(Storage.Sql.From($"update idempotency_key set status = 0, headers = '', body = ''"));
        await app.Workspace.Database.WriteAsync(batch, CancellationToken.None);
    }
}
