using System.Text.Json;
using System.Text.Json.Nodes;
using Tongke.Kernel.Texts;
using Tongke.Testing;
using Xunit;

namespace Tongke.Crm.Tests;

public sealed class SeedTests
{
    [Theory, OnEveryDatabase]
    public async Task A_new_workspace_has_the_six_stages_with_their_rates_and_the_two_ends(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var pipeline = await crm.FindAsync("pipeline", "is_default", true);
        var stages = (await crm.WhereAsync("stage", "pipeline", pipeline)).OrderBy(s => s["position"]).ToArray();

        Assert.Equal(["线索", "初访", "方案", "报价", "合同", "回款", "赢单", "输单"], stages.Select(s => (string)s["name"]!));
        Assert.Equal([10m, 20, 40, 60, 80, 100, 100, 0], stages.Select(s => (decimal)s["probability"]!));
        Assert.Equal(["open", "open", "open", "open", "open", "open", "won", "lost"], stages.Select(s => (string)s["type"]!));
    }

    [Theory, OnEveryDatabase]
    public async Task Delivered_stages_have_names_of_their_own_so_that_a_file_may_name_them(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartWithModelsAsync(database);
        var stages = await crm.App.Workspace.Open(crm.App.System).LoadWhereAsync(crm.App.Schema["stage"], Kernel.Expressions.Constant.True);

        Assert.Equal(3, stages.Select(s => s["pipeline"]).Distinct().Count());
        foreach (var field in new[] { "name", "name_en" })
            Assert.Equal(stages.Count, stages.Select(s => s[field]).Distinct().Count());
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_taken_off_a_price_is_called_the_same_everywhere_and_says_which_way_it_counts(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        foreach (var definition in crm.App.Schema.Objects.Where(o => !o.Name.StartsWith("import", StringComparison.Ordinal)))
        {
            Assert.DoesNotContain("折扣", definition.Definition.Label.In(Language.Chinese), StringComparison.Ordinal);
            Assert.All(definition.Fields, f => Assert.DoesNotContain("折扣", f.Label.In(Language.Chinese), StringComparison.Ordinal));
        }

        foreach (var lines in new[] { "quote_line", "contract_line", "sales_order_line", "opportunity_line" })
            Assert.Contains("八折", crm.App.Schema[lines]["discount"].Definition.Help!.In(Language.Chinese), StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task One_thing_has_one_name_in_English(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        string Of(string definition, string field) => crm.App.Schema[definition][field].Label.In(Language.English);
        Assert.Equal(["Milestone", "Invoice title", "Invoice title", "Invoice title"],
            [crm.App.Schema["deal_node"].Label.In(Language.English), crm.App.Schema["invoice_title"].Label.In(Language.English), Of("invoice_title", "name"), Of("invoice", "title")]);
        Assert.Equal(("Make quote", "Make contract"), (LabelOf("opportunity", "make_quote"), LabelOf("quote", "make_contract")));

        string LabelOf(string definition, string action) => crm.App.Schema[definition].Definition.Actions.Single(a => a.Name == action).Label.In(Language.English);
    }

    [Theory, OnEveryDatabase]
    public async Task Every_default_role_is_there_and_names_only_objects_and_fields_that_exist(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var roles = await crm.App.Workspace.Open(crm.App.System).LoadWhereAsync(crm.App.Schema["role"], Kernel.Expressions.Constant.True);
        Assert.Equal(["admin", "boss", "finance", "marketing", "sales_manager", "sales_rep", "service"], roles.Select(r => (string)r["name"]!).Order());

        foreach (var role in roles)
            foreach (var grant in ((System.Text.Json.JsonElement)role["grants"]!).EnumerateObject().Where(g => g.Name != "*"))
            {
                var definition = Assert.IsType<Kernel.Schemas.ObjectSchema>(crm.App.Schema.Find(grant.Name));
                if (grant.Value.TryGetProperty("fields", out var fields))
                    Assert.All(fields.EnumerateObject().Where(f => f.Name != "*"), f => Assert.NotNull(definition.Find(f.Name)));
            }
    }

    [Theory, OnEveryDatabase]
    public async Task A_workspace_older_than_an_object_gets_its_grants_unless_a_role_already_speaks_of_it(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        async Task<string[]> FollowersAsync() => [.. (await RolesAsync()).Where(r => Grants(r).ContainsKey("record_follow")).Select(r => (string)r["name"]!).Order()];
        async Task<IReadOnlyList<Kernel.Records.Record>> RolesAsync() => await crm.App.Workspace.Open(crm.App.System).LoadWhereAsync(crm.App.Schema["role"], Kernel.Expressions.Constant.True);
        async System.Threading.Tasks.Task TakeFromAsync(Func<string, bool> which)
        {
            var session = crm.App.Workspace.Open(crm.App.System);
            foreach (var role in (await session.LoadWhereAsync(session.Schema["role"], Kernel.Expressions.Constant.True)).Where(r => which((string)r["name"]!)))
            {
                var grants = Grants(role);
                grants.Remove("record_follow");
                role["grants"] = JsonSerializer.SerializeToElement(grants);
            }

            Assert.Null(await session.CommitAsync());
        }

        async System.Threading.Tasks.Task UpgradeAsync()
        {
            var session = crm.App.Workspace.Open(crm.App.System);
            await LaterGrants.Packages.Single(p => p.Name == "grants_record_follow").Seed!(session, default);
            Assert.Null(await session.CommitAsync());
        }

        var before = await FollowersAsync();
        Assert.Contains("sales_rep", before);
        await TakeFromAsync(_ => true);
        Assert.Empty(await FollowersAsync());
        await UpgradeAsync();
        Assert.Equal(before, await FollowersAsync());

        await TakeFromAsync(name => name == "sales_rep");
        await UpgradeAsync();
        Assert.Equal(before.Except(["sales_rep"]), await FollowersAsync());
    }

    [Fact]
    public void Every_message_of_the_rules_has_a_text_in_both_languages()
    {
        Assert.NotEmpty(CrmPackage.Rules);
        Assert.All(Dictionaries.All, entry => Assert.False(string.IsNullOrWhiteSpace(entry.Value.Zh) || string.IsNullOrWhiteSpace(entry.Value.En)));
        Assert.True(Dictionaries.Has("stage_move_refused"));
    }

    [Fact]
    public void Deciding_on_what_others_ask_for_has_one_word_in_Chinese()
    {
        var assembly = typeof(CrmPackage).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".json", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            // What a lawyer does with a text is another act.
            Assert.DoesNotContain("审核", reader.ReadToEnd().Replace("法务审核", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    private static JsonObject Grants(Kernel.Records.Record role) => JsonObject.Create((JsonElement)role["grants"]!)!;

    [Fact]
    public void Every_action_is_declared_by_its_object_and_every_declared_action_of_the_crm_exists()
    {
        var declared = CrmPackage.Instance.Objects.SelectMany(o => o.Actions.Where(a => a.Set.Count == 0).Select(a => (o.Name, a.Name)));
        var built = CrmPackage.Actions.Where(a => a.Object != "merge_record").Select(a => (a.Object, a.Name));
        Assert.Equal(declared.Order(), built.Order());
    }
}
