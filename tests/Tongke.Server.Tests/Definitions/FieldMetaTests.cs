using System.Text.Json;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Definitions;

/// <summary>What forms and lists are told of fields beyond their type.</summary>
public sealed class FieldMetaTests
{
    [Theory, OnEveryDatabase]
    public async Task Years_settings_and_positions_are_not_added_up_and_amounts_are(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var objects = await ObjectsAsync(await app.SignInAsync());

        foreach (var (name, field) in new[] { ("account", "year_established"), ("sea_pool", "no_activity_days"), ("stage", "probability"), ("stage", "position"), ("opportunity", "cycle_days"), ("opportunity_line", "position"), ("lead", "score"), ("lead", "fit_score"), ("account", "quality_score"), ("opportunity_line", "quantity") })
            Assert.True(Field(objects, name, field).TryGetProperty("sums", out var sums) && !sums.GetBoolean(), $"{name}.{field}");
        foreach (var (name, field) in new[] { ("account", "employees"), ("account", "won_amount"), ("opportunity", "amount"), ("opportunity", "line_amount"), ("opportunity", "expected_revenue") })
            Assert.False(Field(objects, name, field).TryGetProperty("sums", out _), $"{name}.{field}");
        Assert.False(Field(objects, "account", "year_established").GetProperty("grouping").GetBoolean());
        Assert.False(Field(objects, "account", "employees").TryGetProperty("grouping", out _));
    }

    [Theory, OnEveryDatabase]
    public async Task A_default_that_is_a_day_is_told_as_a_formula_and_a_moment_is_left_to_the_server(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var objects = await ObjectsAsync(await app.SignInAsync());
        Assert.Contains("today", Field(objects, "payment", "received_at").GetProperty("defaultFormula").ToString(), StringComparison.Ordinal);
        Assert.False(Field(objects, "activity", "occurred_at").TryGetProperty("defaultFormula", out _));
    }

    [Theory, OnEveryDatabase]
    public async Task Who_makes_no_records_of_a_kind_begins_its_lists_with_all_of_them(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.SignInAsync();
        var read = new Dictionary<string, object> { ["quote"] = new { read = "all" }, ["contract"] = new { read = "all" } };
        var finance = await ObjectsAsync(await app.SignInAsync("fin", read));
        var seller = await ObjectsAsync(await app.SignInAsync("ana", new Dictionary<string, object> { ["quote"] = new { create = true, read = "own", edit = "own" } }));

        Assert.Equal(("all", "all", "mine"), (First(finance, "quote"), First(finance, "contract"), First(seller, "quote")));

        static string? First(JsonElement[] objects, string name) => objects.Single(o => o.GetProperty("name").GetString() == name).GetProperty("views")[0].GetProperty("name").GetString();
    }

    [Theory, OnEveryDatabase]
    public async Task Parts_say_when_none_can_be_added_any_more(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var objects = await ObjectsAsync(await app.SignInAsync());
        var related = objects.Single(o => o.GetProperty("name").GetString() == "contract").GetProperty("layout").GetProperty("related").EnumerateArray().ToDictionary(r => r.GetProperty("object").GetString()!);
        Assert.Contains("status", related["payment_plan"].GetProperty("closedWhen").ToString(), StringComparison.Ordinal);
        Assert.False(related["invoice"].TryGetProperty("closedWhen", out _));
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_made_beside_a_record_is_offered_to_who_may_make_it_and_a_review_says_who_asked(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var contract = Of(await ObjectsAsync(await app.SignInAsync()), "contract");
        var payment = New(contract, "payment")!.Value;
        Assert.Contains("outstanding_amount", payment.GetProperty("next").ToString(), StringComparison.Ordinal);
        Assert.Equal(("account", "due_amount"), (payment.GetProperty("values").GetProperty("account").GetString(), payment.GetProperty("values").GetProperty("amount").GetString()));
        Assert.Equal(("Record", "Submit request"), (payment.GetProperty("save").GetString(), New(contract, "invoice")!.Value.GetProperty("save").GetString()));
        Assert.Null(New(contract, "payment_plan"));
        var review = Assert.Single(contract.GetProperty("reviews").EnumerateArray());
        Assert.Equal(("approve", "submitted_by"), (review.GetProperty("action").GetString(), review.GetProperty("by").GetString()));

        var seller = await app.SignInAsync("seller", new Dictionary<string, object> { ["contract"] = new { read = "all", edit = "all" }, ["payment"] = new { read = "all" }, ["invoice"] = new { read = "all", create = true } });
        var theirs = Of(await ObjectsAsync(seller), "contract");
        Assert.Null(New(theirs, "payment"));
        Assert.NotNull(New(theirs, "invoice"));

        static JsonElement Of(JsonElement[] all, string name) => all.Single(o => o.GetProperty("name").GetString() == name);
        static JsonElement? New(JsonElement of, string made) =>
            of.GetProperty("layout").GetProperty("related").EnumerateArray().Single(r => r.GetProperty("object").GetString() == made).TryGetProperty("new", out var offered) ? offered : null;
    }

    [Theory, OnEveryDatabase]
    public async Task A_dialog_says_what_is_left_and_asks_only_what_applies_and_what_sets_something_off_is_not_imported(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var objects = await ObjectsAsync(await app.SignInAsync());
        var red = objects.Single(o => o.GetProperty("name").GetString() == "invoice").GetProperty("actions").EnumerateArray().Single(a => a.GetProperty("name").GetString() == "red_letter");
        Assert.Equal(["amount", "taken_back", "red_left"], red.GetProperty("shows").EnumerateArray().Select(s => s.GetString()));
        var quote = objects.Single(o => o.GetProperty("name").GetString() == "opportunity").GetProperty("actions").EnumerateArray().Single(a => a.GetProperty("name").GetString() == "make_quote");
        var matches = quote.GetProperty("parameters").EnumerateArray().Single(p => p.GetProperty("name").GetString() == "match_amount");
        Assert.Contains("line_count", matches.GetProperty("visibleWhen").ToString(), StringComparison.Ordinal);
        Assert.Equal("Quote made", quote.GetProperty("done").GetString());

        foreach (var (name, imports) in new[] { ("hand_over", false), ("account", true) })
            Assert.Equal(imports, objects.Single(o => o.GetProperty("name").GetString() == name).GetProperty("can").GetProperty("import").GetBoolean());
    }

    [Theory, OnEveryDatabase]
    public async Task Actions_say_when_they_are_next_where_one_of_their_object_does_and_lists_beside_a_record_which_columns_they_show(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var objects = await ObjectsAsync(boss);
        Assert.Contains("probability", ActionOf(objects, "opportunity", "win").GetProperty("next").ToString(), StringComparison.Ordinal);
        Assert.False(ActionOf(objects, "opportunity", "lose").GetProperty("next").GetProperty("value").GetBoolean());
        Assert.True(ActionOf(objects, "lead", "accept").GetProperty("next").GetProperty("value").GetBoolean());
        Assert.False(ActionOf(objects, "deal_node", "reopen").TryGetProperty("next", out _));

        // What asks for a field that one does not see is not urged upon one.
        var blind = await app.SignInAsync("blind", new Dictionary<string, object> { ["opportunity"] = new { read = "all", edit = "all", fields = new Dictionary<string, string> { ["*"] = "edit", ["probability"] = "none" } } });
        var seen = await ObjectsAsync(blind);
        Assert.False(ActionOf(seen, "opportunity", "win").GetProperty("next").GetProperty("value").GetBoolean());

        var deals = objects.Single(o => o.GetProperty("name").GetString() == "account").GetProperty("layout").GetProperty("related").EnumerateArray().Single(r => r.GetProperty("object").GetString() == "opportunity");
        Assert.Equal(["stage", "amount", "close_date", "record_type", "owner"], deals.GetProperty("columns").EnumerateArray().Select(c => c.GetString()));

        static JsonElement ActionOf(JsonElement[] all, string name, string action) =>
            all.Single(o => o.GetProperty("name").GetString() == name).GetProperty("actions").EnumerateArray().Single(a => a.GetProperty("name").GetString() == action);
    }

    [Theory, OnEveryDatabase]
    public async Task A_condition_or_a_choice_of_fields_says_what_it_is_about(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var objects = await ObjectsAsync(await app.SignInAsync());

        var (takes, hidden, condition, required) = (Field(objects, "sea_pool", "takes_when"), Field(objects, "sea_pool", "hidden_fields"), Field(objects, "assignment_rule", "condition"), Field(objects, "stage", "required_fields"));
        Assert.Equal(("condition", "object"), (takes.GetProperty("holds").GetString(), takes.GetProperty("objectFrom").GetString()));
        Assert.Equal(("fields", "object"), (hidden.GetProperty("holds").GetString(), hidden.GetProperty("objectFrom").GetString()));
        Assert.Equal(("condition", "lead"), (condition.GetProperty("holds").GetString(), condition.GetProperty("object").GetString()));
        Assert.Equal(("fields", "opportunity"), (required.GetProperty("holds").GetString(), required.GetProperty("object").GetString()));
    }

    [Theory, OnEveryDatabase]
    public async Task Where_a_value_is_taken_from_is_told_to_who_may_read_it_there(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var taken = Field(await ObjectsAsync(await app.SignInAsync()), "opportunity", "probability").GetProperty("takenFrom");
        Assert.Equal(("stage", "probability"), (taken.GetProperty("lookup").GetString(), taken.GetProperty("field").GetString()));

        var blind = await app.SignInAsync("blind", new Dictionary<string, object>
        {
            ["opportunity"] = new { read = "all", edit = "all" },
            ["stage"] = new { read = "all", fields = new Dictionary<string, string> { ["*"] = "none", ["id"] = "read", ["name"] = "read" } },
        });
        Assert.False(Field(await ObjectsAsync(blind), "opportunity", "probability").TryGetProperty("takenFrom", out _));
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_to_be_done_first_says_so_and_until_when(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var lead = (await ObjectsAsync(await app.SignInAsync())).Single(o => o.GetProperty("name").GetString() == "lead");
        var actions = lead.GetProperty("actions").EnumerateArray().ToDictionary(a => a.GetProperty("name").GetString()!);
        Assert.Equal((true, "accept_by"), (actions["accept"].GetProperty("first").GetBoolean(), actions["accept"].GetProperty("until").GetString()));
        Assert.False(actions["convert"].TryGetProperty("first", out _));
    }

    private static async Task<JsonElement[]> ObjectsAsync(TestClient client) => [.. (await client.GetAsync("/api/meta")).Expect(200).GetProperty("objects").EnumerateArray()];

    private static JsonElement Field(JsonElement[] objects, string name, string field) => objects.Single(o => o.GetProperty("name").GetString() == name)
        .GetProperty("fields").EnumerateArray().Single(f => f.GetProperty("name").GetString() == field);
}
