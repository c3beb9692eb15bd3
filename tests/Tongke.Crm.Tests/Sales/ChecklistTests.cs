using System.Text.Json;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;
using Tongke.Testing;
using Xunit;
using ChecklistItem = Tongke.Crm.Sales.ChecklistItem;

namespace Tongke.Crm.Tests.Sales;

public sealed class ChecklistTests
{
    private const string BudgetItem = """{ "name": "budget", "label": { "zh": "了解预算", "en": "Learn the budget" }, "required": true }""";

    private static readonly string[] Budget = ["budget"];

    private static JsonElement Items { get; } = Of($$"""[{{BudgetItem}}, { "name": "chain", "label": { "zh": "确认决策链", "en": "Map the chain" } }]""");

    [Theory, OnEveryDatabase]
    public async Task A_deal_goes_on_once_what_its_stage_demands_is_ticked_and_back_or_out_without(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        Assert.Null(await crm.App.UpdateAsync("stage", await crm.StageAsync("lead"), new { checklist = Items }));
        var account = await crm.App.CreateAsync("account", new { name = "客户" });
        var deal = await crm.App.CreateAsync("opportunity", new { name = "产线改造", account });

        var refusal = Assert.IsType<RuleRefused>(await crm.App.UpdateAsync("opportunity", deal, new { stage = await crm.StageAsync("visit") }));
        var open = Assert.Single(refusal.Problems);
        Assert.Equal("checklist_done", open.Target);
        Assert.Equal("“线索”的工作清单还有必做事项未完成：了解预算", open.Message.In(Language.Chinese));
        Assert.Equal("Required items of the Lead checklist are still open: Learn the budget", open.Message.In(Language.English));

        Assert.Null(await crm.App.UpdateAsync("opportunity", deal, new { checklist_done = Budget, stage = await crm.StageAsync("visit") }));
        Assert.Null(await crm.App.UpdateAsync("opportunity", deal, new { checklist_done = (string[]?)null, stage = await crm.StageAsync("lead") }));
        Assert.Null(await crm.App.UpdateAsync("opportunity", deal, new { stage = await crm.StageAsync("lost"), loss_reason = "price" }));
    }

    [Theory, OnEveryDatabase]
    public async Task A_jump_asks_for_the_checklists_of_the_stages_between(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        Assert.Null(await crm.App.UpdateAsync("stage", await crm.StageAsync("proposal"), new { checklist = Items }));
        var deal = await crm.App.CreateAsync("opportunity", new { name = "产线改造", account = await crm.App.CreateAsync("account", new { name = "客户" }) });

        var refusal = Assert.IsType<RuleRefused>((await crm.ActAsync("opportunity", deal, "win")).Refusal);
        Assert.Contains(refusal.Problems, p => p.Message.Code == "checklist_open");
    }

    [Theory, OnEveryDatabase]
    public async Task A_checklist_is_a_list_of_items_each_under_its_own_name_and_a_text_alone_is_one(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var stage = await crm.StageAsync("lead");
        async Task<string> CodeAsync(string checklist) => Assert.IsType<Invalid>(await crm.App.UpdateAsync("stage", stage, new { checklist = Of(checklist) })).Problems.Single().Message.Code;

        Assert.Equal("checklist_malformed", await CodeAsync("""{ "name": "a" }"""));
        Assert.Equal("checklist_malformed", await CodeAsync("""[{ "name": "a" }]"""));
        Assert.Equal("checklist_malformed", await CodeAsync($$"""[{ "name": "{{new string('a', 51)}}", "label": { "zh": "甲", "en": "A" } }]"""));
        Assert.Equal("checklist_item_twice", await CodeAsync($"[{BudgetItem}, {BudgetItem}]"));
        Assert.Null(await crm.App.UpdateAsync("stage", stage, new { checklist = Of("""["打电话"]""") }));
        var item = Assert.Single(ChecklistItem.ListOf((JsonElement?)await crm.ValueAsync("stage", stage, "checklist")));
        Assert.Equal(("打电话", "打电话", "打电话", false), (item.Name, item.Label.Zh, item.Label.En, item.Required));
    }

    private static JsonElement Of(string json) => JsonDocument.Parse(json).RootElement;
}
