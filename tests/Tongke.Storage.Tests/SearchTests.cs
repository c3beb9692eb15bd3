using Tongke.Testing;
using Xunit;
using static Tongke.Storage.Tests.SampleTables;

namespace Tongke.Storage.Tests;

public sealed class SearchTests
{
    private static readonly Identifier Alias = Identifier.Of("a");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEveryDatabase]
    public async Task A_record_is_found_by_any_part_of_its_texts_and_by_nothing_else(TestDatabase database)
    {
        await using var db = await database.OpenAsync();
        await db.MigrateAsync(Both, Ct);
        var id = Guid.CreateVersion7();
        await db.WriteAsync(Insert(id), SearchIndex.Put(Account.Name, id, ["上海云海ＧＴＸ科技-有限公司", "+86 13916004321", null, "Crème Brûlée", "𠮷野家ok"]));

        foreach (var found in new[] { "云海", "海云", "海", "云海gtx科", "GTX", "tx", "技", "科技 上海", "4321", "1391600", "21", "crème", "RÛL", "𠮷野", "野家OK", "有限公司", "科技-有限" })
            Assert.True(await FindsAsync(db, found), found);

        foreach (var missed in new[] { "云科", "上海海", "技有", "公司86", "4322", "39160043210", "xyz", "云海 北京", "gt科", "", "--", "\" OR \"云海", "creme'" })
            Assert.False(await FindsAsync(db, missed), missed);
    }

    [Theory, OnEveryDatabase]
    public async Task Texts_put_again_replace_the_old_ones_and_go_with_their_record(TestDatabase database)
    {
        await using var db = await database.OpenAsync();
        await db.MigrateAsync(Both, Ct);
        var ids = new[] { Guid.CreateVersion7(), Guid.CreateVersion7() };
        await db.WriteAsync(Insert(ids[0]), Insert(ids[1]), SearchIndex.PutMany(Account.Name, ids, [["旧名字"], ["旧称呼"]]));
        Assert.True(await FindsAsync(db, "旧名"));
        Assert.True(await FindsAsync(db, "称呼"));

        await db.WriteAsync(SearchIndex.PutMany(Account.Name, ids[..1], [["新名字"]]));
        Assert.False(await FindsAsync(db, "旧名"));
        Assert.True(await FindsAsync(db, "新名"));

        await db.WriteAsync(Sql.From($"delete from {Account.Name} where {Id} = {ids[0]}"));
        await db.WriteAsync(Insert(Guid.CreateVersion7()));
        Assert.False(await FindsAsync(db, "新名"));
    }

    private static async Task<bool> FindsAsync(Database db, string query) =>
        await db.ScalarAsync<long>(Sql.From($"select count(*) from {Account.Name} {Alias} where {SearchIndex.Matches(Account.Name, Alias, query)}"), Ct) > 0;
}
