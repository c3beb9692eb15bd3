using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Queries;
using Tongke.Kernel.Records;
using Tongke.Kernel.Testing;
using Tongke.Storage;
using Tongke.Testing;
using Xunit;

namespace Tongke.Kernel.Tests.Records;

/// <summary>Pages of words that many records have are found along the order; they must be the pages that collecting all hits gives.</summary>
public sealed class FrequentWordTests
{
    private const int Customers = 420;

    [Theory, OnEveryDatabase]
    public async Task Pages_of_a_frequent_word_hold_every_hit_once_in_order(TestDatabase database)
    {
        await using var app = await StartAsync(database, i => i % 10 < 9 ? $"云海科技{i}" : $"远山贸易{i}");

        var found = await PagesAsync(app, app.System, "科技", "updated_at desc");

        Assert.Equal(Enumerable.Range(0, Customers).Where(i => i % 10 < 9).Select(i => $"云海科技{i}").Reverse(), found);
    }

    [Theory, OnEveryDatabase]
    public async Task Hits_that_lie_far_behind_in_the_order_are_found(TestDatabase database)
    {
        await using var app = await StartAsync(database, i => i < 310 ? $"云海科技{i}" : $"远山贸易{i}");

        var found = await PagesAsync(app, app.System, "科技", "updated_at desc");

        Assert.Equal(Enumerable.Range(0, 310).Select(i => $"云海科技{i}").Reverse(), found);
        Assert.Equal(310, (await SearchAsync(app, app.System, "科技", "updated_at", top: 1000)).Names.Count);
    }

    [Theory, OnEveryDatabase]
    public async Task A_frequent_word_is_found_however_its_characters_were_entered(TestDatabase database)
    {
        await using var app = await StartAsync(database, Name);

        Assert.Equal(Enumerable.Range(0, Customers).Where(i => i % 10 < 9).Select(Name).Reverse(), await PagesAsync(app, app.System, "金山科技", "updated_at desc"));

        // The first character of some is that of the radical, which looks the same and is folded into it.
        static string Name(int i) => (i % 10) switch { < 5 => $"金山科技{i}", < 9 => $"\u2FA6山科技{i}", _ => $"远山贸易{i}" };
    }

    [Theory, OnEveryDatabase]
    public async Task A_frequent_word_shows_nobody_more_than_their_own_records(TestDatabase database)
    {
        await using var app = await StartAsync(database, i => $"云海科技{i}");
        var ana = await app.UserAsync("ana", new Grant { Create = true, Read = "own", Edit = "own" });
        await app.CreateAsync("customer", new { name = "远山科技" }, ana);

        Assert.Equal(["远山科技"], await PagesAsync(app, ana, "科技", "updated_at desc"));
        Assert.Single(await TextSearch.EverywhereAsync(app.Workspace.Open(ana), "科技", 20, default));
        Assert.Equal(20, (await TextSearch.EverywhereAsync(app.Workspace.Open(app.System), "科技", 20, default)).Count);
    }

    [Theory, OnEveryDatabase]
    public async Task Who_is_called_exactly_so_is_found_first_however_many_have_the_word_and_changed_later(TestDatabase database)
    {
        var shop = Shop.Package();
        await using var app = await TestWorkspace.StartAsync(database, shop with { Objects = [.. shop.Objects.Select(o => o.Name == "customer" ? o with { Indexes = [["name"]] } : o)] });
        await app.CreateAsync("customer", new { name = "云海科技" });
        for (var i = 0; i < 6; i++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            var session = app.Workspace.Open(app.System);
            for (var j = 0; j < 1_000; j++)
                session.Add(app.Schema["customer"])["name"] = $"云海科技{i}{j:000}";
            Assert.Null(await session.CommitAsync());
            await app.IndexAsync();
        }

        await IndexedAsync(app);

        var found = await TextSearch.EverywhereAsync(app.Workspace.Open(app.System), "云海科技", 20, default);

        Assert.Equal(("云海科技", 20, 20), (found[0].Title, found.Count, found.Select(h => h.Id).Distinct().Count()));
        var ana = await app.UserAsync("ana", new Grant { Create = true, Read = "own", Edit = "own" });
        Assert.Empty(await TextSearch.EverywhereAsync(app.Workspace.Open(ana), "云海科技", 20, default));
    }

    /// <summary>Customers one second after the other.</summary>
    private static async Task<TestWorkspace> StartAsync(TestDatabase database, Func<int, string> name)
    {
        var app = await TestWorkspace.StartAsync(database, Shop.Package());
        for (var i = 0; i < Customers; i++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            await app.CreateAsync("customer", new { name = name(i) });
        }

        await IndexedAsync(app);
        Assert.True((await SearchIndex.FrequencyAsync(app.Workspace.Database, app.Schema["customer"].Table, "科技", 50)).PaysToWalk(50));
        return app;
    }

    /// <summary>Its words are in the index, and the database knows how often they are there.</summary>
    private static async Task IndexedAsync(TestWorkspace app)
    {
        await app.IndexAsync();
        var analyze = new WriteBatch();
        analyze.Add(Sql.Literal("analyze"));
        Assert.IsType<Committed>(await app.Workspace.Database.WriteAsync(analyze));
    }

    private static async Task<IReadOnlyList<string>> PagesAsync(TestWorkspace app, Actor actor, string words, string order)
    {
        var names = new List<string>();
        string? continuation = null;
        do
        {
            var page = await SearchAsync(app, actor, words, order, continuation: continuation);
            names.AddRange(page.Names);
            continuation = page.Continuation;
        }
        while (continuation is not null);

        return names;
    }

    private static async Task<(IReadOnlyList<string> Names, string? Continuation)> SearchAsync(TestWorkspace app, Actor actor, string words, string order, int top = 50, string? continuation = null)
    {
        var (query, _) = OData.Parse(app.Schema["customer"], [new("$search", words), new("$orderby", order), new("$select", "name"), new("$top", $"{top}")]);
        var (list, refusal) = RecordList.Compile(app.Workspace.Open(actor), new Query(query!) { Continuation = continuation });
        Assert.Null(refusal);
        using var buffer = new MemoryStream();
        await using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartArray();
        var next = await list!.WriteAsync(writer, null, default);
        writer.WriteEndArray();
        await writer.FlushAsync();
        return ([.. JsonElement.Parse(buffer.ToArray()).EnumerateArray().Select(r => r.GetProperty("name").GetString()!)], next);
    }
}
