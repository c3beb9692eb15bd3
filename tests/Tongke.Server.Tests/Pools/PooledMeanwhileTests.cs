using System.Text.Json;
using Tongke.Crm.Customers;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Pools;

/// <summary>What is made on a record while it goes into a pool goes to nobody with it, or is refused: whichever of the two commits first.</summary>
public sealed class PooledMeanwhileTests
{
    [Theory, OnEveryDatabase]
    public async Task Nothing_is_added_to_a_record_that_went_into_a_pool_since_it_was_looked_at(TestDatabase database)
    {
        await using var company = await PoolCompany.StartAsync(database);
        var ana = await company.RepAsync("ana");
        var pool = await company.PoolAsync([ana]);
        var account = PoolCompany.IdOf(await ana.CreateAsync("account", new { name = "宁波瑞丰" }));
        var session = SessionOf(company, ana);
        Add(session, "contact", account, ana);

        var refusal = await CommitAfterAsync(session, () => company.Boss.PostAsync($"/api/v1/account/{account}/return", new { reason = "没有需求", pool }));

        Assert.Equal("claim_first", Assert.IsType<Forbidden>(refusal).Message.Code);
        Assert.Empty(await company.Boss.ListAsync("contact"));
    }

    [Theory, OnEveryDatabase]
    public async Task What_else_changed_of_a_record_meanwhile_hinders_nobody_from_adding_to_it(TestDatabase database)
    {
        await using var company = await PoolCompany.StartAsync(database);
        var ana = await company.RepAsync("ana");
        await company.PoolAsync([ana]);
        var account = PoolCompany.IdOf(await ana.CreateAsync("account", new { name = "宁波瑞丰" }));
        var session = SessionOf(company, ana);
        Add(session, "contact", account, ana);

        Assert.Null(await CommitAfterAsync(session, () => company.Boss.PatchAsync($"/api/v1/account/{account}", new { phone = "0574-87651234" })));
        Assert.Equal(1, session.Attempt);
    }

    [Theory, OnEveryDatabase]
    public async Task What_was_added_to_a_record_since_its_return_had_looked_makes_it_look_again(TestDatabase database)
    {
        await using var company = await PoolCompany.StartAsync(database);
        var ana = await company.RepAsync("ana");
        var pool = await company.PoolAsync([ana]);
        var account = PoolCompany.IdOf(await ana.CreateAsync("account", new { name = "宁波瑞丰" }));
        var session = SessionOf(company, ana);
        var record = (await session.FindAsync(session.Schema["account"], account, RecordAction.Edit)).Record!;
        var outcome = await new ReturnToPool("account").RunAsync(record, new Dictionary<string, object?> { ["pool"] = pool, ["reason"] = "没有需求" }, session, CancellationToken.None);
        Assert.Null(outcome.Refusal);

        Assert.IsType<Stale>(await CommitAfterAsync(session, () => ana.PostAsync("/api/v1/contact", new { name = "王工", account })));
        Assert.Equal(JsonValueKind.Null, (await company.Boss.GetAsync($"/api/v1/account/{account}")).Expect(200).GetProperty("pool").ValueKind);
    }

    [Theory, OnEveryDatabase]
    public async Task However_they_meet_nothing_on_a_pooled_record_has_an_owner(TestDatabase database)
    {
        await using var company = await PoolCompany.StartAsync(database);
        var ana = await company.RepAsync("ana");
        var pool = await company.PoolAsync([ana]);
        for (var round = 0; round < 6; round++)
        {
            var account = PoolCompany.IdOf(await ana.CreateAsync("account", new { name = $"宁波瑞丰 {round}" }));

            var making = Enumerable.Range(0, 4).Select(i => ana.PostAsync("/api/v1/contact", new { name = $"王工 {i}", account })).ToArray();
            var returned = await ana.PostAsync($"/api/v1/account/{account}/return", new { reason = "没有需求", pool });
            var made = await Task.WhenAll(making);

            returned.Expect(200);
            Assert.All(made, a => Assert.True(a.Status is 201 or 403, a.Text));
            var contacts = await company.Boss.ListAsync("contact", $"$filter=account eq {account}");
            Assert.Equal(made.Count(a => a.Status == 201), contacts.Count);
            Assert.All(contacts, c => Assert.Equal(JsonValueKind.Null, c.GetProperty("owner").ValueKind));
        }
    }

    private static Session SessionOf(PoolCompany company, TestClient person)
    {
        var member = company.App.Workspace.Organization.Find(person.Id)!;
        return company.App.Workspace.Open(Actor.User(member.Id, member.Name, member.Roles));
    }

    private static void Add(Session session, string kind, Guid account, TestClient owner)
    {
        var child = session.Add(session.Schema[kind]);
        child.Write(child.Object["name"], "王工");
        child.Write(child.Object["account"], account);
        child["owner"] = owner.Id;
    }

    /// <summary>Commits the session; the other request is answered after the session was checked and before it is written.</summary>
    private static async Task<Refusal?> CommitAfterAsync(Session session, Func<Task<TestAnswer>> other)
    {
        var isFirst = true;
        session.Include("meanwhile", _ =>
        {
            if (isFirst)
                Task.Run(async () => Assert.InRange((await other()).Status, 200, 299)).GetAwaiter().GetResult();
            isFirst = false;
        });
        return await session.CommitAsync(TestContext.Current.CancellationToken);
    }
}
