using Tongke.Testing;
using Xunit;
using static Tongke.Storage.Tests.SampleTables;

namespace Tongke.Storage.Tests;

public sealed class BackupTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEveryDatabase]
    public async Task A_backup_of_one_database_is_restored_on_each(TestDatabase database)
    {
        await using var db = await database.OpenAsync();
        await db.MigrateAsync(Both, Ct);
        var ids = Enumerable.Range(0, 5000).Select(_ => Guid.CreateVersion7()).ToArray();
        await db.WriteAsync([
            .. ids.Select((id, i) => Insert(id, $"云海\n{i}", $"C{i}", i / 100m, i % 2 == 0 ? "普通" : null)),
            InsertContact(Guid.CreateVersion7(), ids[3]),
            SearchIndex.PutMany(Account.Name, ids, [.. ids.Select((_, i) => (IEnumerable<string?>)[$"云海{i}号", "上海"])]),
        ]);
        var file = Path.Combine(TestFolder.Path, $"{Guid.CreateVersion7():N}.backup");
        await db.BackupAsync(file, Ct);
        await db.WriteAsync(Insert(Guid.CreateVersion7()));

        foreach (var dialect in Enum.GetValues<Dialect>())
        {
            await using var copy = await new TestDatabase(dialect).OpenAsync();
            await copy.RestoreAsync(file, Ct);
            Assert.True((await copy.PlanAsync(Both, Ct)).IsEmpty);
            Assert.Equal(5000, await copy.CountAsync(Account.Name));
            Assert.Equal(1, await copy.CountAsync(Contact.Name));
            Assert.Equal(1, await copy.ScalarAsync<long>(
                Sql.From($"select count(*) from {Account.Name} where {Id} = {ids[1234]} and {Name} = {"云海\n1234"} and {Amount} = {new ScaledDecimal(12.34m, 2)} and {Level} = {"普通"} and {DeletedAt} is null"), Ct));
            foreach (var (query, hits) in new[] { ("海1234号", 1L), ("云海 上海", 5000L), ("号上", 0L) })
                Assert.Equal(hits, await copy.ScalarAsync<long>(Sql.From($"select count(*) from {Account.Name} a where {SearchIndex.Matches(Account.Name, Identifier.Of("a"), query)}"), Ct));
            Assert.IsType<ForeignKeyViolated>(Assert.IsType<Refused>(await copy.WriteAsync(Sql.From($"delete from {Account.Name} where {Id} = {ids[3]}"))).Reason);
            await Assert.ThrowsAsync<StorageException>(() => copy.RestoreAsync(file, Ct));
        }
    }

    [Fact]
    public async Task A_file_that_is_no_backup_is_refused()
    {
        var file = Path.Combine(TestFolder.Path, "no.backup");
        await File.WriteAllTextAsync(file, "no zip", Ct);
        await using var db = await new TestDatabase(Dialect.Sqlite).OpenAsync();
        await Assert.ThrowsAsync<StorageException>(() => db.RestoreAsync(file, Ct));
    }
}
