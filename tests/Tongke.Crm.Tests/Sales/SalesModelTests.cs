using System.Buffers;
using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Queries;
using Tongke.Kernel.Records;
using Tongke.Testing;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Tongke.Crm.Tests.Sales;

/// <summary>Three ways of selling side by side: quick deals by three decisions, deals by stage, date and win rate, projects of several parties.</summary>
public sealed class SalesModelTests
{
    private static readonly DateOnly Today = new(2026, 3, 18);

    [Theory, OnEveryDatabase]
    public async Task Each_kind_of_deal_goes_through_its_own_pipeline(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartWithModelsAsync(database);
        var account = await crm.App.CreateAsync("account", new { name = "上海恒力精密机械有限公司" });
        var standard = await crm.App.CreateAsync("opportunity", new { name = "A", account });
        var quick = await crm.App.CreateAsync("opportunity", new { name = "B", account, record_type = "quick" });
        var project = await crm.App.CreateAsync("opportunity", new { name = "C", account, record_type = "project" });

        Assert.Equal(await crm.StageAsync("lead"), await crm.ValueAsync("opportunity", standard, "stage"));
        Assert.Equal((await crm.StageAsync("quick_fix"), 20m), (await crm.ValueAsync("opportunity", quick, "stage"), await crm.ValueAsync("opportunity", quick, "probability")));
        Assert.Equal(await crm.StageAsync("project_start"), await crm.ValueAsync("opportunity", project, "stage"));

        var misplaced = await crm.App.UpdateAsync("opportunity", quick, new { pipeline = await crm.FindAsync("pipeline", "name", "多方项目流程") });
        Assert.Equal("pipeline_of_other_type", Assert.IsType<Invalid>(misplaced).Problems.Single().Message.Code);

        // Whoever turns a quick deal into a project finds it where projects begin.
        Assert.Null(await crm.App.UpdateAsync("opportunity", quick, new { record_type = "project" }));
        Assert.Equal(await crm.StageAsync("project_start"), await crm.ValueAsync("opportunity", quick, "stage"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_deal_that_becomes_another_kind_goes_where_that_kind_begins_and_stays_where_it_is_when_closed(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartWithModelsAsync(database);
        var account = await crm.App.CreateAsync("account", new { name = "上海恒力精密机械有限公司" });
        var deal = await crm.App.CreateAsync("opportunity", new { name = "A", account });
        var (pipeline, stage) = (await crm.ValueAsync("opportunity", deal, "pipeline"), await crm.ValueAsync("opportunity", deal, "stage"));

        // The pipeline for all types is not for one that has its own, whether it is named or its stage.
        Assert.Equal(("pipeline", "pipeline_of_other_type"), ProblemOf(await crm.App.UpdateAsync("opportunity", deal, new { record_type = "quick", pipeline })));
        Assert.Equal(("stage", "pipeline_of_other_type"), ProblemOf(await crm.App.UpdateAsync("opportunity", deal, new { record_type = "quick", stage })));
        Assert.Equal(("stage", "pipeline_of_other_type"), ProblemOf(await crm.App.UpdateAsync("opportunity", deal, new { stage = await crm.StageAsync("quick_won") })));
        Assert.Equal("standard", await crm.ValueAsync("opportunity", deal, "record_type"));

        Assert.Null(await crm.App.UpdateAsync("opportunity", deal, new { record_type = "quick" }));
        Assert.Equal((await crm.StageAsync("quick_fix"), 20m), (await crm.ValueAsync("opportunity", deal, "stage"), await crm.ValueAsync("opportunity", deal, "probability")));
        Assert.Null(await crm.App.UpdateAsync("opportunity", deal, new { record_type = "standard" }));
        Assert.Equal(stage, await crm.ValueAsync("opportunity", deal, "stage"));

        await crm.DoAsync("opportunity", deal, "lose", new { loss_reason = "price" });
        Assert.Equal(("record_type", "closed_deal_keeps_type"), ProblemOf(await crm.App.UpdateAsync("opportunity", deal, new { record_type = "quick" })));
        var elsewhere = await crm.FindAsync("pipeline", "name", "三定快单流程");
        Assert.Equal("deal_is_closed", (await crm.App.UpdateAsync("opportunity", deal, new { record_type = "quick", pipeline = elsewhere }))!.Message.Code);
        Assert.Equal(("standard", "lost"), ((string?)await crm.ValueAsync("opportunity", deal, "record_type"), (string?)await crm.ValueAsync("opportunity", deal, "status")));
    }

    [Theory, OnEveryDatabase]
    public async Task No_gate_is_passed_by_way_of_another_pipeline(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartWithModelsAsync(database);
        var deal = await crm.App.CreateAsync("opportunity", new { name = "B", record_type = "quick" });

        var refused = Assert.IsType<RuleRefused>(await crm.App.UpdateAsync("opportunity", deal, new { record_type = "standard", stage = await crm.StageAsync("won") }));
        Assert.Equal("stage_move_refused", refused.Message.Code);
        Assert.Contains(refused.Problems, p => p.Target == "amount");
        Assert.Equal(await crm.StageAsync("quick_fix"), await crm.ValueAsync("opportunity", deal, "stage"));
    }

    [Theory, OnEveryDatabase]
    public async Task No_gate_is_passed_by_giving_a_deal_up_and_opening_it_again(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartWithModelsAsync(database);
        var account = await crm.App.CreateAsync("account", new { name = "宁波瑞丰汽车零部件有限公司" });
        var deal = await crm.App.CreateAsync("opportunity", new { name = "B", account, record_type = "project" });
        var first = await crm.ValueAsync("opportunity", deal, "stage");
        await crm.DoAsync("opportunity", deal, "lose", new { loss_reason = "price" });

        var refused = await crm.ActAsync("opportunity", deal, "reopen", new { reason = "x", stage = await crm.StageAsync("project_build") });
        Assert.Equal("stage_move_refused", Assert.IsType<RuleRefused>(refused.Refusal).Message.Code);
        await crm.DoAsync("opportunity", deal, "reopen", new { reason = "客户又有预算了" });
        Assert.Equal(first, await crm.ValueAsync("opportunity", deal, "stage"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_kind_without_a_pipeline_of_its_own_goes_through_the_one_for_all(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartWithModelsAsync(database);
        await crm.App.UpdateAsync("pipeline", await crm.FindAsync("pipeline", "name", "三定快单流程"), new { active = false });

        var quick = await crm.App.CreateAsync("opportunity", new { name = "B", record_type = "quick" });
        Assert.Equal(await crm.StageAsync("lead"), await crm.ValueAsync("opportunity", quick, "stage"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_quick_deal_goes_on_only_once_worth_size_amount_and_date_are_decided(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartWithModelsAsync(database);
        var account = await crm.App.CreateAsync("account", new { name = "上海恒力精密机械有限公司" });
        var deal = await crm.App.CreateAsync("opportunity", new { name = "B", account, record_type = "quick" });
        Assert.Equal(0L, await crm.ValueAsync("opportunity", deal, "fixes_done"));

        Assert.Equal(["worth", "size", "amount", "close_date"], await MissingAsync());
        await crm.App.UpdateAsync("opportunity", deal, new { worth = "unsure", amount = 8_000m });
        Assert.Equal(1L, await crm.ValueAsync("opportunity", deal, "fixes_done"));
        Assert.Equal(["size", "close_date"], await MissingAsync());

        await crm.App.UpdateAsync("opportunity", deal, new { worth = "worthless", size = "small", close_date = Today.AddDays(5) });
        Assert.Equal(3L, await crm.ValueAsync("opportunity", deal, "fixes_done"));
        Assert.Equal(["worth"], await MissingAsync());

        await crm.App.UpdateAsync("opportunity", deal, new { worth = "valuable" });
        Assert.Null((await crm.ActAsync("opportunity", deal, "move_stage", new { stage = await crm.StageAsync("quick_quote") })).Refusal);

        async Task<string[]> MissingAsync()
        {
            var refused = (await crm.ActAsync("opportunity", deal, "move_stage", new { stage = await crm.StageAsync("quick_quote") })).Refusal;
            return [.. Assert.IsType<RuleRefused>(refused).Problems.Select(p => p.Target!).Distinct()];
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_kind_has_only_its_own_fields(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartWithModelsAsync(database);
        var account = await crm.App.CreateAsync("account", new { name = "上海恒力精密机械有限公司" });
        var standard = await crm.App.CreateAsync("opportunity", new { name = "A", account });
        var quick = await crm.App.CreateAsync("opportunity", new { name = "B", account, record_type = "quick" });

        Assert.Equal("field_not_of_type", CodeOf(await crm.App.UpdateAsync("opportunity", standard, new { worth = "valuable" })));
        Assert.Equal("field_not_of_type", CodeOf(await crm.App.UpdateAsync("opportunity", quick, new { competitor = "某公司" })));
        Assert.Equal("not_a_project", CodeOf(await RefusedAsync(crm, "deal_party", new { opportunity = standard, account, role = "client" })));
        Assert.Equal("not_a_project", CodeOf(await RefusedAsync(crm, "project_purchase", new { name = "电缆", opportunity = quick, supplier = account, amount = 1m })));
    }

    [Theory, OnEveryDatabase]
    public async Task How_far_and_how_often_a_close_date_slipped_is_counted(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartWithModelsAsync(database);
        var deal = await crm.App.CreateAsync("opportunity", new { name = "A", close_date = Today.AddDays(10) });
        await crm.App.UpdateAsync("opportunity", deal, new { close_date = Today.AddDays(20) });
        await crm.App.UpdateAsync("opportunity", deal, new { close_date = Today.AddDays(15) });
        await crm.App.UpdateAsync("opportunity", deal, new { close_date = Today.AddDays(40) });

        var stored = await crm.App.LoadAsync("opportunity", deal);
        Assert.Equal((2L, 30L, Today.AddDays(10)), ((long)stored["push_count"]!, (long)stored["slip_days"]!, (DateOnly)stored["first_close_date"]!));
    }

    [Theory, OnEveryDatabase]
    public async Task A_project_earns_what_its_contracts_and_entries_say_to_the_cent(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartWithModelsAsync(database);
        var account = await crm.App.CreateAsync("account", new { name = "上海恒力精密机械有限公司" });
        var supplier = await crm.App.CreateAsync("account", new { name = "苏州电缆有限公司" });
        await crm.App.CreateAsync("currency_rate", new { currency = "USD", date = Today.AddDays(-30), rate = 7.1m });
        var project = await crm.App.CreateAsync("opportunity", new { name = "C", account, record_type = "project" });
        var random = new Random(62);
        decimal bought = 0, income = 0, expense = 0, paid = 0;
        for (var i = 0; i < 25; i++)
        {
            var amount = random.Next(1, 10_000_000) / 100m;
            var currency = i % 5 == 0 ? "USD" : "CNY";
            var inYuan = Math.Round(amount * (currency == "USD" ? 7.1m : 1m), 2, MidpointRounding.AwayFromZero);
            switch (i % 4)
            {
                case 0:
                    var ordered = i % 8 == 0;
                    var purchase = await crm.App.CreateAsync("project_purchase", new { name = $"采购{i}", opportunity = project, supplier, amount, amount_currency = currency, status = ordered ? "ordered" : "draft", ordered_on = Today });
                    bought += ordered ? inYuan : 0;
                    await crm.App.CreateAsync("project_entry", new { name = "付款", opportunity = project, kind = "expense", category = "purchase", purchase, amount = 0.01m });
                    paid += 0.01m;
                    break;
                case 1:
                    await crm.App.CreateAsync("project_entry", new { name = "补贴", opportunity = project, kind = "income", category = "subsidy", amount, amount_currency = currency });
                    income += inYuan;
                    break;
                default:
                    await crm.App.CreateAsync("project_entry", new { name = "差旅", opportunity = project, kind = "expense", category = "travel", amount, amount_currency = currency });
                    expense += inYuan;
                    break;
            }
        }

        var stored = await crm.App.LoadAsync("opportunity", project);
        Assert.Equal((bought, income, expense), ((decimal)stored["purchase_amount"]!, (decimal)stored["other_income"]!, (decimal)stored["other_expense"]!));
        Assert.Equal(expense + paid, stored["paid_out"]);
        Assert.Equal((income, bought + expense, income - bought - expense), await FormulasAsync(crm, project));

        // A purchase that is cancelled is no cost any more; one that was paid for can't be deleted.
        foreach (var purchase in await crm.WhereAsync("project_purchase", "status", "ordered"))
            Assert.Null(await crm.App.UpdateAsync("project_purchase", purchase.Id, new { status = "cancelled" }));
        Assert.Equal(0m, await crm.ValueAsync("opportunity", project, "purchase_amount") ?? 0m);
        Assert.NotNull(await crm.App.DeleteAsync("project_purchase", (await crm.WhereAsync("project_purchase", "status", "cancelled"))[0].Id));
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_paid_is_a_purchase_of_the_same_project_and_each_category_is_of_its_kind(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartWithModelsAsync(database);
        var account = await crm.App.CreateAsync("account", new { name = "上海恒力精密机械有限公司" });
        var one = await crm.App.CreateAsync("opportunity", new { name = "C", account, record_type = "project" });
        var other = await crm.App.CreateAsync("opportunity", new { name = "D", account, record_type = "project" });
        var purchase = await crm.App.CreateAsync("project_purchase", new { name = "电缆", opportunity = other, supplier = account, amount = 5m });

        Assert.Equal("purchase_of_other_project", CodeOf(await RefusedAsync(crm, "project_entry", new { name = "付款", opportunity = one, kind = "expense", category = "purchase", purchase, amount = 5m })));
        Assert.NotNull(await RefusedAsync(crm, "project_entry", new { name = "付款", opportunity = one, kind = "income", category = "travel", amount = 5m }));
        Assert.NotNull(await RefusedAsync(crm, "project_entry", new { name = "付款", opportunity = other, kind = "expense", category = "travel", purchase, amount = 5m }));

        // What nothing was paid for may go to another project; afterwards it stays.
        Assert.Null(await crm.App.UpdateAsync("project_purchase", purchase, new { opportunity = one }));
        await crm.App.CreateAsync("project_entry", new { name = "付款", opportunity = one, kind = "expense", category = "purchase", purchase, amount = 5m });
        Assert.Equal("purchase_has_entries", CodeOf(await crm.App.UpdateAsync("project_purchase", purchase, new { opportunity = other })));
    }

    [Theory, OnEveryDatabase]
    public async Task What_a_project_has_is_seen_by_those_who_see_the_project_and_goes_along_with_it(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartWithModelsAsync(database);
        var ana = await crm.PersonAsync("ana", "sales_rep");
        var ben = await crm.PersonAsync("ben", "sales_rep");
        var account = await crm.App.CreateAsync("account", new { name = "上海恒力精密机械有限公司" }, ana);
        var project = await crm.App.CreateAsync("opportunity", new { name = "C", account, record_type = "project" }, ana);
        await crm.App.CreateAsync("deal_party", new { opportunity = project, account, role = "client" }, ana);
        await crm.App.CreateAsync("project_entry", new { name = "差旅", opportunity = project, kind = "expense", category = "travel", amount = 5m }, ana);

        Assert.Equal("建设方（业主）", (await crm.WhereAsync("deal_party", "opportunity", project)).Single()["name"]);
        Assert.Equal((1, 1, 1), await SeenAsync(ana));
        Assert.Equal((0, 0, 0), await SeenAsync(ben));
        Assert.Null((await crm.ActAsync("opportunity", project, "transfer", new { owner = ben.UserId, include_open = true })).Refusal);
        Assert.Equal((0, 0, 0), await SeenAsync(ana));
        Assert.Equal((1, 1, 1), await SeenAsync(ben));

        async Task<(int, int, int)> SeenAsync(Actor actor) => (await CountAsync("deal_party", actor), await CountAsync("project_entry", actor), await CountAsync("deal_node", actor));

        async Task<int> CountAsync(string name, Actor actor)
        {
            var session = crm.App.Workspace.Open(actor);
            var ids = (await crm.App.Workspace.Open(crm.App.System).LoadWhereAsync(session.Schema[name], Constant.True)).Select(r => r.Id).ToArray();
            return (await session.FindManyAsync(session.Schema[name], ids)).Count(f => f.Value.Record is { } r && (name != "deal_node" || r["due_on"] is not null));
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Who_is_on_the_team_of_a_project_has_its_parts_as_they_have_the_project(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartWithModelsAsync(database);
        var (ana, ben, eve) = (await crm.PersonAsync("ana", "sales_rep"), await crm.PersonAsync("ben", "sales_rep"), await crm.PersonAsync("eve", "sales_rep"));
        var account = await crm.App.CreateAsync("account", new { name = "上海恒力精密机械有限公司" }, ana);
        var project = await crm.App.CreateAsync("opportunity", new { name = "C", account, record_type = "project" }, ana);
        Guid[] parts =
        [
            await crm.App.CreateAsync("deal_party", new { opportunity = project, account, role = "client" }, ana),
            await crm.App.CreateAsync("project_purchase", new { opportunity = project, supplier = account, name = "电缆", amount = 60m }, ana),
            await crm.App.CreateAsync("project_entry", new { opportunity = project, name = "差旅", kind = "expense", category = "travel", amount = 5m }, ana),
            (await crm.WhereAsync("deal_node", "opportunity", project))[0].Id,
        ];
        string[] kinds = ["deal_party", "project_purchase", "project_entry", "deal_node"];
        foreach (var (kind, part) in kinds.Zip(parts))
            Assert.False(await SeesAsync(ben, kind, part));

        await crm.App.CreateAsync("record_member", new { @object = "opportunity", record = project, user = ben.UserId, access = "read" });
        await crm.App.CreateAsync("record_member", new { @object = "opportunity", record = project, user = eve.UserId, access = "edit" });
        foreach (var (kind, part) in kinds.Zip(parts))
        {
            Assert.Equal((kind, true, true), (kind, await SeesAsync(ben, kind, part), await SeesAsync(eve, kind, part)));
            Assert.IsType<Forbidden>(await crm.App.UpdateAsync(kind, part, new { name = "改过" }, ben));
            Assert.Null(await crm.App.UpdateAsync(kind, part, new { name = "改过" }, eve));
        }

        var node = await crm.App.CreateAsync("deal_node", new { opportunity = project, name = "图纸会审" }, eve);
        Assert.Equal(ana.UserId, await crm.ValueAsync("deal_node", node, "owner"));

        async Task<bool> SeesAsync(Actor actor, string kind, Guid id)
        {
            var session = crm.App.Workspace.Open(actor);
            return (await session.FindAsync(session.Schema[kind], id, RecordAction.Read)).Record is not null;
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_part_is_not_given_away_by_itself(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartWithModelsAsync(database);
        var (ana, boss) = (await crm.PersonAsync("ana", "sales_rep"), await crm.PersonAsync("boss", "admin"));
        var account = await crm.App.CreateAsync("account", new { name = "上海恒力精密机械有限公司" }, boss);
        var project = await crm.App.CreateAsync("opportunity", new { name = "C", account, record_type = "project" }, boss);
        var party = await crm.App.CreateAsync("deal_party", new { opportunity = project, account, role = "client" }, boss);

        Assert.Equal(("owner", "part_keeps_owner"), ProblemOf(await crm.App.UpdateAsync("deal_party", party, new { owner = ana.UserId }, boss)));
        await crm.DoAsync("opportunity", project, "transfer", new { owner = ana.UserId, include_open = false }, boss);
        Assert.Equal(ana.UserId, await crm.ValueAsync("deal_party", party, "owner"));
    }

    private static (string?, string) ProblemOf(Refusal? refusal) => Assert.IsType<Invalid>(refusal).Problems is [var problem] ? (problem.Target, problem.Message.Code) : (null, "");

    private static string CodeOf(Refusal? refusal) => Assert.IsType<Invalid>(refusal).Problems.Single().Message.Code;

    private static async Task<(decimal, decimal, decimal)> FormulasAsync(CrmWorkspace crm, Guid project)
    {
        var session = crm.App.Workspace.Open(crm.App.System);
        var asked = new Dictionary<string, string> { ["$filter"] = $"id eq {project}", ["$select"] = "income_total,expense_total,margin" };
        var (list, _) = RecordList.Compile(session, new Query(OData.Parse(session.Schema["opportunity"], asked).Query!));
        var buffer = new ArrayBufferWriter<byte>();
        await using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            await list!.WriteAsync(writer, written: null, default);
            writer.WriteEndArray();
        }

        var row = JsonDocument.Parse(buffer.WrittenMemory).RootElement[0];
        return (row.GetProperty("income_total").GetDecimal(), row.GetProperty("expense_total").GetDecimal(), row.GetProperty("margin").GetDecimal());
    }

    private static async Task<Refusal?> RefusedAsync(CrmWorkspace crm, string name, object values)
    {
        var session = crm.App.Workspace.Open(crm.App.System);
        var record = session.Add(session.Schema[name]);
        foreach (var property in values.GetType().GetProperties())
            record.Write(record.Object[property.Name], property.GetValue(values));
        return await session.CommitAsync();
    }
}
