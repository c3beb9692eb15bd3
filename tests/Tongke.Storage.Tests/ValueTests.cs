using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tongke.Testing;
using Xunit;

namespace Tongke.Storage.Tests;

public sealed class ValueTests
{
    private static readonly Identifier Sample = Identifier.Of("sample");

    private static readonly (string Name, ColumnType Type, object Value, string Json)[] Columns =
    [
        ("an_id", ColumnType.Uuid, Guid.Parse("0190aaaa-bbbb-7ccc-8ddd-eeeeffff0001"), "\"0190aaaa-bbbb-7ccc-8ddd-eeeeffff0001\""),
        ("a_text", ColumnType.Text, "云海'科技\"; drop table sample --", "\"云海'科技\\\"; drop table sample --\""),
        ("a_number", ColumnType.Integer, long.MinValue, "-9223372036854775808"),
        ("an_amount", ColumnType.Decimal(18, 4), -12345678901234.5600m, "-12345678901234.5600"),
        ("a_truth", ColumnType.Boolean, true, "true"),
        ("a_date", ColumnType.Date, new DateOnly(2026, 2, 28), "\"2026-02-28\""),
        ("a_time", ColumnType.Time, new TimeOnly(23, 59, 58), "\"23:59:58\""),
        ("an_instant", ColumnType.Instant, new DateTimeOffset(2026, 11, 22, 22, 30, 1, 7, TimeSpan.Zero), "\"2026-11-22T22:30:01.007Z\""),
        ("a_double", ColumnType.Double, 1.5e300, "1.5E+300"),
        ("some_json", ColumnType.Json, "{\"a\": [1, \"二\"]}", "{\"a\": [1, \"二\"]}"),
        ("some_bytes", ColumnType.Bytes, new byte[] { 0, 255, 1 }, "\"AP8B\""),
    ];

    [Theory, OnEveryDatabase]
    public async Task Every_type_comes_back_as_it_was_written(TestDatabase database)
    {
        await using var db = await database.OpenAsync();
        await CreateSampleAsync(db);
        var batch = new WriteBatch();
        batch.Add(Sql.From($"insert into {Sample} ({Names()}) values ({Sql.Join(", ", Columns.Select(c => Sql.Value(c.Value, c.Type)))})"), Expect.One);
        batch.AddRows(Sample, [.. Columns.Select(c => new RowColumn(Identifier.Of(c.Name), c.Type))], [[.. Columns.Select(c => c.Value)], new object?[Columns.Length]]);
        Assert.IsType<Committed>(await db.WriteAsync(batch, TestContext.Current.CancellationToken));

        await using var rows = await db.QueryAsync(Sql.From($"select {Names()} from {Sample} order by {Identifier.Of("a_text")} is null"), TestContext.Current.CancellationToken);
        for (var copy = 0; copy < 2; copy++)
        {
            Assert.True(await rows.ReadAsync(TestContext.Current.CancellationToken));
            for (var i = 0; i < Columns.Length; i++)
            {
                Assert.Equal(Columns[i].Value, rows.GetValue(i, Columns[i].Type));
                Assert.Equal(Columns[i].Json, Json(writer => rows.Write(i, Columns[i].Type, writer)));
            }
        }

        Assert.True(await rows.ReadAsync(TestContext.Current.CancellationToken));
        for (var i = 0; i < Columns.Length; i++)
        {
            Assert.Null(rows.GetValue(i, Columns[i].Type));
            Assert.Equal("null", Json(writer => rows.Write(i, Columns[i].Type, writer)));
        }

        Assert.False(await rows.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Theory, OnEveryDatabase]
    public async Task Empty_text_and_empty_bytes_are_not_null(TestDatabase database)
    {
        await using var db = await database.OpenAsync();
        await using var rows = await db.QueryAsync(Sql.From($"select {""}, {Array.Empty<byte>()}, {(string?)null}"), TestContext.Current.CancellationToken);
        Assert.True(await rows.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal("", rows.GetText(0));
        Assert.Empty(rows.GetBytes(1));
        Assert.True(rows.IsNull(2));
        Assert.Equal("\"\"", Json(writer => rows.WriteText(0, writer)));
    }

    [Theory, OnEveryDatabase]
    public async Task One_of_many_values_is_one_parameter(TestDatabase database)
    {
        await using var db = await database.OpenAsync();
        await CreateSampleAsync(db);
        var ids = Enumerable.Range(0, 1000).Select(_ => Guid.CreateVersion7()).ToArray();
        var (id, text) = (Identifier.Of("an_id"), Identifier.Of("a_text"));
        var batch = new WriteBatch();
        batch.AddRows(Sample, [new(id, ColumnType.Uuid), new(text, ColumnType.Text)], [.. ids.Select(value => new object?[] { value, $"名{value}" })]);
        await db.WriteAsync(batch, TestContext.Current.CancellationToken);

        async Task<long> Count(Sql condition) => await db.ScalarAsync<long>(Sql.From($"select count(*) from {Sample} where {condition}"), TestContext.Current.CancellationToken);
        Assert.Equal(500, await Count(Sql.In(Sql.From($"{id}"), ids[..500])));
        Assert.Equal(2, await Count(Sql.In(Sql.From($"{text}"), new[] { $"名{ids[0]}", $"名{ids[1]}", "' or 1=1" })));
        Assert.Equal(0, await Count(Sql.In(Sql.From($"{id}"), Array.Empty<Guid>())));
        Assert.Equal(1, await Count(Sql.In(Sql.From($"{id}"), ids[..1])));
        Assert.Equal(1, await Count(Sql.In(Sql.From($"{text}"), new[] { $"名{ids[0]}" })));
        Assert.Equal(Sql.In(Sql.From($"{id}"), ids).ToText(db.Dialect), Sql.In(Sql.From($"{id}"), ids[..2]).ToText(db.Dialect));
        Assert.Equal(Sql.From($"{id} = {ids[0]}").ToText(db.Dialect), Sql.In(Sql.From($"{id}"), ids[..1]).ToText(db.Dialect));
    }

    private static Sql Names() => Sql.List(Columns.Select(c => Identifier.Of(c.Name)));

    private static async Task CreateSampleAsync(Database db)
    {
        static Sql TypeIn(Dialect dialect, ColumnType type) => (dialect, type.Kind) switch
        {
            (Dialect.Sqlite, ColumnKind.Uuid or ColumnKind.Bytes) => Sql.Literal("blob"),
            (Dialect.Sqlite, ColumnKind.Integer or ColumnKind.Boolean or ColumnKind.Decimal) => Sql.Literal("integer"),
            (Dialect.Sqlite, ColumnKind.Double) => Sql.Literal("real"),
            (Dialect.Sqlite, _) => Sql.Literal("text"),
            (_, ColumnKind.Uuid) => Sql.Literal("uuid"),
            (_, ColumnKind.Integer) => Sql.Literal("bigint"),
            (_, ColumnKind.Decimal) => Sql.Literal("numeric(18,4)"),
            (_, ColumnKind.Boolean) => Sql.Literal("boolean"),
            (_, ColumnKind.Date) => Sql.Literal("date"),
            (_, ColumnKind.Time) => Sql.Literal("time"),
            (_, ColumnKind.Instant) => Sql.Literal("timestamptz"),
            (_, ColumnKind.Double) => Sql.Literal("double precision"),
            (_, ColumnKind.Json) => Sql.Literal("jsonb"),
            (_, ColumnKind.Bytes) => Sql.Literal("bytea"),
            _ => Sql.Literal("text"),
        };
        var batch = new WriteBatch();
        batch.Add(Sql.From($"create table {Sample} ({Sql.Join(", ", Columns.Select(c => Sql.From($"{Identifier.Of(c.Name)} {TypeIn(db.Dialect, c.Type)}")))})"));
        Assert.IsType<Committed>(await db.WriteAsync(batch, TestContext.Current.CancellationToken));
    }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            write(writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
