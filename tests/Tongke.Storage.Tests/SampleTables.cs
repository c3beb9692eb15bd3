namespace Tongke.Storage.Tests;

/// <summary>Two tables as the kernel makes them.</summary>
internal static class SampleTables
{
    public static readonly Identifier Id = Identifier.Of("id");
    public static readonly Identifier Name = Identifier.Of("name");
    public static readonly Identifier Code = Identifier.Of("code");
    public static readonly Identifier Amount = Identifier.Of("amount");
    public static readonly Identifier Level = Identifier.Of("level");
    public static readonly Identifier Edition = Identifier.Of("version");
    public static readonly Identifier DeletedAt = Identifier.Of("deleted_at");
    public static readonly Identifier AccountColumn = Identifier.Of("account");

    public static TableDefinition Account { get; } = new()
    {
        Name = Identifier.Of("account"),
        Columns =
        [
            new(Id, ColumnType.Uuid) { IsNullable = false },
            new(Name, ColumnType.Text) { IsNullable = false },
            new(Code, ColumnType.Text),
            new(Amount, ColumnType.Decimal(18, 2)),
            new(Level, ColumnType.Text),
            new(Edition, ColumnType.Integer) { IsNullable = false, Default = 1L },
            new(DeletedAt, ColumnType.Instant),
            new(SearchIndex.Made, ColumnType.Instant) { IsNullable = false, Default = new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero) },
        ],
        Checks = [new(Identifier.Of("account_level_option"), Level, ["大客户", "普通"])],
        Indexes =
        [
            new(Identifier.Of("account_code_unique"), [Code]) { IsUnique = true, Where = [RowTest.IsNull(DeletedAt)] },
            new(Identifier.Of("account_amount_index"), [new(Amount, Descending: true), Id]),
        ],
        IsSearchable = true,
    };

    public static TableDefinition Contact { get; } = new()
    {
        Name = Identifier.Of("contact"),
        Columns = [new(Id, ColumnType.Uuid) { IsNullable = false }, new(Name, ColumnType.Text), new(AccountColumn, ColumnType.Uuid)],
        ForeignKeys = [new(Identifier.Of("contact_account_fk"), AccountColumn, Identifier.Of("account"))],
        Indexes = [new(Identifier.Of("contact_account_index"), [AccountColumn])],
    };

    public static Migration Both { get; } = new() { Tables = [Account, Contact] };

    public static Sql Insert(Guid id, string? name = "云海科技", string? code = null, decimal? amount = null, string? level = null) =>
        Sql.From($"insert into {Account.Name} ({Id}, {Name}, {Code}, {Amount}, {Level}) values ({id}, {name}, {code}, {Sql.Value(amount, ColumnType.Decimal(18, 2))}, {level})");

    public static Sql InsertContact(Guid id, Guid? account) => Sql.From($"insert into {Contact.Name} ({Id}, {AccountColumn}) values ({id}, {account})");

    public static Task<WriteOutcome> WriteAsync(this Database db, params IEnumerable<Sql> statements)
    {
        var batch = new WriteBatch();
        foreach (var sql in statements)
            batch.Add(sql);
        return db.WriteAsync(batch, Xunit.TestContext.Current.CancellationToken);
    }

    public static async Task<long> CountAsync(this Reader db, Identifier table) =>
        await db.ScalarAsync<long>(Sql.From($"select count(*) from {table}"), Xunit.TestContext.Current.CancellationToken);
}
