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

/// <summary>A record that was just committed is answered from the session: exactly as a reader would get it from the database, or not at all.</summary>
public sealed class CommittedRecordTests
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
            var made = await SameAsync(session, record);
            Assert.Contains($"\"a_number\":\"C-{round + 1:0000}\"", made, StringComparison.Ordinal);

            session = app.Workspace.Open(app.System);
            record = (await session.FindAsync(record.Object, record.Id, RecordAction.Edit)).Record!;
            foreach (var (i, type) in Types.Index())
                if ((i + round) % 3 != 0)
                    Fill(record, $"a_{type}", values[i].Single());
            Assert.Contains("\"version\":2", await SameAsync(session, record), StringComparison.Ordinal);
        }

        static async Task<string> SameAsync(Session session, Record record)
        {
            session.Show(record);
            Assert.Null(await session.CommitAsync());
            var (stored, held) = await BothAsync(session, record);
            Assert.True(JsonElement.DeepEquals(JsonElement.Parse(stored!), JsonElement.Parse(held!)), $"{stored}\n{held}");
            return held!;
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
        Assert.Equal(own.Stored, own.Held);
        Assert.Contains("138****8000", own.Held, StringComparison.Ordinal);
        Assert.DoesNotContain("a_integer", own.Held, StringComparison.Ordinal);

        var given = await MakeAsync(app, ana, owner: ben.UserId);
        Assert.Equal((null, null), given);
    }

    [Theory, OnEveryDatabase]
    public async Task A_record_without_children_counts_none(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var session = app.Workspace.Open(app.System);
        var alone = session.Add(session.Schema["customer"]); // it counts and sums its orders
        alone["name"] = "云海";

        Assert.Contains("\"orders\":0", await ShownAsync(session, alone), StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task Figures_over_children_that_the_commit_brings_come_back_with_it(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var session = app.Workspace.Open(app.System);
        var (buyer, order) = (session.Add(session.Schema["customer"]), session.Add(session.Schema["purchase"]));
        (buyer["name"], order["customer"]) = ("山川", buyer.Id);
        Assert.Contains("\"orders\":1", await ShownAsync(session, buyer), StringComparison.Ordinal);

        session = app.Workspace.Open(app.System);
        buyer = (await session.FindAsync(buyer.Object, buyer.Id, RecordAction.Edit)).Record!;
        buyer["name"] = "山川集团";
        session.Add(session.Schema["purchase"])["customer"] = buyer.Id;
        Assert.Contains("\"orders\":2", await ShownAsync(session, buyer), StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task Figures_are_those_of_the_commit_not_those_that_were_read_before_it(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var buyer = await app.CreateAsync("customer", new { name = "山川" });
        var session = app.Workspace.Open(app.System);
        var read = (await session.FindAsync(session.Schema["customer"], buyer, RecordAction.Edit)).Record!;
        await app.CreateAsync("purchase", new { customer = buyer });

        read["name"] = "山川集团";
        Assert.Contains("\"orders\":1", await ShownAsync(session, read), StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task A_record_that_nobody_said_would_be_shown_or_that_was_changed_since_is_read(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var session = app.Workspace.Open(app.System);
        var record = session.Add(session.Schema["customer"]);
        record["name"] = "云海";
        Assert.Null(await session.CommitAsync());
        Assert.Null((await BothAsync(session, record)).Held);

        session.Show(record);
        record["name"] = "云海集团";
        Assert.Null(await session.CommitAsync());
        record["name"] = "云海股份";
        Assert.Null((await BothAsync(session, record)).Held);
    }

    private static async Task<string?> ShownAsync(Session session, Record record)
    {
        session.Show(record);
        Assert.Null(await session.CommitAsync());
        var (stored, held) = await BothAsync(session, record);
        Assert.Equal(stored, held);
        return held;
    }

    private static async Task<(string? Stored, string? Held)> MakeAsync(TestWorkspace app, Actor actor, Guid? owner)
    {
        var session = app.Workspace.Open(actor);
        var record = session.Add(session.Schema["specimen"]);
        record["name"] = "样本";
        record["a_phone"] = "+8613800138000";
        record["a_integer"] = 7L;
        if (owner is not null)
            record.Write(record.Object[SystemFields.Owner], owner);
        session.Show(record);
        Assert.Null(await session.CommitAsync());
        return await BothAsync(session, record);
    }

    /// <summary>The record as it is read, and as it is answered without reading; null where it is not.</summary>
    private static async Task<(string? Stored, string? Held)> BothAsync(Session session, Record record)
    {
        var (list, refusal) = RecordList.Compile(session, new Query(new ODataQuery { Object = record.Object }));
        Assert.Null(refusal);
        using var stored = new MemoryStream();
        using var held = new MemoryStream();
        long? version;
        bool isHeld;
        await using (var writer = new Utf8JsonWriter(stored))
            version = await list!.WriteOneAsync(record.Id, writer, TestContext.Current.CancellationToken);
        await using (var writer = new Utf8JsonWriter(held))
            isHeld = list.TryWriteCommitted(record, writer);

        Assert.True(version is null || version == record.Version);
        return (version is null ? null : Text(stored), isHeld ? Text(held) : null);
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
