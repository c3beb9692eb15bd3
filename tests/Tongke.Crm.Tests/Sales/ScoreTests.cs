using System.Text.Json;
using Tongke.Crm.Sales;
using Tongke.Kernel.Access;
using Tongke.Kernel.Changes;
using Tongke.Kernel.Records;
using Tongke.Storage;
using Tongke.Testing;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Tongke.Crm.Tests.Sales;

/// <summary>A lead scores by what it is and by what happened, and says why.</summary>
public sealed class ScoreTests
{
    [Theory, OnEveryDatabase]
    public async Task What_a_lead_is_and_what_happened_add_up_within_the_cap_and_the_hundred(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        await FitAsync(crm, "职位含总监", 15, "CONTAINS(title, \"总监\")");
        await FitAsync(crm, "无效邮箱", -30, "CONTAINS(email, \"@qq.com\")");
        await BehaviourAsync(crm, "提交表单", 12, ["form"], days: 30, halfLife: 6);
        await BehaviourAsync(crm, "电话", 40, ["call"], days: 10, cap: 60);
        var lead = await crm.App.CreateAsync("lead", new { name = "王芳", title = "采购总监" });
        var other = await crm.App.CreateAsync("lead", new { name = "李雷", email = "li@qq.com" });
        var now = crm.App.Clock.GetUtcNow();
        foreach (var (type, days) in new[] { ("form", 6), ("form", 31), ("call", 0), ("call", 3), ("call", 10), ("note", 0) })
            await crm.App.CreateAsync("activity", new { type, subject = type, lead, occurred_at = now.AddDays(-days) });
        await crm.App.CreateAsync("activity", new { type = "call", subject = "还没打", lead, occurred_at = now.AddHours(2) });

        await RecalculateScores.RunAsync(crm.App.Workspace, default);

        // 15 for the title; 12 halved once for the form of six days ago; two calls of 40, no more than 60.
        Assert.Equal((15L, 66L, 81L), await ScoreOf(crm, lead));
        Assert.Equal((-30L, 0L, 0L), await ScoreOf(crm, other));
        var read = (await ReadScore.RunAsync(lead, crm.App.Workspace.Open(crm.App.System), default)).Score!;
        Assert.Equal([("电话", 60L, 2, 0), ("职位含总监", 15L, 0, 0), ("提交表单", 6L, 1, 6)], read.Reasons.Select(r => (r.Name, r.Points, r.Count, r.Days)));
        Assert.Equal(81, read.Score);
    }

    [Theory, OnEveryDatabase]
    public async Task A_score_fades_overnight_and_follows_a_rule_that_changes_and_none_is_left_without_rules(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var rule = await BehaviourAsync(crm, "提交表单", 40, ["form"], days: 30, halfLife: 2);
        var lead = await crm.App.CreateAsync("lead", new { name = "王芳" });
        await crm.App.CreateAsync("activity", new { type = "form", subject = "表单", lead });
        var version = (await crm.App.LoadAsync("lead", lead)).Version;
        await FollowAsync(crm);
        await RecalculateScores.RunAsync(crm.App.Workspace, default);
        Assert.Equal(40L, (await ScoreOf(crm, lead)).Score);

        crm.App.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(40L, (await ScoreOf(crm, lead)).Score);
        await RecalculateScores.RunAsync(crm.App.Workspace, default);
        Assert.Equal(20L, (await ScoreOf(crm, lead)).Score);

        Assert.Null(await crm.App.UpdateAsync("score_rule", rule, new { points = 80L }));
        await RecalculateScores.RunAsync(crm.App.Workspace, default);
        Assert.Equal(40L, (await ScoreOf(crm, lead)).Score);
        Assert.Equal((1L, 1L, true), await RecalculateScores.ProgressAsync(crm.App.Workspace.Database, default));

        Assert.Null(await crm.App.UpdateAsync("score_rule", rule, new { active = false }));
        await RecalculateScores.RunAsync(crm.App.Workspace, default);
        Assert.Null(await crm.ValueAsync("lead", lead, "score"));

        // A score is no change of the lead: what others hold of it stays good.
        Assert.Equal(version, (await crm.App.LoadAsync("lead", lead)).Version);
    }

    [Theory, OnEveryDatabase]
    public async Task Many_leads_are_scored_in_steps_and_two_nodes_do_it_together(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var session = crm.App.Workspace.Open(crm.App.System);
        for (var i = 0; i < 2_300; i++)
        {
            var lead = session.Make<Lead>();
            (lead.Name, lead.Source) = ($"线索 {i}", i % 2 == 0 ? "website" : "partner");
        }

        Assert.Null(await session.CommitAsync());
        await FitAsync(crm, "官网来的", 20, "source = \"website\"");
        await using var node = await crm.App.OpenNodeAsync();

        await Task.WhenAll(RecalculateScores.RunAsync(crm.App.Workspace, default), RecalculateScores.RunAsync(node, default));

        Assert.Equal((2_300L, 2_300L, true), await RecalculateScores.ProgressAsync(crm.App.Workspace.Database, default));
        Assert.Equal((1_150, 1_150), ((await crm.WhereAsync("lead", "score", 20L)).Count, (await crm.WhereAsync("lead", "score", 0L)).Count));
    }

    [Theory, OnEveryDatabase]
    public async Task What_changes_in_the_log_is_scored_soon_and_twice_makes_no_difference(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        await FitAsync(crm, "职位含总监", 15, "CONTAINS(title, \"总监\")");
        await BehaviourAsync(crm, "会议", 10, ["meeting"], days: 30);
        var lead = await crm.App.CreateAsync("lead", new { name = "王芳", title = "总监" });
        var other = await crm.App.CreateAsync("lead", new { name = "李雷" });
        var meeting = await crm.App.CreateAsync("activity", new { type = "meeting", subject = "见面", lead });
        await FollowAsync(crm);
        Assert.Equal((15L, 10L, 25L), await ScoreOf(crm, lead));

        Assert.Null(await crm.App.UpdateAsync("activity", meeting, new { lead = other, regarding = other, regarding_type = "lead" }));
        Assert.Null(await crm.App.UpdateAsync("lead", lead, new { title = "经理" }));
        await FollowAsync(crm);
        Assert.Equal((0L, 0L, 0L), await ScoreOf(crm, lead));
        Assert.Equal((0L, 10L, 10L), await ScoreOf(crm, other));

        Assert.Null(await crm.App.DeleteAsync("activity", meeting));
        await crm.App.Workspace.Feed.RewindAsync("lead scores", 0, default);
        await FollowAsync(crm);
        Assert.Equal((0L, 0L, 0L), await ScoreOf(crm, other));
    }

    [Theory, OnEveryDatabase]
    public async Task A_new_lead_is_stored_with_its_score_unless_a_condition_looks_beyond_it_and_its_story_does_not_tell_of_it(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        await FitAsync(crm, "职位含总监", 15, "CONTAINS(title, \"总监\")");
        await FitAsync(crm, "官网来的", 90, "source = \"website\"");
        var lead = await crm.App.CreateAsync("lead", new { name = "王芳", title = "采购总监", source = "website" });
        Assert.Equal((105L, 0L, 100L), await ScoreOf(crm, lead));
        var story = await crm.App.Workspace.Database.ScalarAsync<string>(Sql.From($"select diff from change where record = {lead}"), default);
        Assert.Contains("采购总监", story, StringComparison.Ordinal);
        Assert.DoesNotContain("score", story, StringComparison.Ordinal);

        var product = await crm.App.CreateAsync("product", new { name = "GTX", code = "GTX" });
        await FitAsync(crm, "想要 GTX", 3, "product.code = \"GTX\"");
        var other = await crm.App.CreateAsync("lead", new { name = "李雷", product });
        Assert.Null(await crm.ValueAsync("lead", other, "score"));
        await FollowAsync(crm);
        Assert.Equal((3L, 0L, 3L), await ScoreOf(crm, other));
    }

    [Theory, OnEveryDatabase]
    public async Task A_reason_that_rests_on_what_one_may_not_read_is_left_out_and_a_rule_must_be_a_condition(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        await FitAsync(crm, "职位含总监", 15, "CONTAINS(title, \"总监\")");
        await FitAsync(crm, "预算大", 25, "estimated_amount > 100000");
        await BehaviourAsync(crm, "会议", 10, ["meeting"], days: 30);
        var blind = await crm.App.UserAsync("blind", new Dictionary<string, Grant>
        {
            ["lead"] = new() { Read = "all", Fields = new Dictionary<string, FieldRight> { ["*"] = FieldRight.Read, ["estimated_amount"] = FieldRight.None } },
        });
        var lead = await crm.App.CreateAsync("lead", new { name = "王芳", title = "总监", estimated_amount = 200000m, estimated_amount_currency = "CNY" });
        await crm.App.CreateAsync("activity", new { type = "meeting", subject = "见面", lead });

        var seen = (await ReadScore.RunAsync(lead, crm.App.Workspace.Open(blind), default)).Score!;
        Assert.Equal(["职位含总监"], seen.Reasons.Select(r => r.Name));
        Assert.Equal(50, seen.Score);
        var nobody = await crm.App.UserAsync("nobody", new Dictionary<string, Grant> { ["lead"] = new() { Read = "none" } });
        Assert.IsType<NotFound>((await ReadScore.RunAsync(lead, crm.App.Workspace.Open(nobody), default)).Refusal);

        await Assert.ThrowsAsync<InvalidOperationException>(() => FitAsync(crm, "不是条件", 5, "title"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => FitAsync(crm, "没有这个字段", 5, "nonsense = 1"));
    }

    private static async Task FollowAsync(CrmWorkspace crm)
    {
        await crm.App.SealAsync();
        for (var tries = 0; await crm.App.Workspace.Feed.LagAsync("lead scores", default) > 0; tries++)
        {
            Assert.True(tries < 500, "The consumer did not follow.");
            await Task.Delay(20);
        }
    }

    private static async Task<(long? Fit, long? Behaviour, long? Score)> ScoreOf(CrmWorkspace crm, Guid lead)
    {
        var record = await crm.App.LoadAsync("lead", lead);
        return ((long?)record["fit_score"], (long?)record["behaviour_score"], (long?)record["score"]);
    }

    private static Task<Guid> FitAsync(CrmWorkspace crm, string name, long points, string formula) => crm.App.CreateAsync("score_rule", new
    {
        name,
        kind = "fit",
        points,
        criteria = JsonSerializer.SerializeToElement(new[] { new { name = "a", label = new { zh = name, en = name }, formula } }),
    });

    private static Task<Guid> BehaviourAsync(CrmWorkspace crm, string name, long points, string[] activities, long days, long? cap = null, long? halfLife = null) =>
        crm.App.CreateAsync("score_rule", new { name, kind = "behaviour", points, activities, days, cap, half_life = halfLife });
}
