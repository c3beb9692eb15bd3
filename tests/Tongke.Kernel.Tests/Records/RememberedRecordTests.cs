using Tongke.Kernel.Access;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Testing;
using Tongke.Storage;
using Tongke.Testing;
using Xunit;

namespace Tongke.Kernel.Tests.Records;

/// <summary>Settings that rules ask for all the time come from memory, and are never older there than the last commit of this node.</summary>
public sealed class RememberedRecordTests
{
    private const string Tariff =
        """
        { "name": "tariff", "label": {"zh": "资费", "en": "Tariff"}, "fields": [
          { "name": "name", "type": "text", "label": {"zh": "名称", "en": "Name"}, "required": true },
          { "name": "note", "type": "text", "label": {"zh": "备注", "en": "Note"} } ] }
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEveryDatabase]
    public async Task A_rule_reads_them_from_memory_until_one_of_them_is_written(TestDatabase database)
    {
        await using var app = await StartAsync(database);
        var ana = await app.CreateAsync("tariff", new { name = "Ana" });
        await app.RestartAsync(); // Nothing of that commit is still to be told to this node.
        Assert.Equal(["Ana"], await NamesAsync(app.Workspace));

        // Past the write path, which is how one sees that the database is not asked.
        var behind = new WriteBatch();
        behind.Add(Sql.Literal("update tariff set name = 'Behind'"));
        Assert.IsType<Committed>(await app.Workspace.Database.WriteAsync(behind, Ct));
        Assert.Equal(["Ana"], await NamesAsync(app.Workspace));
        Assert.Equal("Ana", (await app.LoadAsync("tariff", ana))["name"]);

        await app.CreateAsync("tariff", new { name = "Ben" });
        Assert.Equal(["Behind", "Ben"], await NamesAsync(app.Workspace));
        Assert.Null(await app.UpdateAsync("tariff", ana, new { name = "Anna" }));
        Assert.Equal(["Anna", "Ben"], await NamesAsync(app.Workspace));
        Assert.Null(await app.DeleteAsync("tariff", ana));
        Assert.Equal(["Ben"], await NamesAsync(app.Workspace));
        Assert.True((await app.LoadAsync("tariff", ana)).IsDeleted);
    }

    [Theory, OnEveryDatabase]
    public async Task What_one_session_changes_and_does_not_commit_no_other_sees(TestDatabase database)
    {
        await using var app = await StartAsync(database);
        await app.CreateAsync("tariff", new { name = "Ana" });

        var session = app.Workspace.Open(app.System);
        var record = Assert.Single(await session.LoadAllAsync(session.Schema["tariff"], Ct));
        record["name"] = "Given up";

        Assert.Equal("Given up", Assert.Single(await session.LoadAllAsync(session.Schema["tariff"], Ct))["name"]);
        Assert.Equal(["Ana"], await NamesAsync(app.Workspace));
    }

    [Theory, OnEveryDatabase]
    public async Task One_that_was_changed_meanwhile_is_not_written_over(TestDatabase database)
    {
        await using var app = await StartAsync(database);
        var ana = await app.CreateAsync("tariff", new { name = "Ana", note = "first" });

        var session = app.Workspace.Open(app.System);
        var record = (await session.LoadAsync(session.Schema["tariff"], ana, Ct))!;
        record["note"] = "mine";
        Assert.Null(await app.UpdateAsync("tariff", ana, new { name = "Anna" }));
        await TestWorkspace.DoneAsync(session);

        var stored = await app.LoadAsync("tariff", ana);
        Assert.Equal(("Anna", "mine"), (stored["name"], stored["note"]));
    }

    [Theory, OnEveryDatabase]
    public async Task What_they_sum_up_of_other_records_is_never_out_of_date(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package() with { Remembered = ["customer"] });
        var ana = await app.CreateAsync("customer", new { name = "Ana" });
        await app.RestartAsync(); // Nothing of that commit is still to be told to this node.
        Assert.Equal(0L, await app.ValueAsync("customer", ana, "orders"));

        await app.CreateAsync("purchase", new { customer = ana, price = 1m });

        Assert.Equal(1L, await app.ValueAsync("customer", ana, "orders"));
    }

    [Fact]
    public async Task Another_node_sees_a_change_too()
    {
        await using var app = await StartAsync(new TestDatabase(Dialect.Postgres));
        await app.CreateAsync("tariff", new { name = "Ana" });
        await using var other = await app.OpenNodeAsync();
        Assert.Equal(["Ana"], await NamesAsync(other));

        await app.CreateAsync("tariff", new { name = "Ben" });
        for (var waited = 0; (await NamesAsync(other)).Length < 2; waited++)
        {
            Assert.True(waited < 500, "The other node never sees it.");
            await Task.Delay(20, Ct);
        }
    }

    private static Task<TestWorkspace> StartAsync(TestDatabase database) => TestWorkspace.StartAsync(
        database, new Package { Name = "tariffs", Objects = [ObjectDefinitions.Read(Tariff)], Remembered = ["tariff"] });

    private static async Task<string[]> NamesAsync(Workspace workspace)
    {
        var session = workspace.Open(Actor.System("test"));
        return [.. (await session.LoadAllAsync(session.Schema["tariff"], Ct)).Select(r => (string)r["name"]!).Order(StringComparer.Ordinal)];
    }
}
