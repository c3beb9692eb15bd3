using System.Text.Json;
using CsCheck;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Queries;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Testing;
using Tongke.Kernel.Tests.Records;
using Tongke.Kernel.Tests.Schemas;
using Tongke.Testing;
using Xunit;
using Record = Tongke.Kernel.Records.Record;

namespace Tongke.Kernel.Tests.Queries;

/// <summary>A record that was just made is answered from the session: exactly as a reader would get it from the database, or not at all.</summary>
public sealed class NewRecordTests
{
    private static readonly string[] Types =
        "text long_text rich_text integer decimal money percent boolean date datetime time duration rating select multi_select tags phone email url address geo_point".Split(' ');

    [Theory, OnEveryDatabase]
    public async Task Values_of_every_type_are_answered_as_they_are_stored(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Specimens());
        var values = Types.Select(FieldValues.Of).ToArray();
        for (var round = 0; round < 40; round++)
        {
            var session = app.Workspace.Open(app.System);
            var record = session.Add(session.Schema["specimen"]);
            record["name"] = $"样本 {round} \"é\" 😀";
            foreach (var (i, type) in Types.Index())
                if ((i + round) % 5 != 0) // some are always empty
                    Fill(record, $"a_{type}", values[i].Single());
            Assert.Null(await session.CommitAsync());

            var (stored, made) = await BothAsync(session, record);
            Assert.True(JsonElement.DeepEquals(JsonElement.Parse(stored!), JsonElement.Parse(made!)), $"{stored}\n{made}");
            Assert.Contains($"\"a_number\":\"C-{round + 1:0000}\"", made, StringComparison.Ordinal);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task What_the_reader_may_not_see_is_hidden_in_both(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Specimens());
        var fields = new Dictionary<string, FieldRight> { ["*"] = FieldRight.Edit, ["a_phone"] = FieldRight.Mask, ["a_integer"] = FieldRight.None };
        var ana = await app.UserAsync("ana", new Dictionary<string, Grant>
        {
            ["specimen"] = new() { Create = true, Read = "own", Edit = "own", Transfer = true, Fields = fields },
            ["user"] = new() { Read = "all" },
        });
        var ben = await app.UserAsync("ben", new Grant());

        var own = await MakeAsync(app, ana, owner: null);
        Assert.Equal(own.Stored, own.Made);
        Assert.Contains("138****8000", own.Made, StringComparison.Ordinal);
        Assert.DoesNotContain("a_integer", own.Made, StringComparison.Ordinal);

        var given = await MakeAsync(app, ana, owner: ben.UserId);
        Assert.Equal((null, null), given);
    }

    [Theory, OnEveryDatabase]
    public async Task A_record_without_children_counts_none_and_figures_over_children_are_read_where_they_are_stored(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var session = app.Workspace.Open(app.System);
        var alone = session.Add(session.Schema["customer"]); // it counts and sums its orders
        alone["name"] = "云海";
        Assert.Null(await session.CommitAsync());

        var (stored, made) = await BothAsync(session, alone);
        Assert.Equal(stored, made);
        Assert.Contains("\"orders\":0", made, StringComparison.Ordinal);

        session = app.Workspace.Open(app.System);
        var (buyer, order) = (session.Add(session.Schema["customer"]), session.Add(session.Schema["purchase"]));
        (buyer["name"], order["customer"]) = ("山川", buyer.Id);
        Assert.Null(await session.CommitAsync());

        (stored, made) = await BothAsync(session, buyer);
        Assert.Contains("\"orders\":1", stored, StringComparison.Ordinal);
        Assert.Null(made);
    }

    private static async Task<(string? Stored, string? Made)> MakeAsync(TestWorkspace app, Actor actor, Guid? owner)
    {
        var session = app.Workspace.Open(actor);
        var record = session.Add(session.Schema["specimen"]);
        record["name"] = "样本";
        record["a_phone"] = "+8613800138000";
        record["a_integer"] = 7L;
        if (owner is not null)
            record.Write(record.Object[SystemFields.Owner], owner);
        Assert.Null(await session.CommitAsync());
        return await BothAsync(session, record);
    }

    /// <summary>The record as it is read, and as it is answered without reading; null where it is not.</summary>
    private static async Task<(string? Stored, string? Made)> BothAsync(Session session, Record record)
    {
        var (list, refusal) = RecordList.Compile(session, new Query(new ODataQuery { Object = record.Object }));
        Assert.Null(refusal);
        using var stored = new MemoryStream();
        using var made = new MemoryStream();
        long? version;
        bool isMade;
        await using (var writer = new Utf8JsonWriter(stored))
            version = await list!.WriteOneAsync(record.Id, writer, TestContext.Current.CancellationToken);
        await using (var writer = new Utf8JsonWriter(made))
            isMade = list.TryWriteNew(record, writer);

        Assert.True(version is null || version == record.Version);
        return (version is null ? null : Text(stored), isMade ? Text(made) : null);
    }

    private static string Text(MemoryStream stream) => System.Text.Encoding.UTF8.GetString(stream.ToArray());

    private static void Fill(Record record, string field, object value)
    {
        if (value is not Parts parts)
            record[field] = value;
        else
            foreach (var part in record.Object.Fields.Where(f => f.Composite?.Name == field))
                record[part.Name] = parts[part.Name[(field.Length + 1)..]];
    }

    /// <summary>An object with a field of every type whose values are free, a number of its own and a formula.</summary>
    private static Package Specimens()
    {
        var free = Types.Select(type => Fields.Of(type).Definition with { Name = $"a_{type}" });
        return new()
        {
            Name = "specimens",
            Objects =
            [
                new ObjectDefinition
                {
                    Name = "specimen",
                    Label = new("样本", "Specimen"),
                    Fields =
                    [
                        new FieldDefinition { Name = "name", Type = "text", Label = new("名称", "Name") },
                        .. free,
                        Fields.Of("auto_number").Definition with { Name = "a_number" },
                        new FieldDefinition { Name = "a_formula", Type = "formula", Label = new("算式", "Formula"), Formula = "LEN(name) * 2 + IF(ISBLANK(a_integer), 0, 1)", Result = "integer" },
                    ],
                },
            ],
        };
    }
}
