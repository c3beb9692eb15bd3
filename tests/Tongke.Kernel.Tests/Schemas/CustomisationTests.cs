using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Testing;
using Tongke.Kernel.Tests.Records;
using Tongke.Testing;
using Xunit;

namespace Tongke.Kernel.Tests.Schemas;

public sealed class CustomisationTests
{
    private const string Budget = """{ "name": "budget", "type": "decimal", "scale": 2, "label": {"zh": "预算", "en": "Budget"} }""";

    [Theory, OnEveryDatabase]
    public async Task A_field_added_while_running_is_there_at_once_and_after_a_restart(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var id = await app.CreateAsync("customer", new { name = "云海" });

        await CustomiseAsync(app, "customer", Overlay("customer", Budget));
        Assert.Null(await app.UpdateAsync("customer", id, new { budget = 12.34m }));
        Assert.Equal(12.34m, await app.ValueAsync("customer", id, "budget"));

        await app.RestartAsync();
        Assert.Equal(12.34m, await app.ValueAsync("customer", id, "budget"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_stored_formula_added_later_is_computed_for_the_records_that_exist(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var customer = await app.CreateAsync("customer", new { name = "云海" });
        var order = await app.CreateAsync("purchase", new { customer, price = 10.01m, quantity = 3 });

        await CustomiseAsync(app, "purchase", Overlay("purchase", """{ "name": "third", "type": "formula", "result": "decimal", "scale": 2, "formula": "price * quantity / 7", "label": {"zh": "七分之一", "en": "A seventh"} }"""));
        Assert.Equal(4.29m, await app.ValueAsync("purchase", order, "third"));
    }

    [Theory, OnEveryDatabase]
    public async Task Formulas_that_read_each_other_and_roll_ups_added_together_are_computed_for_the_records_that_exist(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var customer = await app.CreateAsync("customer", new { name = "云海" });
        var order = await app.CreateAsync("purchase", new { customer, price = 10m, quantity = 3 });
        var another = await app.CreateAsync("purchase", new { customer, price = 1m, quantity = 2 });

        await CustomiseAsync(app, "purchase", Overlay(
            "purchase",
            """{ "name": "dozens", "type": "formula", "result": "decimal", "scale": 2, "formula": "dearest + quantity", "label": {"zh": "甲", "en": "A"} }""",
            """{ "name": "dearest", "type": "formula", "result": "decimal", "scale": 2, "formula": "price * 100", "label": {"zh": "乙", "en": "B"} }""",
            """{ "name": "cheapest", "type": "formula", "result": "decimal", "scale": 2, "formula": "price / 100", "label": {"zh": "丙", "en": "C"} }"""));
        Assert.Equal([1000m, 0.10m, 1003m], [await app.ValueAsync("purchase", order, "dearest"), await app.ValueAsync("purchase", order, "cheapest"), await app.ValueAsync("purchase", order, "dozens")]);
        Assert.Equal([100m, 0.01m, 102m], [await app.ValueAsync("purchase", another, "dearest"), await app.ValueAsync("purchase", another, "cheapest"), await app.ValueAsync("purchase", another, "dozens")]);

        await CustomiseAsync(app, "customer", Overlay(
            "customer",
            """{ "name": "most", "type": "rollup", "result": "decimal", "scale": 2, "label": {"zh": "丁", "en": "D"}, "rollup": { "object": "purchase", "field": "customer", "function": "max", "of": "dozens" } }""",
            """{ "name": "pieces", "type": "rollup", "label": {"zh": "戊", "en": "E"}, "rollup": { "object": "purchase", "field": "customer", "function": "sum", "of": "quantity" } }"""));
        Assert.Equal([1003m, 5m], [await app.ValueAsync("customer", customer, "most"), Convert.ToDecimal(await app.ValueAsync("customer", customer, "pieces"), System.Globalization.CultureInfo.InvariantCulture)]);
    }

    [Theory, OnEveryDatabase]
    public async Task What_reads_a_formula_is_computed_anew_when_the_formula_changes(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var customer = await app.CreateAsync("customer", new { name = "云海" });
        var order = await app.CreateAsync("purchase", new { customer, price = 10m, quantity = 3 });
        var formulas = await CustomiseAsync(app, "purchase", Doubled(2));
        await CustomiseAsync(app, "customer", Overlay(
            "customer",
            """{ "name": "most", "type": "rollup", "result": "decimal", "scale": 2, "label": {"zh": "丙", "en": "C"}, "rollup": { "object": "purchase", "field": "customer", "function": "max", "of": "after" } }""",
            """{ "name": "many", "type": "rollup", "label": {"zh": "丁", "en": "D"}, "rollup": { "object": "purchase", "field": "customer", "function": "count", "filter": "after > 25" } }"""));
        Assert.Equal([21m, 21m, 0L], [await app.ValueAsync("purchase", order, "after"), await app.ValueAsync("customer", customer, "most"), await app.ValueAsync("customer", customer, "many")]);

        Assert.Null(await app.UpdateAsync("object_customisation", formulas, new { definition = JsonDocument.Parse(Doubled(3)).RootElement }));
        Assert.Equal([31m, 31m, 1L], [await app.ValueAsync("purchase", order, "after"), await app.ValueAsync("customer", customer, "most"), await app.ValueAsync("customer", customer, "many")]);

        static string Doubled(int by) => Overlay(
            "purchase",
            $$"""{ "name": "before", "type": "formula", "result": "decimal", "scale": 2, "formula": "price * {{by}}", "label": {"zh": "甲", "en": "A"} }""",
            """{ "name": "after", "type": "formula", "result": "decimal", "scale": 2, "formula": "before + 1", "label": {"zh": "乙", "en": "B"} }""");
    }

    [Theory, OnEveryDatabase]
    public async Task What_reads_a_formula_that_a_new_version_of_a_package_changed_is_computed_anew_at_its_start(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Orders(1));
        var company = await app.CreateAsync("company", new { name = "云海" });
        var order = await app.CreateAsync("sale", new { name = "一", company, price = 10m });
        Assert.Equal([10m, 10m, 0L], [await app.ValueAsync("sale", order, "worth"), await app.ValueAsync("company", company, "most"), await app.ValueAsync("company", company, "many")]);

        // No table changes with it.
        await using var upgraded = await app.OpenNodeAsync(Orders(3));
        Assert.Equal([30m, 30m, 1L], [await ValueAsync("sale", order, "worth"), await ValueAsync("company", company, "most"), await ValueAsync("company", company, "many")]);

        async Task<object?> ValueAsync(string of, Guid id, string field) => (await upgraded.Open(app.System).LoadAsync(upgraded.Schema[of], id))![field];
    }

    [Theory, OnEveryDatabase]
    public async Task Writes_that_had_begun_when_formulas_and_roll_ups_changed_are_computed_once_more(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Orders(1));
        var company = await app.CreateAsync("company", new { name = "云海" });
        var order = await app.CreateAsync("sale", new { name = "一", company, price = 10m });
        await using var node = await app.OpenNodeAsync(Orders(1));
        var begun = node.Open(app.System);
        (await begun.LoadAsync(begun.Schema["sale"], order))!["price"] = 20m;
        var second = begun.Add(begun.Schema["sale"]);
        (second["name"], second["company"], second["price"]) = ("二", company, 5m);

        await using var upgraded = await app.OpenNodeAsync(Orders(3));
        Assert.Null(await begun.CommitAsync());
        app.Clock.Advance(TimeSpan.FromSeconds(10));
        await LateWrites.RunAsync(node, default); // has other definitions than are in force, and leaves it to others
        Assert.Equal([20m, 5m], [await ValueAsync("sale", order, "worth"), await ValueAsync("sale", second.Id, "worth")]);

        await LateWrites.RunAsync(upgraded, default);
        Assert.Equal([60m, 15m], [await ValueAsync("sale", order, "worth"), await ValueAsync("sale", second.Id, "worth")]);
        Assert.Equal([60m, 1L], [await ValueAsync("company", company, "most"), await ValueAsync("company", company, "many")]);

        async Task<object?> ValueAsync(string of, Guid id, string field) => (await upgraded.Open(app.System).LoadAsync(upgraded.Schema[of], id))![field];
    }

    [Theory]
    [InlineData("max", "ordered", null)]
    [InlineData("sum", "ordered", "date")]
    [InlineData("avg", "number", null)]
    [InlineData("sum", "customer", null)]
    [InlineData("max", "number", "text")]
    [InlineData("max", "price", "integer")]
    public async Task A_roll_up_whose_result_can_not_hold_what_it_aggregates_is_refused(string function, string of, string? result)
    {
        await using var app = await TestWorkspace.StartAsync(new TestDatabase(Storage.Dialect.Sqlite), Shop.Package());
        await CustomiseAsync(app, "purchase", Overlay("purchase", """{ "name": "ordered", "type": "date", "label": {"zh": "下单", "en": "Ordered"} }"""));
        var kind = result is null ? "" : $"\"result\": \"{result}\", ";

        var refusal = Assert.IsType<Invalid>(await RefusalAsync(app, "customer", Overlay("customer", $$"""{ "name": "wrong", "type": "rollup", {{kind}}"label": {"zh": "错", "en": "Wrong"}, "rollup": { "object": "purchase", "field": "customer", "function": "{{function}}", "of": "{{of}}" } }""")));
        Assert.Equal("definition_rollup_kind", Assert.Single(refusal.Problems).Message.Code);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(99)]
    public async Task A_formula_with_more_digits_than_a_number_has_is_refused(int scale)
    {
        await using var app = await TestWorkspace.StartAsync(new TestDatabase(Storage.Dialect.Sqlite), Shop.Package());

        var refusal = Assert.IsType<Invalid>(await RefusalAsync(app, "purchase", Overlay("purchase", $$"""{ "name": "wrong", "type": "formula", "result": "decimal", "scale": {{scale}}, "formula": "price * 2", "label": {"zh": "错", "en": "Wrong"} }""")));
        Assert.Contains(refusal.Problems, p => p.Message.Code == "definition_digits");
    }

    [Theory, OnEveryDatabase]
    public async Task A_custom_object_is_an_object_like_any_other(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        await CustomiseAsync(app, "visit", """
            { "name": "visit", "label": {"zh": "拜访", "en": "Visit"}, "nameField": "subject", "fields": [
              { "name": "subject", "type": "text", "label": {"zh": "主题", "en": "Subject"}, "required": true },
              { "name": "customer", "type": "lookup", "object": "customer", "label": {"zh": "客户", "en": "Customer"} } ] }
            """);
        var customer = await app.CreateAsync("customer", new { name = "云海" });
        var visit = await app.CreateAsync("visit", new { subject = "首次拜访", customer });
        Assert.Equal(customer, await app.ValueAsync("visit", visit, "customer"));
        Assert.IsType<Conflict>(await app.DeleteAsync("customer", customer));
    }

    [Theory, OnEveryDatabase]
    public async Task A_definition_that_does_not_compile_is_refused_with_all_reasons(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var session = app.Workspace.Open(app.System);
        var record = session.Add(app.Schema["object_customisation"]);
        record.Write(record.Object["object"], "customer");
        record.Write(record.Object["definition"], JsonDocument.Parse(Overlay("customer",
            """{ "name": "a", "type": "formula", "result": "integer", "formula": "b + 1", "label": {"zh": "甲", "en": "A"} }""",
            """{ "name": "b", "type": "formula", "result": "integer", "formula": "a + 1", "label": {"zh": "乙", "en": "B"} }""",
            """{ "name": "c", "type": "telepathy", "label": {"zh": "丙", "en": "C"} }""")).RootElement);

        var refusal = Assert.IsType<Invalid>(await session.CommitAsync());
        var english = refusal.Problems.Select(p => p.Message.In(Texts.Language.English)).ToArray();
        Assert.Contains(english, m => m.Contains("telepathy", StringComparison.Ordinal));
        Assert.Contains(english, m => m.Contains("circle", StringComparison.Ordinal));
        Assert.Null(app.Schema["customer"].Find("a"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_custom_object_with_records_can_not_be_removed(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var customisation = await CustomiseAsync(app, "visit", """{ "name": "visit", "label": {"zh": "拜访", "en": "Visit"}, "fields": [ { "name": "name", "type": "text", "label": {"zh": "主题", "en": "Subject"} } ] }""");
        await app.CreateAsync("visit", new { name = "首次" });

        Assert.Equal("object_holds_records", Assert.IsType<Conflict>(await app.DeleteAsync("object_customisation", customisation)).Message.Code);
    }

    [Fact]
    public async Task Another_node_on_the_same_database_sees_a_new_field_within_two_seconds()
    {
        await using var app = await TestWorkspace.StartAsync(new TestDatabase(Storage.Dialect.Postgres), Shop.Package());
        await using var node = await app.OpenNodeAsync();
        await CustomiseAsync(app, "customer", Overlay("customer", Budget));

        var deadline = TimeProvider.System.GetTimestamp();
        while (node.Schema["customer"].Find("budget") is null && TimeProvider.System.GetElapsedTime(deadline) < TimeSpan.FromSeconds(2))
            await Task.Delay(20);

        Assert.NotNull(node.Schema["customer"].Find("budget"));
    }

    [Theory, OnEveryDatabase]
    public async Task New_people_and_roles_are_in_force_at_once_without_the_objects_being_compiled_again(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var customisation = await CustomiseAsync(app, "customer", Overlay("customer", Budget));
        var before = app.Schema;

        var ana = await app.UserAsync("ana", new Grant { Create = true, Read = "all" });
        Assert.Contains(ana.Roles[0], app.Schema.Roles);
        Assert.NotNull(app.Workspace.Organization.Find(ana.UserId!.Value));
        Assert.True(app.Schema.Version > before.Version);
        Assert.Same(before["customer"], app.Schema["customer"]);
        var id = await app.CreateAsync("customer", new { name = "云海", budget = 1.5m }, ana);
        Assert.Equal(1.5m, await app.ValueAsync("customer", id, "budget"));

        const string Rank = """{ "name": "rank", "type": "integer", "label": {"zh": "等级", "en": "Rank"} }""";
        Assert.Null(await app.UpdateAsync("object_customisation", customisation, new { definition = JsonDocument.Parse(Overlay("customer", Budget, Rank)).RootElement }));
        Assert.Null(await app.UpdateAsync("customer", id, new { rank = 3 }));
        Assert.Equal(3L, await app.ValueAsync("customer", id, "rank"));
    }

    [Theory, OnEveryDatabase]
    public async Task Grants_that_name_what_is_not_there_are_refused(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var session = app.Workspace.Open(app.System);
        var role = session.Add(app.Schema["role"]);
        role.Write(role.Object["name"], "odd");
        role.Write(role.Object["label_zh"], "奇怪");
        role.Write(role.Object["grants"], JsonDocument.Parse("""{ "custmer": {"read": "all"}, "customer": {"read": "everything", "edit": "= nam = 1", "fields": {"secret": "read"}} }""").RootElement);

        var refusal = Assert.IsType<Invalid>(await session.CommitAsync());
        Assert.Equal(["scope_formula", "unknown_field", "unknown_object", "unknown_scope"], refusal.Problems.Select(p => p.Message.Code).Order());
    }

    [Theory, OnEveryDatabase]
    public async Task What_a_field_holds_is_about_an_object_and_what_it_takes_comes_from_a_field_that_are_there(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        async Task<IEnumerable<string>> RefusedAsync(string more)
        {
            var session = app.Workspace.Open(app.System);
            var customisation = session.Add(app.Schema["object_customisation"]);
            customisation.Write(customisation.Object["object"], "customer");
            var field = $$"""{ "name": "told", "type": "text", "label": {"zh": "x", "en": "x"}, {{more}} }""";
            customisation.Write(customisation.Object["definition"], JsonDocument.Parse(Overlay("customer", field)).RootElement);
            return await session.CommitAsync() is Invalid refused ? refused.Problems.Select(p => p.Message.Code).Distinct() : [];
        }

        Assert.Equal(["definition_no_object"], await RefusedAsync("\"holds\": \"condition\""));
        Assert.Equal(["unknown_object"], await RefusedAsync("\"holds\": \"condition\", \"object\": \"nothing\""));
        Assert.Equal(["unknown_field"], await RefusedAsync("\"holds\": \"condition\", \"objectFrom\": \"nothing\""));
        Assert.Equal(["unknown_field"], await RefusedAsync("\"takenFrom\": \"owner.nothing\""));
        Assert.Equal(["unknown_field"], await RefusedAsync("\"takenFrom\": \"name.name\""));
        Assert.Empty(await RefusedAsync("\"holds\": \"condition\", \"object\": \"customer\", \"takenFrom\": \"owner.name\""));
        Assert.Equal("customer", app.Schema["customer"]["told"].Definition.Object);
    }

    [Theory, OnEveryDatabase]
    public async Task The_path_of_a_department_follows_its_parents_name(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database);
        var company = await app.CreateAsync("department", new { name = "总公司" });
        var sales = await app.CreateAsync("department", new { name = "销售部", parent = company });
        var east = await app.CreateAsync("department", new { name = "华东", parent = sales });
        Assert.Equal("总公司 / 销售部 / 华东", await app.ValueAsync("department", east, "path"));

        Assert.Null(await app.UpdateAsync("department", company, new { name = "集团" }));
        Assert.Equal("集团 / 销售部 / 华东", await app.ValueAsync("department", east, "path"));
    }

    private static string Overlay(string name, params string[] fields) =>
        $$"""{ "name": "{{name}}", "label": {"zh": "{{name}}", "en": "{{name}}"}, "fields": [ {{string.Join(", ", fields)}} ] }""";

    private static Task<Guid> CustomiseAsync(TestWorkspace app, string name, string definition) =>
        app.CreateAsync("object_customisation", new { @object = name, definition = JsonDocument.Parse(definition).RootElement });

    private static async Task<Refusal?> RefusalAsync(TestWorkspace app, string name, string definition)
    {
        var session = app.Workspace.Open(app.System);
        var record = session.Add(app.Schema["object_customisation"]);
        record.Write(record.Object["object"], name);
        record.Write(record.Object["definition"], JsonDocument.Parse(definition).RootElement);
        return await session.CommitAsync();
    }

    /// <summary>Companies and their orders, whose worth is their price so many times.</summary>
    private static Package Orders(int by) => new()
    {
        Name = "orders",
        Objects =
        [
            ObjectDefinitions.Read("""
                { "name": "company", "label": {"zh": "公司", "en": "Company"}, "fields": [
                  { "name": "name", "type": "text", "label": {"zh": "名称", "en": "Name"} },
                  { "name": "most", "type": "rollup", "result": "decimal", "scale": 2, "label": {"zh": "甲", "en": "A"}, "rollup": { "object": "sale", "field": "company", "function": "max", "of": "worth" } },
                  { "name": "many", "type": "rollup", "label": {"zh": "乙", "en": "B"}, "rollup": { "object": "sale", "field": "company", "function": "count", "filter": "worth > 25" } } ] }
                """),
            ObjectDefinitions.Read($$"""
                { "name": "sale", "label": {"zh": "订单", "en": "Order"}, "fields": [
                  { "name": "name", "type": "text", "label": {"zh": "名称", "en": "Name"} },
                  { "name": "company", "type": "lookup", "object": "company", "label": {"zh": "公司", "en": "Company"} },
                  { "name": "price", "type": "decimal", "scale": 2, "label": {"zh": "价格", "en": "Price"} },
                  { "name": "worth", "type": "formula", "result": "decimal", "scale": 2, "formula": "price * {{by}}", "label": {"zh": "价值", "en": "Worth"} } ] }
                """),
        ],
    };
}
