using Tongke.Crm.Sales;
using Tongke.Testing;
using Xunit;
using Record = Tongke.Kernel.Records.Record;
using Task = System.Threading.Tasks.Task;

namespace Tongke.Crm.Tests.Sales;

/// <summary>Key nodes of deals: made from the pipeline, due by its days, told of once, on the day's list when they are late.</summary>
public sealed class KeyNodeTests
{
    private static readonly DateOnly Today = new(2026, 3, 18);

    [Theory, OnEveryDatabase]
    public async Task A_deal_gets_the_nodes_of_its_pipeline_and_they_are_due_as_it_goes_on(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartWithModelsAsync(database);
        var deal = await ProjectAsync(crm, close: Today.AddDays(60));
        Assert.Equal(
            [("参与方摸底", Today.AddDays(15)), ("方案确认", null), ("投标截止", Today.AddDays(40)), ("合同签订", Today.AddDays(60)), ("主材采购下单", null), ("竣工验收", null)],
            await NodesAsync(crm, deal));
        Assert.Equal((6L, 6L, Today.AddDays(15)), await FiguresAsync(crm, deal));

        // A later close date takes what is counted from it along, save what somebody set by hand and what is done.
        await crm.App.UpdateAsync("deal_node", await NodeAsync(crm, deal, "合同签订"), new { due_on = Today.AddDays(50) });
        await crm.App.UpdateAsync("opportunity", deal, new { close_date = Today.AddDays(90) });
        Assert.Equal((Today.AddDays(70), Today.AddDays(50)), (await DueAsync(crm, deal, "投标截止"), await DueAsync(crm, deal, "合同签订")));

        crm.App.Clock.Advance(TimeSpan.FromDays(2));
        await crm.App.CreateAsync("deal_party", new { opportunity = deal, account = await crm.ValueAsync("opportunity", deal, "account"), role = "client" });
        Assert.Null((await crm.ActAsync("opportunity", deal, "move_stage", new { stage = await crm.StageAsync("project_design") })).Refusal);
        Assert.Equal(Today.AddDays(32), await DueAsync(crm, deal, "方案确认"));

        await crm.DoAsync("deal_node", await NodeAsync(crm, deal, "参与方摸底"), "complete");
        Assert.Equal(Today.AddDays(2), (await crm.App.LoadAsync("deal_node", await NodeAsync(crm, deal, "参与方摸底")))["done_on"]);
        Assert.Equal((6L, 5L, Today.AddDays(32)), await FiguresAsync(crm, deal));
    }

    [Theory, OnEveryDatabase]
    public async Task Nodes_stay_within_the_calendar(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartWithModelsAsync(database);
        var early = await ProjectAsync(crm, close: DateOnly.MinValue);
        Assert.Equal(DateOnly.MinValue, await DueAsync(crm, early, "投标截止"));
        Assert.Null(await crm.App.UpdateAsync("opportunity", early, new { close_date = DateOnly.MaxValue }));
        Assert.Equal(DateOnly.MaxValue.AddDays(-20), await DueAsync(crm, early, "投标截止"));
    }

    [Theory, OnEveryDatabase]
    public async Task Nodes_are_not_made_twice_and_those_of_another_pipeline_go_when_a_deal_leaves_it(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartWithModelsAsync(database);
        var account = await crm.App.CreateAsync("account", new { name = "上海恒力精密机械有限公司" });
        await crm.App.CreateAsync("pipeline_node", new { pipeline = await crm.FindAsync("pipeline", "name", "三定快单流程"), name = "完成三定", position = 0, due_from = "created", days = 1, working_days = true });
        var deal = await crm.App.CreateAsync("opportunity", new { name = "B", account, record_type = "quick" });
        await crm.App.UpdateAsync("opportunity", deal, new { close_date = Today.AddDays(9) });
        await crm.App.UpdateAsync("opportunity", deal, new { close_date = Today.AddDays(8) });

        // The next working day of a Wednesday.
        Assert.Equal([("完成三定", Today.AddDays(1)), ("发出报价", null)], await NodesAsync(crm, deal));
        await crm.DoAsync("deal_node", await NodeAsync(crm, deal, "完成三定"), "complete");
        await crm.App.UpdateAsync("opportunity", deal, new { record_type = "project" });

        var names = (await NodesAsync(crm, deal)).Select(n => n.Name).ToArray();
        Assert.Equal(7, names.Length);
        Assert.Contains("完成三定", names);
        Assert.DoesNotContain("发出报价", names);
    }

    [Theory, OnEveryDatabase]
    public async Task One_is_told_once_that_a_node_is_near_and_once_with_ones_superior_that_it_was_missed(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartWithModelsAsync(database);
        var boss = await crm.PersonAsync("zhou", "sales_manager");
        var ana = await crm.PersonAsync("ana", "sales_rep", manager: boss.UserId);
        var deal = await ProjectAsync(crm, close: Today.AddDays(200), owner: ana.UserId);

        await RemindOfNodes.RunAsync(crm.App.Workspace, default);
        Assert.Empty(await ToldAsync());

        crm.App.Clock.Advance(TimeSpan.FromDays(13));
        await RemindOfNodes.RunAsync(crm.App.Workspace, default);
        await RemindOfNodes.RunAsync(crm.App.Workspace, default);
        Assert.Equal([("node_due", ana.UserId)], await ToldAsync());

        crm.App.Clock.Advance(TimeSpan.FromDays(3));
        await RemindOfNodes.RunAsync(crm.App.Workspace, default);
        await RemindOfNodes.RunAsync(crm.App.Workspace, default);
        Assert.Equal([("node_due", ana.UserId), ("node_overdue", ana.UserId), ("node_overdue", boss.UserId)], (await ToldAsync()).OrderBy(t => t.Kind).ThenBy(t => t.Owner == boss.UserId));

        // It is on the list of the day until it is done.
        var listed = (await ReadToday.RunAsync(crm.App.Workspace.Open(ana), 10, default)).Items.Single(i => i.Id == deal);
        Assert.Equal((TodayReasons.NodeOverdue, 1, "参与方摸底"), listed.Reasons.Where(r => r.Kind == TodayReasons.NodeOverdue).Select(r => (r.Kind, r.Days ?? 0, r.Record!.Name!)).Single());
        await crm.DoAsync("deal_node", await NodeAsync(crm, deal, "参与方摸底"), "complete", actor: ana);
        Assert.DoesNotContain((await ReadToday.RunAsync(crm.App.Workspace.Open(ana), 10, default)).Items.SelectMany(i => i.Reasons), r => r.Kind == TodayReasons.NodeOverdue);

        async Task<(string Kind, Guid? Owner)[]> ToldAsync() =>
            [.. (await crm.WhereAsync("notification", "record", deal)).Where(n => ((string)n["kind"]!).StartsWith("node", StringComparison.Ordinal)).Select(n => ((string)n["kind"]!, n.Owner))];
    }

    [Theory, OnEveryDatabase]
    public async Task Nobody_is_told_of_nodes_of_deals_that_are_closed(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartWithModelsAsync(database);
        var ana = await crm.PersonAsync("ana", "sales_rep");
        var deal = await ProjectAsync(crm, close: Today.AddDays(200), owner: ana.UserId);
        await crm.DoAsync("opportunity", deal, "lose", new { loss_reason = "price" });
        crm.App.Clock.Advance(TimeSpan.FromDays(60));
        await RemindOfNodes.RunAsync(crm.App.Workspace, default);

        Assert.DoesNotContain(await crm.WhereAsync("notification", "record", deal), n => ((string)n["kind"]!).StartsWith("node", StringComparison.Ordinal));
    }

    private static async Task<Guid> ProjectAsync(CrmWorkspace crm, DateOnly close, Guid? owner = null)
    {
        var account = await crm.App.CreateAsync("account", new { name = "上海恒力精密机械有限公司" });
        return await crm.App.CreateAsync("opportunity", new { name = "C", account, record_type = "project", close_date = close, owner });
    }

    private static async Task<IReadOnlyList<Record>> AllAsync(CrmWorkspace crm, Guid deal) => await crm.WhereAsync("deal_node", "opportunity", deal);

    private static async Task<(string Name, DateOnly?)[]> NodesAsync(CrmWorkspace crm, Guid deal) =>
        [.. (await AllAsync(crm, deal)).OrderBy(n => n["position"]).ThenBy(n => n["name"]).Select(n => ((string)n["name"]!, n["due_on"] as DateOnly?))];

    private static async Task<Guid> NodeAsync(CrmWorkspace crm, Guid deal, string name) => (await AllAsync(crm, deal)).Single(n => (string)n["name"]! == name).Id;

    private static async Task<DateOnly?> DueAsync(CrmWorkspace crm, Guid deal, string name) => (await crm.App.LoadAsync("deal_node", await NodeAsync(crm, deal, name)))["due_on"] as DateOnly?;

    private static async Task<(long, long, DateOnly)> FiguresAsync(CrmWorkspace crm, Guid deal)
    {
        var stored = await crm.App.LoadAsync("opportunity", deal);
        return ((long)stored["node_count"]!, (long)stored["open_nodes"]!, (DateOnly)stored["next_node_on"]!);
    }
}
