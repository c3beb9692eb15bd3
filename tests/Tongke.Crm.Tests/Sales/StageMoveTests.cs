using Tongke.Kernel.Records;
using Tongke.Testing;
using Xunit;

namespace Tongke.Crm.Tests.Sales;

public sealed class StageMoveTests
{
    private static readonly string[] NextStep = ["next_step"];

    [Theory, OnEveryDatabase]
    public async Task A_deal_begins_at_the_first_stage_of_the_default_pipeline_with_its_probability(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var deal = await crm.App.CreateAsync("opportunity", new { name = "产线改造", amount = 200_000m });

        Assert.Equal(await crm.StageAsync("lead"), await crm.ValueAsync("opportunity", deal, "stage"));
        Assert.Equal(10m, await crm.ValueAsync("opportunity", deal, "probability"));
        Assert.Equal(20_000m, await crm.ValueAsync("opportunity", deal, "expected_revenue"));
        Assert.Equal("open", await crm.ValueAsync("opportunity", deal, "status"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_move_with_unmet_criteria_is_refused_with_the_list_of_what_is_missing(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var deal = await crm.App.CreateAsync("opportunity", new { name = "产线改造", stage = await crm.StageAsync("proposal") });

        var refusal = Assert.IsType<RuleRefused>((await crm.ActAsync("opportunity", deal, "move_stage", new { stage = await crm.StageAsync("quote") })).Refusal);
        Assert.Equal("stage_move_refused", refusal.Message.Code);
        Assert.Equal(["amount", "close_date"], refusal.Problems.Select(p => p.Target!));
        Assert.Equal(["商机金额大于 0", "已填写预计成交日期"], refusal.Problems.Select(p => p.Message.In(Kernel.Texts.Language.Chinese)));
        Assert.Equal(await crm.StageAsync("proposal"), await crm.ValueAsync("opportunity", deal, "stage"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_jump_over_stages_asks_what_going_step_by_step_would_ask(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var account = await crm.App.CreateAsync("account", new { name = "客户" });
        var deal = await crm.App.CreateAsync("opportunity", new { name = "产线改造", account });
        string Asked(Refusal? refusal) => string.Join(' ', Assert.IsType<RuleRefused>(refusal).Problems.Select(p => p.Message.In(Kernel.Texts.Language.English)).Order(StringComparer.Ordinal));

        Assert.Equal("At least one call, meeting, visit or email is recorded The amount is more than 0 The close date is known", Asked(await crm.App.UpdateAsync("opportunity", deal, new { stage = await crm.StageAsync("quote") })));
        var all = "A decision maker is known, as the contact or in the decision chain At least one call, meeting, visit or email is recorded The amount is more than 0 The close date is known The product or the lines are known";
        Assert.Equal(all, Asked((await crm.ActAsync("opportunity", deal, "move_stage", new { stage = await crm.StageAsync("payment") })).Refusal));
        Assert.Equal(all, Asked((await crm.ActAsync("opportunity", deal, "win")).Refusal));
        Assert.Null(await crm.App.UpdateAsync("opportunity", deal, new { stage = await crm.StageAsync("visit") }));
        Assert.Null(await crm.App.UpdateAsync("opportunity", deal, new { stage = await crm.StageAsync("lost"), loss_reason = "price" }));
    }

    [Theory, OnEveryDatabase]
    public async Task Where_skipping_is_free_only_the_stage_left_and_the_one_entered_ask(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var account = await crm.App.CreateAsync("account", new { name = "客户" });
        var deal = await crm.App.CreateAsync("opportunity", new { name = "产线改造", account, amount = 5m });
        Assert.NotNull(await crm.App.UpdateAsync("opportunity", deal, new { stage = await crm.StageAsync("payment") }));

        Assert.Null(await crm.App.UpdateAsync("pipeline", (Guid)(await crm.ValueAsync("opportunity", deal, "pipeline"))!, new { skipping = "free" }));

        Assert.Null(await crm.App.UpdateAsync("opportunity", deal, new { stage = await crm.StageAsync("payment") }));
    }

    [Theory, OnEveryDatabase]
    public async Task A_jump_asks_for_the_required_fields_of_the_stages_between(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        Assert.Null(await crm.App.UpdateAsync("stage", await crm.StageAsync("visit"), new { required_fields = NextStep }));
        var deal = await crm.App.CreateAsync("opportunity", new { name = "产线改造", account = await crm.App.CreateAsync("account", new { name = "客户" }) });
        await crm.App.CreateAsync("activity", new { type = "call", subject = "电话", opportunity = deal });

        var refused = Assert.IsType<RuleRefused>(await crm.App.UpdateAsync("opportunity", deal, new { stage = await crm.StageAsync("proposal") }));
        Assert.Equal(("next_step", "required_for_stage"), (Assert.Single(refused.Problems).Target, refused.Problems[0].Message.Code));
        Assert.Contains("初访", refused.Problems[0].Message.In(Kernel.Texts.Language.Chinese), StringComparison.Ordinal);
        Assert.Null(await crm.App.UpdateAsync("opportunity", deal, new { stage = await crm.StageAsync("proposal"), next_step = "演示" }));
    }

    [Theory, OnEveryDatabase]
    public async Task Each_thing_missing_says_which_fields_and_related_records_may_bring_it_and_only_those_the_person_may_write(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var deal = await crm.App.CreateAsync("opportunity", new { name = "检测", amount = 80_000m, stage = await crm.StageAsync("quote") });

        var refusal = Assert.IsType<RuleRefused>((await crm.ActAsync("opportunity", deal, "move_stage", new { stage = await crm.StageAsync("contract") })).Refusal);
        Assert.Equal(
            ["opportunity.product opportunity_line.opportunity", "opportunity_contact.opportunity opportunity.contact"],
            refusal.Problems.Select(p => string.Join(' ', p.Ways.Select(w => $"{w.Object.Name}.{w.Name}"))));
        Assert.All(refusal.Problems, p => Assert.Null(p.Target));

        var clerk = await crm.App.UserAsync("clerk", new Kernel.Access.Grant { Read = "all", Edit = "all", Fields = new Dictionary<string, Kernel.Access.FieldRight> { ["*"] = Kernel.Access.FieldRight.Read, ["stage"] = Kernel.Access.FieldRight.Edit } });
        refusal = Assert.IsType<RuleRefused>((await crm.ActAsync("opportunity", deal, "move_stage", new { stage = await crm.StageAsync("contract") }, clerk)).Refusal);
        Assert.All(refusal.Problems, p => Assert.Empty(p.Ways));
    }

    [Theory, OnEveryDatabase]
    public async Task A_new_deal_is_numbered_unless_it_brings_its_number(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var first = await crm.App.CreateAsync("opportunity", new { name = "产线改造" });
        var taken = await crm.App.CreateAsync("opportunity", new { name = "导入的商机", code = "OPP-7" });
        var second = await crm.App.CreateAsync("opportunity", new { name = "检测", code = (string?)null });
        var month = crm.App.Clock.GetUtcNow().AddHours(8).ToString("yyyyMM", System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal($"SJ{month}0001", await crm.ValueAsync("opportunity", first, "code"));
        Assert.Equal("OPP-7", await crm.ValueAsync("opportunity", taken, "code"));
        Assert.Equal($"SJ{month}0002", await crm.ValueAsync("opportunity", second, "code"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_move_succeeds_once_its_criteria_over_related_records_are_met(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var account = await crm.App.CreateAsync("account", new { name = "苏州恒信精密机械有限公司" });
        var deal = await crm.App.CreateAsync("opportunity", new { name = "产线改造", account, stage = await crm.StageAsync("visit") });
        var proposal = await crm.StageAsync("proposal");
        Assert.NotNull((await crm.ActAsync("opportunity", deal, "move_stage", new { stage = proposal })).Refusal);

        await crm.App.CreateAsync("activity", new { type = "visit", subject = "现场勘查", regarding = deal, regarding_type = "opportunity" });
        await crm.DoAsync("opportunity", deal, "move_stage", new { stage = proposal });

        Assert.Equal(40m, await crm.ValueAsync("opportunity", deal, "probability"));
    }

    [Theory, OnEveryDatabase]
    public async Task The_contract_stage_needs_a_decision_maker_as_contact_or_in_the_chain(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var account = await crm.App.CreateAsync("account", new { name = "苏州恒信精密机械有限公司" });
        var buyer = await crm.App.CreateAsync("contact", new { name = "王采购", account, decision_role = "purchaser" });
        var boss = await crm.App.CreateAsync("contact", new { name = "李总", account, decision_role = "decision_maker" });
        var product = await crm.App.CreateAsync("product", new { name = "视觉检测单元", price = 80_000m });
        var deal = await crm.App.CreateAsync("opportunity", new { name = "检测", account, contact = buyer, product, amount = 80_000m, stage = await crm.StageAsync("quote") });
        var contract = await crm.StageAsync("contract");
        Assert.IsType<RuleRefused>((await crm.ActAsync("opportunity", deal, "move_stage", new { stage = contract })).Refusal);

        await crm.App.CreateAsync("opportunity_contact", new { opportunity = deal, contact = boss, decision_role = "decision_maker" });
        await crm.DoAsync("opportunity", deal, "move_stage", new { stage = contract });

        var other = await crm.App.CreateAsync("opportunity", new { name = "检测二期", account, contact = boss, product, amount = 1m, stage = await crm.StageAsync("quote") });
        await crm.DoAsync("opportunity", other, "move_stage", new { stage = contract });
    }

    [Theory, OnEveryDatabase]
    public async Task Moving_back_asks_for_nothing_unless_the_pipeline_forbids_it(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var deal = await crm.App.CreateAsync("opportunity", new { name = "产线改造", stage = await crm.StageAsync("contract") });
        await crm.DoAsync("opportunity", deal, "move_stage", new { stage = await crm.StageAsync("visit") });

        await crm.App.UpdateAsync("pipeline", await crm.FindAsync("pipeline", "is_default", true), new { back_moves = "refused" });
        var refusal = Assert.IsType<RuleRefused>((await crm.ActAsync("opportunity", deal, "move_stage", new { stage = await crm.StageAsync("lead") })).Refusal);
        Assert.Equal("stage_back_refused", refusal.Message.Code);
    }

    [Theory, OnEveryDatabase]
    public async Task Each_stay_is_logged_with_its_dwell_time(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var account = await crm.App.CreateAsync("account", new { name = "苏州恒信精密机械有限公司" });
        var deal = await crm.App.CreateAsync("opportunity", new { name = "产线改造", account });
        crm.App.Clock.Advance(TimeSpan.FromHours(30));
        await crm.DoAsync("opportunity", deal, "move_stage", new { stage = await crm.StageAsync("visit") });
        crm.App.Clock.Advance(TimeSpan.FromDays(4));
        await crm.DoAsync("opportunity", deal, "lose", new { loss_reason = "price" });

        var logs = (await crm.WhereAsync("stage_log", "opportunity", deal)).OrderBy(l => l["entered_at"]).ToArray();
        Assert.Equal([await crm.StageAsync("lead"), await crm.StageAsync("visit"), await crm.StageAsync("lost")], logs.Select(l => (Guid)l["stage"]!));
        Assert.Equal([30 * 3600L, 4 * 86_400L, null], logs.Select(l => (long?)l["dwell_seconds"]));
        Assert.Equal([null, logs[0]["stage"], logs[1]["stage"]], logs.Select(l => l["from_stage"]));
        Assert.Equal([logs[1]["stage"], logs[2]["stage"], null], logs.Select(l => l["to_stage"]));
    }

    [Theory, OnEveryDatabase]
    public async Task A_typed_probability_stays_and_the_next_stage_brings_its_own(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var account = await crm.App.CreateAsync("account", new { name = "苏州恒信精密机械有限公司" });
        var deal = await crm.App.CreateAsync("opportunity", new { name = "产线改造", account, probability = 35m });
        Assert.Equal(35m, await crm.ValueAsync("opportunity", deal, "probability"));

        await crm.DoAsync("opportunity", deal, "move_stage", new { stage = await crm.StageAsync("visit") });
        Assert.Equal(20m, await crm.ValueAsync("opportunity", deal, "probability"));
    }

    [Theory, OnEveryDatabase]
    public async Task Criteria_that_are_no_formulas_over_the_deal_are_refused(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var stage = await crm.StageAsync("visit");
        var wrong = System.Text.Json.JsonSerializer.SerializeToElement(new[] { new { name = "x", label = new { zh = "坏公式", en = "Broken" }, formula = "amuont > 0" } });
        var number = System.Text.Json.JsonSerializer.SerializeToElement(new[] { new { name = "x", label = new { zh = "数字", en = "Number" }, formula = "amount + 1" } });

        Assert.Equal("criterion_formula_wrong", Assert.IsType<Invalid>(await crm.App.UpdateAsync("stage", stage, new { exit_criteria = wrong })).Problems[0].Message.Code);
        Assert.Equal("criterion_not_a_condition", Assert.IsType<Invalid>(await crm.App.UpdateAsync("stage", stage, new { entry_criteria = number })).Problems[0].Message.Code);
        string[] unknown = ["no_such_field"];
        Assert.IsType<Invalid>(await crm.App.UpdateAsync("stage", stage, new { required_fields = unknown }));
    }
}
