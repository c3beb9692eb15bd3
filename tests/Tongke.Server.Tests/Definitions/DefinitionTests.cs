using System.Text.Json;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Definitions;

public sealed class DefinitionTests
{
    [Theory, OnEveryDatabase]
    public async Task Of_a_computed_field_it_is_told_what_it_is_made_of(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        var reads = (await boss.GetAsync("/api/definitions/opportunity")).Expect(200).GetProperty("reads");

        Assert.Equal(["opportunity.amount", "opportunity.probability"], Of("expected_revenue"));
        Assert.Contains("opportunity_line.amount", Of("line_amount"));
        Assert.Contains("activity.type", Of("activity_count"));
        Assert.False(reads.TryGetProperty("amount", out _));

        string[] Of(string field) => [.. reads.GetProperty(field).EnumerateArray().Select(r => $"{r.GetProperty("object").GetString()}.{r.GetProperty("field").GetString()}")];
    }

    [Theory, OnEveryDatabase]
    public async Task Every_delivered_view_reaches_those_who_may_see_everything(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        var objects = (await boss.GetAsync("/api/meta")).Expect(200).GetProperty("objects").EnumerateArray().ToArray();

        foreach (var definition in app.Workspace.Schema.Objects.Where(o => Array.Exists(objects, m => m.GetProperty("name").GetString() == o.Name)))
        {
            var sent = objects.Single(o => o.GetProperty("name").GetString() == definition.Name).GetProperty("views").EnumerateArray().ToDictionary(v => v.GetProperty("name").GetString()!);
            Assert.Equal(definition.Definition.Views.Select(v => v.Name).Order(), sent.Keys.Order());
            foreach (var view in definition.Definition.Views)
                Assert.Equal(view.Filter is not null, sent[view.Name].TryGetProperty("filter", out _));
        }

        Assert.Contains("closing_this_month", app.Workspace.Schema["opportunity"].Definition.Views.Select(v => v.Name));
    }

    [Theory, OnEveryDatabase]
    public async Task A_view_that_no_filter_can_say_is_refused_instead_of_shown_to_nobody(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        var refused = await boss.PostAsync("/api/v1/object_customisation", new { @object = "account", definition = WithView("MOD(YEAR(created_at), 2) = 0") });
        Assert.Equal(400, refused.Status);
        Assert.Contains("view_filter_unsaid", refused.Text, StringComparison.Ordinal);
        (await boss.PostAsync("/api/v1/object_customisation", new { @object = "account", definition = WithView("STARTOFYEAR(created_at) = STARTOFYEAR(TODAY())") })).Expect(201);

        static object WithView(string filter) => new
        {
            name = "account",
            label = new { zh = "客户", en = "Account" },
            fields = Array.Empty<object>(),
            views = new[] { new { name = "even_years", label = new { zh = "偶数年", en = "Even years" }, columns = new[] { "name" }, filter } },
        };
    }

    [Theory, OnEveryDatabase]
    public async Task Keys_that_rules_keep_are_no_fields_that_people_choose(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        var account = (await boss.GetAsync("/api/meta")).Expect(200).GetProperty("objects").EnumerateArray().Single(o => o.GetProperty("name").GetString() == "account");
        var fields = account.GetProperty("fields").EnumerateArray().Select(f => f.GetProperty("name").GetString()).ToArray();

        Assert.Contains("name", fields);
        Assert.DoesNotContain("name_key", fields);
        Assert.DoesNotContain("name_key_backwards", fields);
    }

    [Theory, OnEveryDatabase]
    public async Task A_computed_amount_is_told_as_money_in_the_currency_of_what_it_is_computed_from(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        var deal = (await boss.GetAsync("/api/meta")).Expect(200).GetProperty("objects").EnumerateArray().Single(o => o.GetProperty("name").GetString() == "opportunity");
        var fields = deal.GetProperty("fields").EnumerateArray().ToDictionary(f => f.GetProperty("name").GetString()!);

        Assert.Equal(("money", "amount_currency"), (fields["expected_revenue"].GetProperty("result").GetString(), fields["expected_revenue"].GetProperty("currency").GetString()));
        Assert.Equal("money", fields["line_amount"].GetProperty("result").GetString());
        Assert.False(fields["line_amount"].TryGetProperty("currency", out _));
    }

    [Theory, OnEveryDatabase]
    public async Task A_sum_in_the_companys_currency_is_told_as_money_of_no_other_and_the_ends_of_a_way_are_told(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        var objects = (await boss.GetAsync("/api/meta")).Expect(200).GetProperty("objects").EnumerateArray().ToDictionary(o => o.GetProperty("name").GetString()!);
        JsonElement Field(string owner, string name) => objects[owner].GetProperty("fields").EnumerateArray().Single(f => f.GetProperty("name").GetString() == name);

        foreach (var (owner, name) in new[] { ("account", "open_amount"), ("account", "received_amount"), ("contract", "received_base"), ("payment_plan", "outstanding_base") })
        {
            Assert.Equal("money", Field(owner, name).GetProperty("result").GetString());
            Assert.False(Field(owner, name).TryGetProperty("currency", out _), $"{owner}.{name}");
        }

        var ends = Field("lead", "status").GetProperty("options").EnumerateArray()
            .Where(o => o.TryGetProperty("end", out _)).Select(o => (o.GetProperty("value").GetString(), o.GetProperty("end").GetString()));
        Assert.Equal([("converted", "won"), ("unqualified", "lost"), ("junk", "lost")], ends);
    }

    [Theory, OnEveryDatabase]
    public async Task A_designer_reads_a_definition_whole_and_in_both_languages(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        await CustomiseAsync(boss, "account", """{ "name": "budget", "type": "decimal", "label": {"zh": "预算", "en": "Budget"} }""");

        var list = (await boss.GetAsync("/api/definitions")).Expect(200);
        Assert.True(list.GetProperty("edit").GetBoolean());
        var account = list.GetProperty("objects").EnumerateArray().Single(o => o.GetProperty("name").GetString() == "account");
        Assert.False(account.GetProperty("custom").GetBoolean());
        Assert.Equal(1, account.GetProperty("customFields").GetInt32());

        var one = (await boss.GetAsync("/api/definitions/account")).Expect(200);
        Assert.Contains(one.GetProperty("definition").GetProperty("fields").EnumerateArray(), f => f.GetProperty("label").GetProperty("zh").GetString() == "预算");
        Assert.DoesNotContain(one.GetProperty("delivered").GetProperty("fields").EnumerateArray(), f => f.GetProperty("name").GetString() == "budget");
        Assert.Equal(1, one.GetProperty("customisation").GetProperty("definition").GetProperty("fields").GetArrayLength());
        Assert.Contains(one.GetProperty("readers").EnumerateArray(), r => r.GetProperty("object").GetString() == "contact" && r.GetProperty("field").GetString() == "account");
    }

    [Theory, OnEveryDatabase]
    public async Task The_use_of_a_field_counts_the_records_that_would_lose_a_value(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        await CustomiseAsync(boss, "account", """{ "name": "budget", "type": "decimal", "label": {"zh": "预算", "en": "Budget"} }""");
        await boss.CreateAsync("account", new { name = "云海", budget = 5 });
        await boss.CreateAsync("account", new { name = "青禾" });

        var usage = (await boss.GetAsync("/api/definitions/account/usage")).Expect(200);
        Assert.Equal(2, usage.GetProperty("records").GetInt64());
        Assert.Equal(1, usage.GetProperty("fields").GetProperty("budget").GetInt64());
    }

    [Theory, OnEveryDatabase]
    public async Task A_formula_is_checked_before_it_is_saved(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();

        var right = (await boss.PostAsync("/api/formulas/check", new { @object = "opportunity", formula = "amount * 2", result = "decimal" })).Expect(200);
        Assert.Equal("decimal", right.GetProperty("kind").GetString());
        Assert.False(right.TryGetProperty("message", out _));

        var wrong = (await boss.PostAsync("/api/formulas/check", new { @object = "opportunity", formula = "amount * amuont" })).Expect(200);
        Assert.Equal(9, wrong.GetProperty("position").GetInt32());
        Assert.Contains("amuont", wrong.GetProperty("message").GetString(), StringComparison.Ordinal);

        var other = (await boss.PostAsync("/api/formulas/check", new { @object = "opportunity", formula = "amount * 2", result = "boolean" })).Expect(200);
        Assert.Contains("yes/no", other.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(404, (await boss.PostAsync("/api/formulas/check", new { @object = "nothing", formula = "1" })).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task A_condition_is_turned_into_the_filter_builder_s_form_and_back(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();

        var shown = (await boss.PostAsync("/api/formulas/check", new { @object = "opportunity", formula = "amount>=1000 && account.industry=\"制造业\"", result = "boolean" })).Expect(200);
        Assert.Equal("""{"and":[{"field":"amount","operator":"at_least","value":1000},{"field":"account.industry","operator":"is","value":"制造业"}]}""", shown.GetProperty("filter").GetRawText());
        var written = (await boss.PostAsync("/api/formulas/check", new { @object = "opportunity", filter = shown.GetProperty("filter"), result = "boolean" })).Expect(200);
        Assert.Equal("amount >= 1000 AND account.industry = \"制造业\"", written.GetProperty("formula").GetString());

        var more = (await boss.PostAsync("/api/formulas/check", new { @object = "opportunity", formula = "close_date - engage_date < 3" })).Expect(200);
        Assert.Equal("boolean", more.GetProperty("kind").GetString());
        Assert.False(more.TryGetProperty("filter", out _));
        var wrong = (await boss.PostAsync("/api/formulas/check", new { @object = "opportunity", filter = new { field = "amuont", @operator = "is", value = 1 } })).Expect(200);
        Assert.Contains("amuont", wrong.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(200, (await boss.PostAsync("/api/formulas/check", new { @object = "opportunity", filter = "x" })).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task Definitions_are_for_those_who_may_read_customisations(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var rep = await app.SignInAsync("rep", new Dictionary<string, object> { ["account"] = Grants.Own });

        foreach (var path in new[] { "/api/definitions", "/api/definitions/account", "/api/definitions/account/usage" })
            Assert.Equal(403, (await rep.GetAsync(path)).Status);

        Assert.Equal(403, (await rep.PostAsync("/api/formulas/check", new { @object = "account", formula = "1" })).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task Who_only_checks_conditions_of_roles_learns_nothing_of_fields_that_they_may_not_read(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var account = new { create = true, read = "all", edit = "all", fields = new Dictionary<string, string> { ["*"] = "edit", ["revenue"] = "none", ["parent"] = "none", ["industry"] = "none" } };
        using var clerk = await app.SignInAsync("clerk", new Dictionary<string, object> { ["account"] = account, ["role"] = new { read = "all" } });
        using var boss = await app.SignInAsync();
        Task<TestAnswer> CheckAsync(TestClient person, string @object, string formula) => person.PostAsync("/api/formulas/check", new { @object, formula });

        foreach (var (on, hidden, absent) in new[]
        {
            ("account", "revenue > 1", "reverue > 1"), ("account", "employees + revenue", "employees + reverue"), ("account", "parent.name = \"x\"", "pareot.name = \"x\""),
            ("account", "COUNT(opportunity_account)", "COUNT(opportunity_accounz)"), ("opportunity", "amount > 1", "amoumt > 1"), ("account", "contact_count > revenue", "contact_count > reverue"),
        })
        {
            var (told, other) = ((await CheckAsync(clerk, on, hidden)).Text, (await CheckAsync(clerk, on, absent)).Text);
            foreach (var (name, instead) in new[] { ("reverue", "revenue"), ("pareot", "parent"), ("opportunity_accounz", "opportunity_account"), ("amoumt", "amount") })
                other = other.Replace(name, instead, StringComparison.Ordinal);
            Assert.Equal(other, told);
        }

        foreach (var (hidden, absent) in new[] { ("industry", "inbustry"), ("parent.name", "pareot.name") })
        {
            async Task<string> AskAsync(string field) => (await clerk.PostAsync("/api/formulas/check", new { @object = "account", filter = new { field, @operator = "is", value = "x" } })).Expect(200).GetRawText();
            Assert.Equal((await AskAsync(absent)).Replace(absent.Split('.')[0], hidden.Split('.')[0], StringComparison.Ordinal), await AskAsync(hidden));
        }

        Assert.Equal("integer", (await CheckAsync(clerk, "account", "employees")).Expect(200).GetProperty("kind").GetString());
        Assert.Equal("decimal", (await CheckAsync(boss, "account", "revenue")).Expect(200).GetProperty("kind").GetString());
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_wrong_with_a_field_is_told_at_that_field(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        var answer = await boss.PostAsync("/api/v1/object_customisation", Customisation("account", """{ "name": "twice", "type": "formula", "result": "decimal", "formula": "nothing * 2", "label": {"zh": "两倍", "en": "Twice"} }"""));

        Assert.Equal(400, answer.Status);
        Assert.Equal("definition/fields/twice", answer.Json.GetProperty("error").GetProperty("details")[0].GetProperty("target").GetString());
    }

    [Theory, OnEveryDatabase]
    public async Task A_definition_with_holes_is_refused_and_never_an_error_of_ours(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        string[] broken =
        [
            """{ "name": "visit", "label": null, "fields": [] }""",
            """{ "name": "visit", "label": {"zh": "拜访"}, "fields": [] }""",
            """{ "name": "visit", "label": {"zh": "拜访", "en": "Visit"}, "fields": [null] }""",
            """{ "name": "visit", "label": {"zh": "拜访", "en": "Visit"}, "fields": [ { "name": "name", "type": "text", "label": {"zh": "名", "en": "N"}, "options": [null] } ] }""",
            """{ "name": "visit", "label": {"zh": "拜访", "en": "Visit"}, "fields": [ { "name": "name", "type": null, "label": {"zh": "名", "en": "N"} } ] }""",
            "[]", "3",
        ];
        foreach (var definition in broken)
            Assert.Equal(400, (await boss.PostAsync("/api/v1/object_customisation", $$"""{ "object": "visit", "definition": {{definition}} }""")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task An_object_that_others_point_to_is_not_taken_away(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        var visit = (await boss.PostAsync("/api/v1/object_customisation", $$"""{ "object": "visit", "definition": { "name": "visit", "label": {"zh": "拜访", "en": "Visit"}, "fields": [ { "name": "name", "type": "text", "label": {"zh": "主题", "en": "Subject"} } ] } }""")).Expect(201);
        await CustomiseAsync(boss, "account", """{ "name": "last_visit", "type": "lookup", "object": "visit", "onDelete": "clear", "label": {"zh": "最近拜访", "en": "Last visit"} }""");

        var refused = await boss.DeleteAsync($"/api/v1/object_customisation/{visit.GetProperty("id").GetString()}");
        Assert.Equal(400, refused.Status);
        Assert.Contains("account", refused.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await boss.GetAsync("/api/v1/visit")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task A_customisation_comes_back_from_the_bin_only_while_it_still_makes_sense(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        var place = await MakeObjectAsync(boss, "place", "");
        var visit = await MakeObjectAsync(boss, "visit", """, { "name": "place", "type": "lookup", "object": "place", "label": {"zh": "地点", "en": "Place"} }""");
        foreach (var gone in new[] { visit, place })
            Assert.Equal(204, (await boss.DeleteAsync($"/api/v1/object_customisation/{gone}")).Status);

        Assert.Equal(400, (await boss.PostAsync($"/api/v1/object_customisation/{visit}/restore", new { })).Status);
        Assert.Equal(404, (await boss.GetAsync("/api/v1/visit")).Status);
        foreach (var back in new[] { place, visit })
            (await boss.PostAsync($"/api/v1/object_customisation/{back}/restore", new { })).Expect(200);

        Assert.Equal(200, (await boss.GetAsync("/api/v1/visit")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task The_settings_menu_has_the_pages_a_person_may_use(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        using var clerk = await app.SignInAsync("clerk", new Dictionary<string, object> { ["role"] = new { create = true, read = "all" } });

        Assert.Contains("admin/objects", PagesOf((await boss.GetAsync("/api/meta")).Expect(200)));
        Assert.DoesNotContain("role", ObjectsOf((await boss.GetAsync("/api/meta")).Expect(200)));
        Assert.Empty(PagesOf((await clerk.GetAsync("/api/meta")).Expect(200)));
        Assert.Contains("role", ObjectsOf((await clerk.GetAsync("/api/meta")).Expect(200)));
    }

    [Theory, OnEveryDatabase]
    public async Task Who_only_reads_what_the_company_is_set_up_with_has_no_settings_in_the_menu(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var reads = new { read = "all" };
        using var clerk = await app.SignInAsync("clerk", new Dictionary<string, object> { ["account"] = reads, ["stage"] = reads, ["pipeline"] = reads, ["role"] = reads, ["duplicate_group"] = reads });
        using var keeper = await app.SignInAsync("keeper", new Dictionary<string, object> { ["stage"] = new { read = "all", edit = "all" }, ["duplicate_group"] = new { read = "all", edit = "all" } });

        var seen = (await clerk.GetAsync("/api/meta")).Expect(200);
        Assert.Equal(["account"], ObjectsOf(seen));
        Assert.Empty(PagesOf(seen));
        var kept = (await keeper.GetAsync("/api/meta")).Expect(200);
        Assert.Equal(["stage"], ObjectsOf(kept));
        Assert.Equal(["duplicates"], PagesOf(kept));
    }

    [Theory, OnEveryDatabase]
    public async Task Who_hands_work_over_finds_it_in_the_menu_and_nobody_else(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var leader = await app.SignInAsync("leader", new Dictionary<string, object> { ["account"] = new { read = "all" }, ["hand_over"] = new { create = true, read = "own" } });
        using var clerk = await app.SignInAsync("clerk", new Dictionary<string, object> { ["account"] = new { read = "all" }, ["hand_over"] = new { read = "own" } });

        Assert.Equal(["account", "hand_over"], ObjectsOf((await leader.GetAsync("/api/meta")).Expect(200)));
        Assert.Equal(["account"], ObjectsOf((await clerk.GetAsync("/api/meta")).Expect(200)));
    }

    [Theory, OnEveryDatabase]
    public async Task An_option_without_a_name_is_refused(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        var refused = await boss.PostAsync("/api/v1/object_customisation", Customisation("account", "{ \"name\": \"colour\", \"type\": \"select\", \"label\": {\"zh\": \"颜色\", \"en\": \"Colour\"}, \"options\": [{ \"value\": \"red\", \"label\": {\"zh\": \" \", \"en\": \"\"} }] }"));
        Assert.Equal(400, refused.Status);
        Assert.Contains("“red”", refused.Text, StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task A_definition_that_counts_or_orders_by_nothing_is_refused(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        string Quality(string fields, string days = "90") => $$""" "quality": { "freshness": "updated_at", "days": {{days}}, "fields": [{{fields}}] }""";
        const string Name = """{ "field": "name", "weight": 1 }""";
        foreach (var senseless in new[]
        {
            Quality(""), Quality("""{ "field": "name", "weight": 0 }"""), Quality("""{ "field": "name", "weight": -1 }"""), Quality(Name, "0"), Quality(Name, "-5"), Quality(Name, "2147483647"),
            Quality("""{ "field": "name", "weight": 2147483647 }, { "field": "created_at", "weight": 2147483647 }"""), """ "keys": [[]]""", """ "indexes": [[]]""",
        })
        {
            var refused = await boss.PostAsync("/api/v1/object_customisation", $$"""{ "object": "nothing", "definition": { "name": "nothing", "label": {"zh": "无", "en": "Nothing"}, "fields": [ { "name": "name", "type": "text", "label": {"zh": "名称", "en": "Name"} } ], {{senseless}} } }""");
            Assert.Equal((senseless, 400), (senseless, refused.Status));
        }

        await MakeObjectAsync(boss, "something", $", {{ \"name\": \"extra\", \"type\": \"text\", \"label\": {{\"zh\": \"附加\", \"en\": \"Extra\"}} }} ], {Quality(Name)}, \"keys\": [[\"name\"]], \"indexes\": [ [\"extra\"]");
    }

    private static async Task<string?> MakeObjectAsync(TestClient client, string name, string fields) =>
        (await client.PostAsync("/api/v1/object_customisation", $$"""{ "object": "{{name}}", "definition": { "name": "{{name}}", "label": {"zh": "{{name}}", "en": "{{name}}"}, "fields": [ { "name": "name", "type": "text", "label": {"zh": "名称", "en": "Name"} }{{fields}} ] } }""")).Expect(201).GetProperty("id").GetString();

    /// <summary>The pages of the menu beside the one everybody begins on.</summary>
    private static IEnumerable<string?> PagesOf(JsonElement meta) => Items(meta).Where(i => i.TryGetProperty("page", out _)).Select(i => i.GetProperty("page").GetString()).Where(page => page != "bench");

    private static IEnumerable<string?> ObjectsOf(JsonElement meta) => Items(meta).Where(i => i.TryGetProperty("object", out _)).Select(i => i.GetProperty("object").GetString());

    private static IEnumerable<JsonElement> Items(JsonElement meta) => meta.GetProperty("menus").EnumerateArray().SelectMany(g => g.GetProperty("items").EnumerateArray());

    private static async Task CustomiseAsync(TestClient client, string name, string field) => (await client.PostAsync("/api/v1/object_customisation", Customisation(name, field))).Expect(201);

    private static string Customisation(string name, string field) =>
        $$"""{ "object": "{{name}}", "definition": { "name": "{{name}}", "label": {"zh": "{{name}}", "en": "{{name}}"}, "fields": [ {{field}} ] } }""";
}
