using Tongke.Crm.Sales;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;
using Tongke.Testing;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Tongke.Crm.Tests.Sales;

/// <summary>A new lead has an owner at once: by the first rule that fits, whoever makes it.</summary>
public sealed class AssignmentTests
{
    [Theory, OnEveryDatabase]
    public async Task Two_hundred_leads_at_once_are_spread_exactly(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var people = await PeopleAsync(crm, 5);
        await RuleAsync(crm, new { people, task_minutes = 30L });

        var ids = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => crm.App.CreateAsync("lead", new { name = $"线索 {i}" }))));

        var owners = new List<Guid>();
        foreach (var id in ids)
            owners.Add((await crm.App.LoadAsync("lead", id)).Owner!.Value);
        Assert.Equal(people.Order().Select(p => (p, 40)), owners.GroupBy(o => o).OrderBy(g => g.Key).Select(g => (g.Key, g.Count())));
        Assert.Equal("assigned", await crm.ValueAsync("lead", ids[0], "status"));
        var task = Assert.Single(await crm.WhereAsync("task", "lead", ids[0]));
        Assert.Equal((owners[0], crm.App.Clock.GetUtcNow().AddMinutes(30)), (task.Owner, task["due_at"]));
    }

    [Theory, OnEveryDatabase]
    public async Task Weights_and_loads_decide_and_who_is_away_or_gone_gets_nothing(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var people = await PeopleAsync(crm, 4);
        var weighted = await RuleAsync(crm, new { people = people[..2], method = "weighted", condition = "source = \"website\"", position = 1L });
        await crm.App.CreateAsync("assignment_weight", new { rule = weighted, person = people[0], weight = 3L });
        await RuleAsync(crm, new { people = people[2..], method = "load", position = 2L });
        for (var i = 0; i < 3; i++)
            await crm.App.CreateAsync("lead", new { name = $"手头 {i}", owner = people[2] });

        var web = new List<Guid>();
        for (var i = 0; i < 8; i++)
            web.Add((await OwnerAsync(crm, new { name = $"官网 {i}", source = "website" }))!.Value);
        Assert.Equal((6, 2), (web.Count(o => o == people[0]), web.Count(o => o == people[1])));

        for (var i = 0; i < 3; i++)
            Assert.Equal(people[3], await OwnerAsync(crm, new { name = $"其他 {i}" }));

        await crm.App.CreateAsync("absence", new { note = "休假", owner = people[3], starts_on = new DateOnly(2026, 3, 17), ends_on = new DateOnly(2026, 3, 18) });
        Assert.Equal(people[2], await OwnerAsync(crm, new { name = "休假时来的" }));
        crm.App.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(people[3], await OwnerAsync(crm, new { name = "回来后来的" }));
        Assert.Null(await crm.App.UpdateAsync("user", people[3], new { active = false }));
        Assert.Equal(people[2], await OwnerAsync(crm, new { name = "离职后来的" }));
    }

    [Theory, OnEveryDatabase]
    public async Task A_manager_enters_who_is_away_for_their_people_and_a_colleague_does_not(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var east = await crm.App.CreateAsync("department", new { name = "华东" });
        var (chief, ana, ben) = (await crm.PersonAsync("chief", "sales_manager", east), await crm.PersonAsync("ana", "sales_rep", east), await crm.PersonAsync("ben", "sales_rep", east));
        var people = new[] { ana.UserId!.Value, ben.UserId!.Value };
        await RuleAsync(crm, new { people });
        object Away(Guid owner) => new { owner, starts_on = new DateOnly(2026, 3, 17), ends_on = new DateOnly(2026, 3, 18) };

        await Assert.ThrowsAsync<InvalidOperationException>(() => crm.App.CreateAsync("absence", Away(people[0]), ben));
        var absence = await crm.App.CreateAsync("absence", Away(people[0]), chief);

        for (var i = 0; i < 3; i++)
            Assert.Equal(people[1], await OwnerAsync(crm, new { name = $"线索 {i}" }));
        Assert.NotNull((await crm.App.Workspace.Open(ana).FindAsync(crm.App.Schema["absence"], absence)).Record);
        Assert.Equal(new Label("人员", "Person"), crm.App.Schema["absence"]["owner"].Label);
    }

    [Theory, OnEveryDatabase]
    public async Task Not_accepted_in_time_a_lead_goes_to_each_once_and_at_last_to_the_fallback_owner(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var people = await PeopleAsync(crm, 3);
        var fallback = await crm.PersonAsync("fallback", "sales_manager");
        await RuleAsync(crm, new { people, accept_minutes = 10L, task_minutes = 30L, fallback = fallback.UserId });
        var (passed, accepted, contacted) = (await crm.App.CreateAsync("lead", new { name = "没人要" }), await crm.App.CreateAsync("lead", new { name = "接收了" }), await crm.App.CreateAsync("lead", new { name = "已联系" }));
        async Task<Actor> OwnerOf(Guid lead) => crm.App.Workspace.Organization.Find((await crm.App.LoadAsync("lead", lead)).Owner!.Value) is { } m ? Actor.User(m.Id, m.Name, m.Roles) : throw new InvalidOperationException();
        Assert.IsType<RuleRefused>((await crm.ActAsync("lead", accepted, "accept", actor: crm.App.System)).Refusal);
        await crm.DoAsync("lead", accepted, "accept", actor: await OwnerOf(accepted));
        await crm.App.CreateAsync("activity", new { subject = "电话", type = "call", lead = contacted }, await OwnerOf(contacted));
        var (owner, other) = ((await OwnerOf(accepted)).UserId, (await OwnerOf(contacted)).UserId);

        var seen = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            seen.Add((await crm.App.LoadAsync("lead", passed)).Owner!.Value);
            crm.App.Clock.Advance(TimeSpan.FromMinutes(11));
            await PassUnacceptedLeads.RunAsync(crm.App.Workspace, default);
            await PassUnacceptedLeads.RunAsync(crm.App.Workspace, default);
        }

        Assert.Equal([.. people.Order(), fallback.UserId!.Value, fallback.UserId.Value], [.. seen.Take(3).Order(), .. seen.Skip(3)]);
        Assert.Equal(3, ((Guid[])(await crm.ValueAsync("lead", passed, "passed_by"))!).Length);
        Assert.Equal(fallback.UserId, Assert.Single(await crm.WhereAsync("task", "lead", passed)).Owner);
        Assert.Equal((owner, other), ((await OwnerOf(accepted)).UserId, (await OwnerOf(contacted)).UserId));
        Assert.NotNull(await crm.ValueAsync("lead", contacted, "accepted_at"));
    }

    [Theory, OnEveryDatabase]
    public async Task Whoever_is_named_or_among_the_people_keeps_the_lead_and_without_anybody_the_fallback_owner_has_it(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var (ana, ben, eve) = (await crm.PersonAsync("ana", "sales_rep"), await crm.PersonAsync("ben", "sales_rep"), await crm.PersonAsync("eve", "sales_rep"));
        var marketer = await crm.PersonAsync("marketer", "marketing");
        await RuleAsync(crm, new { people = new[] { ana.UserId!.Value, ben.UserId!.Value }, condition = "source <> \"partner\"" });
        await RuleAsync(crm, new { people = Array.Empty<Guid>(), fallback = eve.UserId, position = 99L });

        Assert.Equal(ana.UserId, await OwnerAsync(crm, new { name = "自己录的", source = "website" }, ana));
        Assert.Equal(eve.UserId, await OwnerAsync(crm, new { name = "别的销售录的", source = "website" }, eve));
        Assert.Equal(eve.UserId, await OwnerAsync(crm, new { name = "指定了人的", source = "website", owner = eve.UserId }));
        Assert.Contains(await OwnerAsync(crm, new { name = "市场录的", source = "website" }, marketer), new[] { ana.UserId, ben.UserId });
        Assert.Equal(eve.UserId, await OwnerAsync(crm, new { name = "兜底的", source = "partner" }));
        await Assert.ThrowsAsync<InvalidOperationException>(() => RuleAsync(crm, new { people = new[] { ana.UserId!.Value }, condition = "source" }));
        await Assert.ThrowsAsync<InvalidOperationException>(() => RuleAsync(crm, new { people = Array.Empty<Guid>() }));
    }

    [Theory, OnEveryDatabase]
    public async Task Who_would_not_see_the_lead_any_more_keeps_it_even_a_manager_and_who_sees_all_or_none_gives_it_away(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var ana = await crm.PersonAsync("ana", "sales_rep");
        var manager = await crm.PersonAsync("manager", "sales_manager");
        var administrator = await crm.PersonAsync("administrator", "admin");
        Assert.True(crm.App.Workspace.Open(manager).Access.On(crm.App.Workspace.Schema["lead"]).May(RecordAction.Transfer));
        await RuleAsync(crm, new { people = new[] { ana.UserId!.Value } });

        Assert.Equal(manager.UserId, await OwnerAsync(crm, new { name = "经理录的" }, manager));
        Assert.Equal(ana.UserId, await OwnerAsync(crm, new { name = "管理员录的" }, administrator));
        Assert.Equal(ana.UserId, await OwnerAsync(crm, new { name = "系统录的" }));
    }

    private static async Task<Guid[]> PeopleAsync(CrmWorkspace crm, int count)
    {
        var people = new List<Guid>();
        for (var i = 0; i < count; i++)
            people.Add((await crm.PersonAsync($"rep{i}", "sales_rep")).UserId!.Value);
        return [.. people];
    }

    private static Task<Guid> RuleAsync(CrmWorkspace crm, object values)
    {
        var session = crm.App.Workspace.Open(crm.App.System);
        var rule = session.Add(session.Schema["assignment_rule"]);
        rule.Write(rule.Object["name"], $"规则 {rule.Id}");
        foreach (var property in values.GetType().GetProperties())
            rule.Write(rule.Object[property.Name], property.GetValue(values));
        return DoneAsync();

        async Task<Guid> DoneAsync() => await session.CommitAsync() is { } refusal ? throw new InvalidOperationException(refusal.Message.Code) : rule.Id;
    }

    private static async Task<Guid?> OwnerAsync(CrmWorkspace crm, object lead, Actor? actor = null) => (await crm.App.LoadAsync("lead", await crm.App.CreateAsync("lead", lead, actor))).Owner;
}
