using CsCheck;
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

    [Theory, OnEveryDatabase]
    public async Task The_first_hits_in_the_order_of_their_making_are_found_page_by_page(TestDatabase database)
    {
        await using var db = await database.OpenAsync();
        await db.MigrateAsync(Both, Ct);
        var made = Enumerable.Range(0, 9).Select(i => (Id: Guid.CreateVersion7(), At: new DateTimeOffset(2026, 3, 1 + (i / 2), 8, 0, 0, TimeSpan.Zero))).ToArray(); // two of a moment
        await db.WriteAsync([
            .. made.Select(m => Sql.From($"insert into {Account.Name} ({Id}, {Name}, {SearchIndex.Made}) values ({m.Id}, {"x"}, {m.At})")),
            SearchIndex.PutMany(Account.Name, [.. made.Select(m => m.Id)], [.. made.Select((_, i) => (IEnumerable<string?>)[i == 4 ? "别家" : "云海"])]),
        ]);

        foreach (var newestFirst in new[] { true, false })
        {
            var order = made.Where((_, i) => i != 4).OrderBy(m => m.At).ThenBy(m => m.Id.ToString("N"), StringComparer.Ordinal).ToList();
            if (newestFirst)
                order.Reverse();
            var late = order[1].Id;
            var expected = order.Select(m => m.Id).Where(id => id != late).ToList();
            Assert.Equal(Page(expected, 0, db), await FirstAsync(null, late, newestFirst));
            Assert.Equal(Page(expected, 4, db), await FirstAsync(order[4], late, newestFirst));
        }

        // SQLite finds them all in one go.
        IEnumerable<Guid> Page(List<Guid> expected, int from, Database db) => db.Dialect == Dialect.Postgres ? expected.Skip(from).Take(3) : expected;

        ValueTask<List<Guid>> FirstAsync((Guid Id, DateTimeOffset At)? after, Guid late, bool newestFirst)
        {
            var direction = newestFirst ? Sql.Literal("desc") : Sql.Literal("asc");
            (Sql, Sql)? behind = after is var (id, at) ? (Sql.From($"{at}"), Sql.From($"{id}")) : null;
            var first = SearchIndex.FirstMatches(Account.Name, Alias, "云海", [late], newestFirst, behind, 3);
            return db.ListAsync(Sql.From($"select id from {Account.Name} {Alias} where {first} order by {SearchIndex.Made} {direction}, id {direction}"), r => r.GetGuid(0), Ct);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_tidied_index_finds_what_it_found_before(TestDatabase database)
    {
        await using var db = await database.OpenAsync();
        await db.MigrateAsync(Both, Ct);
        for (var lot = 0; lot < 40; lot++)
        {
            var id = Guid.CreateVersion7();
            await db.WriteAsync(Insert(id), SearchIndex.Put(Account.Name, id, [$"云海{lot:00}科技"]));
        }

        var merges = 0;
        while (await SearchIndex.TidyAsync(db, Account.Name, Ct))
            Assert.InRange(++merges, 1, 400);
        Assert.Equal(db.Dialect == Dialect.Sqlite, merges > 0);
        foreach (var lot in new[] { "00", "07", "39" })
            Assert.True(await FindsAsync(db, $"海{lot}科"), lot);
        Assert.False(await FindsAsync(db, "海40科"));
    }

    [Theory, OnEveryDatabase]
    public async Task What_cannot_have_the_words_is_told_by_the_text_as_it_was_entered(TestDatabase database)
    {
        await using var db = await database.OpenAsync();
        foreach (var (query, text, may) in new[] { ("科技", "云海科技", true), ("科技", "云海技科", false), ("科技 上海", "上海云海科技", true), ("科技 上海", "云海科技", false), ("科技 abc", "科技", true), ("金山", "⾦山", true) })
            Assert.Equal((query, text, may), (query, text, await MayHaveAsync(db, query, text)));

        foreach (var query in new[] { "abc", "139", "𠮷野", "カナ", "" })
            Assert.False(SearchWords.Of(query).AreTellable, query);
    }

    [Theory, OnEveryDatabase]
    public async Task No_character_that_folds_into_an_ideograph_hides_it(TestDatabase database)
    {
        await using var db = await database.OpenAsync();
        var folding = 0;
        for (var code = 0x80; code <= 0x2FFFF; code++)
        {
            if (code is (>= 0xD800 and <= 0xDFFF) or (>= 0xFDD0 and <= 0xFDEF) || (code & 0xFFFE) == 0xFFFE || char.ConvertFromUtf32(code) is not { } text || text.Normalize(System.Text.NormalizationForm.FormKC) is not { } folded || folded == text)
                continue;
            if (folded.FirstOrDefault(c => c is >= '\u3400' and <= '\u9FFF') is not (> '\0' and var ideograph) || !SearchWords.Of($"{ideograph}").AreIn([text]))
                continue;

            folding++;
            Assert.True(await MayHaveAsync(db, $"{ideograph}", text), $"{code:X}");
        }

        Assert.InRange(folding, 1_000, 3_000);
    }

    private static async Task<bool> MayHaveAsync(Database db, string query, string text) =>
        await db.ScalarAsync<bool>(Sql.From($"select {SearchWords.Of(query).MayBeIn([(Sql.From($"{text}"), true)])}"), Ct);

    [Theory, OnEveryDatabase]
    public async Task Looking_at_the_texts_finds_what_the_index_finds(TestDatabase database)
    {
        await using var db = await database.OpenAsync();
        await db.MigrateAsync(Both, Ct);
        string[] characters = ["云", "海", "科", "技", "a", "B", "Ｂ", "1", "é", "𠮷", " ", "-"];
        var word = Gen.Int[0, characters.Length - 1].Select(i => characters[i]).Array[0, 7].Select(string.Concat);
        var texts = word.Array[1, 3].Array[150].Single();
        var ids = texts.Select(_ => Guid.CreateVersion7()).ToArray();
        await db.WriteAsync([.. ids.Select(id => Insert(id)), SearchIndex.PutMany(Account.Name, ids, texts)]);

        foreach (var query in word.Array[150].Single())
        {
            var found = await db.ListAsync(Sql.From($"select id from {Account.Name} {Alias} where {SearchIndex.Matches(Account.Name, Alias, query)}"), r => r.GetGuid(0), Ct);
            var words = SearchWords.Of(query);
            var looked = ids.Where((_, i) => words.AreIn(texts[i])).ToHashSet();
            Assert.True(looked.SetEquals(found), $"'{query}' in {string.Join(" | ", texts.Select(t => string.Join('/', t)))}");
        }
    }

    private static async Task<bool> FindsAsync(Database db, string query) =>
        await db.ScalarAsync<long>(Sql.From($"select count(*) from {Account.Name} {Alias} where {SearchIndex.Matches(Account.Name, Alias, query)}"), Ct) > 0;
}
