using System.Globalization;
using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Queries;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Testing;
using Tongke.Kernel.Tests.Records;
using Tongke.Testing;
using Xunit;

namespace Tongke.Kernel.Tests.Queries;

/// <summary>A query is compiled once and asked by many: each gets what they would get if it were compiled for them alone, now.</summary>
public sealed class ReadPlanTests
{
    private static readonly Grant Own = new() { Create = true, Read = "own", Edit = "own" };

    [Theory, OnEveryDatabase]
    public async Task Two_people_of_one_role_each_see_their_own_by_the_same_query(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var ana = await app.UserAsync("ana", Own);
        var ben = await ColleagueAsync(app, "ben", ana);
        var first = await CustomerAsync(app, "安娜的", actor: ana);
        await CustomerAsync(app, "本的", actor: ben);

        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(["安娜的"], await NamesAsync(app, ana));
            Assert.Equal(["本的"], await NamesAsync(app, ben));
            Assert.Equal(["安娜的", "本的"], await NamesAsync(app, app.System));
            Assert.NotNull(await OneAsync(app, ana, first));
            Assert.Null(await OneAsync(app, ben, first));
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Roles_with_other_rights_on_fields_get_other_answers_to_the_same_query(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var whole = await app.UserAsync("whole", new Grant { Read = "all" });
        var masked = await app.UserAsync("masked", With(("*", FieldRight.Read), ("mobile", FieldRight.Mask)));
        var hidden = await app.UserAsync("hidden", With(("*", FieldRight.Read), ("mobile", FieldRight.None)));
        await app.CreateAsync("customer", new { name = "云海", mobile = "+8613812341234" });

        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("+8613812341234", (await ListAsync(app, whole))[0].GetProperty("mobile").GetString());
            Assert.Equal("138****1234", (await ListAsync(app, masked))[0].GetProperty("mobile").GetString());
            Assert.False((await ListAsync(app, hidden))[0].TryGetProperty("mobile", out _));
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_change_of_rights_shows_in_the_next_answer(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var ana = await app.UserAsync("ana", new Grant { Create = true, Read = "all" });
        await CustomerAsync(app, "别人的");
        await CustomerAsync(app, "安娜的", actor: ana);
        Assert.Equal(["别人的", "安娜的"], await NamesAsync(app, ana));

        Assert.Null(await app.UpdateAsync("role", ana.Roles[0], new { grants = JsonSerializer.SerializeToElement(new Dictionary<string, Grant> { ["customer"] = Own }, Json.Definitions) }));
        Assert.Equal(["安娜的"], await NamesAsync(app, ana));
    }

    [Theory, OnEveryDatabase]
    public async Task A_new_field_shows_in_the_next_answer(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        await CustomerAsync(app, "云海");
        Assert.False((await ListAsync(app, app.System))[0].TryGetProperty("budget", out _));

        await app.CreateAsync("object_customisation", new
        {
            @object = "customer",
            definition = JsonElement.Parse("""{ "name": "customer", "label": {"zh": "客户", "en": "Customer"}, "fields": [{ "name": "budget", "type": "integer", "label": {"zh": "预算", "en": "Budget"} }] }"""),
        });
        Assert.True((await ListAsync(app, app.System))[0].TryGetProperty("budget", out _));
    }

    [Theory, OnEveryDatabase]
    public async Task Who_moves_to_another_department_sees_its_records_at_once(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var (north, south) = (await app.CreateAsync("department", new { name = "北区" }), await app.CreateAsync("department", new { name = "南区" }));
        var ana = await app.UserAsync("ana", new Grant { Read = "department" }, north);
        var inNorth = await app.UserAsync("ben", new Grant { Create = true, Read = "own" }, north);
        var inSouth = await app.UserAsync("cai", new Grant { Create = true, Read = "own" }, south);
        await CustomerAsync(app, "北", actor: inNorth);
        await CustomerAsync(app, "南", actor: inSouth);
        Assert.Equal(["北"], await NamesAsync(app, ana));

        Assert.Null(await app.UpdateAsync("user", ana.UserId!.Value, new { department = south }));
        Assert.Equal(["南"], await NamesAsync(app, ana));
    }

    [Theory, OnEveryDatabase]
    public async Task Who_joins_a_records_team_sees_it_until_the_membership_ends(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var ana = await app.UserAsync("ana", Own);
        var ben = await ColleagueAsync(app, "ben", ana);
        var customer = await CustomerAsync(app, "云海");
        Assert.Empty(await NamesAsync(app, ana));

        await app.CreateAsync("record_member", new { @object = "customer", record = customer, user = ana.UserId, access = "read", expires_at = app.Clock.GetUtcNow().AddHours(1) });
        Assert.Equal(["云海"], await NamesAsync(app, ana));
        Assert.Empty(await NamesAsync(app, ben));

        app.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Empty(await NamesAsync(app, ana));
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_asked_of_today_or_now_is_asked_anew(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        await CustomerAsync(app, "今天的");
        string[] filters = ["date(created_at) eq today()", "date(created_at) ge startofweek(today())", "created_at ge now()"];
        foreach (var filter in filters)
            Assert.Equal(["今天的"], await NamesAsync(app, app.System, filter));

        app.Clock.Advance(TimeSpan.FromDays(8));
        foreach (var filter in filters)
            Assert.Empty(await NamesAsync(app, app.System, filter));
    }

    [Theory, OnEveryDatabase]
    public async Task A_formula_shows_the_value_by_which_the_database_filters_and_follows_the_clock(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        await AgeAsync(app);
        await CustomerAsync(app, "云海");
        await CustomerAsync(app, "江川", "x");
        foreach (var days in new[] { 0, 3, 8 })
        {
            app.Clock.Advance(TimeSpan.FromDays(days));
            var rows = await ListAsync(app, app.System);
            Assert.Equal(2, rows.Count);
            foreach (var row in rows)
            {
                var age = row.GetProperty("age").GetRawText();
                Assert.Equal([row.GetProperty("name").GetString()!], await NamesAsync(app, app.System, $"age eq {age} and has_code eq '{row.GetProperty("has_code").GetString()}'"));
            }
        }

        Assert.Equal(["11.00", "11.00"], (await ListAsync(app, app.System)).Select(r => r.GetProperty("age").GetDecimal().ToString("0.00", CultureInfo.InvariantCulture)));
    }

    [Theory, OnEveryDatabase]
    public async Task A_masked_formula_shows_no_value(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        await AgeAsync(app);
        var masked = await app.UserAsync("masked", With(("*", FieldRight.Read), ("age", FieldRight.Mask), ("has_code", FieldRight.Mask)));
        await CustomerAsync(app, "云海");

        var row = (await ListAsync(app, masked))[0];
        Assert.Equal((Masking.Hidden, "n****"), (row.GetProperty("age").GetString(), row.GetProperty("has_code").GetString()));
    }

    [Theory, OnEveryDatabase]
    public async Task Pages_by_a_field_that_is_often_empty_hold_every_record_once(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        string?[] codes = [null, "b", null, "a", null, "d", "c"];
        for (var i = 0; i < codes.Length; i++)
            await CustomerAsync(app, $"客户{i}", codes[i]);

        foreach (var (order, expected) in new[] { ("code", new[] { "0", "2", "4", "3", "1", "6", "5" }), ("code desc", ["5", "6", "1", "3", "4", "2", "0"]) })
            for (var size = 1; size <= 4; size++)
                Assert.Equal(expected.Select(n => $"客户{n}"), await PagesAsync(app, order, size));
    }

    private static Grant With(params (string Field, FieldRight Right)[] fields) => new() { Read = "all", Fields = fields.ToDictionary(f => f.Field, f => f.Right) };

    /// <summary>Gives customers a number that grows with the clock and a text, both of their own columns.</summary>
    private static Task<Guid> AgeAsync(TestWorkspace app) => app.CreateAsync("object_customisation", new
    {
        @object = "customer",
        definition = JsonElement.Parse("""
            { "name": "customer", "label": {"zh": "客户", "en": "Customer"}, "fields": [
                { "name": "age", "type": "formula", "result": "decimal", "scale": 4, "formula": "NOW() - created_at", "label": {"zh": "天数", "en": "Age"} },
                { "name": "has_code", "type": "formula", "result": "text", "formula": "IF(ISBLANK(code), \"no\", \"yes\")", "label": {"zh": "有编码", "en": "Has a code"} }] }
            """),
    });

    /// <summary>A customer one second after the one before.</summary>
    private static Task<Guid> CustomerAsync(TestWorkspace app, string name, string? code = null, Actor? actor = null)
    {
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        return app.CreateAsync("customer", new { name, code }, actor);
    }

    private static async Task<Actor> ColleagueAsync(TestWorkspace app, string login, Actor of)
    {
        var id = await app.CreateAsync("user", new { login, name = login, roles = of.Roles.ToArray() });
        return Actor.User(id, login, of.Roles);
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(TestWorkspace app, Actor actor, string? filter = null) =>
        [.. (await ListAsync(app, actor, filter)).Select(r => r.GetProperty("name").GetString()!)];

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(TestWorkspace app, Actor actor, string? filter = null) =>
        (await PageAsync(app, actor, [.. filter is null ? Array.Empty<KeyValuePair<string, string>>() : [new("$filter", filter)], new("$orderby", "created_at")], null)).Rows;

    private static async Task<IReadOnlyList<string>> PagesAsync(TestWorkspace app, string order, int size)
    {
        var names = new List<string>();
        string? continuation = null;
        do
        {
            var page = await PageAsync(app, app.System, [new("$orderby", order), new("$select", "name"), new("$top", $"{size}")], continuation);
            names.AddRange(page.Rows.Select(r => r.GetProperty("name").GetString()!));
            continuation = page.Continuation;
        }
        while (continuation is not null);

        return names;
    }

    private static async Task<(IReadOnlyList<JsonElement> Rows, string? Continuation)> PageAsync(TestWorkspace app, Actor actor, IReadOnlyList<KeyValuePair<string, string>> options, string? continuation)
    {
        var session = app.Workspace.Open(actor);
        var (query, error) = session.Schema.Queries.Parse(session.Schema["customer"], options);
        Assert.Null(error);
        var (list, refusal) = RecordList.Compile(session, new Query(query!) { Continuation = continuation });
        Assert.Null(refusal);
        using var buffer = new MemoryStream();
        await using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartArray();
        var next = await list!.WriteAsync(writer, null, default);
        writer.WriteEndArray();
        await writer.FlushAsync();
        return ([.. JsonElement.Parse(buffer.ToArray()).EnumerateArray()], next);
    }

    private static async Task<long?> OneAsync(TestWorkspace app, Actor actor, Guid id)
    {
        var session = app.Workspace.Open(actor);
        var (query, _) = session.Schema.Queries.Parse(session.Schema["customer"], []);
        var (list, _) = RecordList.Compile(session, new Query(query!));
        await using var writer = new Utf8JsonWriter(new MemoryStream());
        return await list!.WriteOneAsync(id, writer, default);
    }
}
