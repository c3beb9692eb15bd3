using Tongke.Crm.Sales;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Testing;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Tongke.Crm.Tests.Sales;

/// <summary>One task for several people: each has their own, accepts it, or is reminded.</summary>
public sealed class TaskDispatchTests
{
    [Theory, OnEveryDatabase]
    public async Task Each_gets_a_task_of_their_own_and_accepts_or_declines_it(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var (boss, people, department) = await TeamAsync(crm);
        var due = crm.App.Clock.GetUtcNow().AddDays(2);
        var dispatch = await crm.App.CreateAsync("task_dispatch", new { subject = "回访老客户", people = new[] { people[0].UserId!.Value }, departments = new[] { department }, due_at = due, accept_by = due.AddDays(-1) }, boss);

        var tasks = await crm.WhereAsync("task", "dispatch", dispatch);
        Assert.Equal(people.Append(boss).Select(p => p.UserId).Order(), tasks.Select(t => t.Owner).Order());
        Assert.All(tasks, t => Assert.Equal(("回访老客户", "pending", due), (t["subject"], t["acceptance"], t["due_at"])));
        Assert.Equal(3, (await crm.WhereAsync("notification", "kind", "task_assigned")).Count);

        Guid Of(Actor person) => tasks.Single(t => t.Owner == person.UserId).Id;
        await crm.DoAsync("task", Of(people[0]), "accept", actor: people[0]);
        Assert.IsType<RuleRefused>((await crm.ActAsync("task", Of(people[0]), "accept", actor: people[0])).Refusal);
        Assert.IsType<RuleRefused>((await crm.ActAsync("task", Of(people[1]), "accept", actor: boss)).Refusal);
        await crm.DoAsync("task", Of(people[1]), "decline", new { reason = "在休假" }, people[1]);
        await crm.DoAsync("task", Of(people[2]), "complete", actor: people[2]);

        Assert.Equal(("declined", "cancelled"), (await crm.ValueAsync("task", Of(people[1]), "acceptance"), await crm.ValueAsync("task", Of(people[1]), "status")));
        Assert.Equal("accepted", await crm.ValueAsync("task", Of(people[2]), "acceptance"));
        var told = Assert.Single(await crm.WhereAsync("notification", "kind", "task_acceptance"));
        Assert.Equal((boss.UserId, "在休假"), (told.Owner, told["text"]));
        var record = await crm.App.LoadAsync("task_dispatch", dispatch);
        Assert.Equal((4L, 2L, 1L, 1L), (record["task_count"], record["accepted_count"], record["declined_count"], record["done_count"]));
    }

    [Theory, OnEveryDatabase]
    public async Task Who_does_not_accept_in_time_is_reminded_once(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var (boss, people, _) = await TeamAsync(crm);
        var due = crm.App.Clock.GetUtcNow().AddDays(2);
        await crm.App.CreateAsync("task_dispatch", new { subject = "盘点样机", people = people.Take(2).Select(p => p.UserId!.Value).ToArray(), due_at = due, accept_by = due.AddDays(-1) }, boss);
        await crm.DoAsync("task", (await crm.WhereAsync("task", "owner", people[0].UserId!.Value)).Single().Id, "accept", actor: people[0]);
        await using var node = await crm.App.OpenNodeAsync();

        await RemindToAccept.RunAsync(crm.App.Workspace, default);
        Assert.Empty(await crm.WhereAsync("notification", "kind", "task_acceptance"));
        crm.App.Clock.Advance(TimeSpan.FromDays(1.1));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => RemindToAccept.RunAsync(i % 2 == 0 ? crm.App.Workspace : node, default))));
        await RemindToAccept.RunAsync(node, default);

        var told = await crm.WhereAsync("notification", "kind", "task_acceptance");
        Assert.Equal(new[] { boss.UserId, people[1].UserId }.Order(), told.Select(t => t.Owner).Order());
    }

    [Theory, OnEveryDatabase]
    public async Task Nobody_dispatches_to_people_they_may_not_give_tasks_to_and_what_is_said_later_is_said_in_the_tasks(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var (boss, people, _) = await TeamAsync(crm);
        var stranger = await crm.PersonAsync("stranger", "sales_rep");
        var due = crm.App.Clock.GetUtcNow().AddDays(2);
        Task<Guid> DispatchAsync(Actor by, params Guid[] to) => crm.App.CreateAsync("task_dispatch", new { subject = "一件事", people = to, due_at = due }, by);

        await Assert.ThrowsAsync<InvalidOperationException>(() => DispatchAsync(people[0], people[1].UserId!.Value));
        await Assert.ThrowsAsync<InvalidOperationException>(() => DispatchAsync(boss));
        Assert.Empty(await crm.WhereAsync("task", "subject", "一件事"));

        var dispatch = await DispatchAsync(boss, people[0].UserId!.Value);
        Assert.Null(await crm.App.UpdateAsync("task_dispatch", dispatch, new { subject = "另一件事" }, boss));
        Assert.Equal("另一件事", Assert.Single(await crm.WhereAsync("task", "dispatch", dispatch))["subject"]);
        Assert.IsType<RuleRefused>(await crm.App.UpdateAsync("task_dispatch", dispatch, new { people = new[] { stranger.UserId!.Value } }, boss));
    }

    private static async Task<(Actor Boss, Actor[] People, Guid Department)> TeamAsync(CrmWorkspace crm)
    {
        var department = await crm.App.CreateAsync("department", new { name = "销售一部" });
        var boss = await crm.PersonAsync("boss", "sales_manager", department);
        var people = new List<Actor>();
        foreach (var name in new[] { "ana", "ben", "eve" })
            people.Add(await crm.PersonAsync(name, "sales_rep", department, boss.UserId));
        return (boss, [.. people], department);
    }
}
