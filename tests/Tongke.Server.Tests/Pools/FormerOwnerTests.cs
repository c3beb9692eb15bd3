using Tongke.Server.Tests.Contracts;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Pools;

/// <summary>Whose customer it was keeps what is over of it, and gets no further with that than anybody else: the customer is claimed first.</summary>
public sealed class FormerOwnerTests
{
    [Theory, OnEveryDatabase]
    public async Task An_old_deal_is_no_way_round_the_claim(TestDatabase database)
    {
        await using var office = await MoneyOffice.StartAsync(database);
        var rep = office.Rep;
        var account = office.Account;
        var deal = MoneyOffice.IdOf(await rep.CreateAsync("opportunity", new { name = "丢掉的商机", account }));
        var binned = MoneyOffice.IdOf(await office.Boss.CreateAsync("opportunity", new { name = "删掉的商机", account, owner = rep.Id }));
        var task = MoneyOffice.IdOf(await rep.CreateAsync("task", new { subject = "做完的任务", account }));
        var call = MoneyOffice.IdOf(await rep.CreateAsync("activity", new { type = "call", subject = "以前的电话", account }));
        var loose = MoneyOffice.IdOf(await rep.CreateAsync("activity", new { type = "call", subject = "没有客户的电话" }));
        (await rep.PostAsync($"/api/v1/opportunity/{deal}/lose", new { loss_reason = "price" })).Expect(200);
        (await rep.PostAsync($"/api/v1/task/{task}/complete", new { })).Expect(200);
        (await office.Boss.DeleteAsync($"/api/v1/opportunity/{binned}")).Expect(204);
        await PoolAsync(office, rep, office.Other);

        (string Path, object Body)[] ways =
        [
            ("activity", new { type = "call", subject = "电话", opportunity = deal }), ("quote", new { opportunity = deal }), ("contract", new { opportunity = deal, amount = 5 }),
            ("task", new { subject = "任务", opportunity = deal }), ("sales_order", new { opportunity = deal }), ($"opportunity/{deal}/reopen", new { reason = "客户回来了" }),
        ];
        foreach (var (path, body) in ways)
        {
            var refused = await rep.PostAsync($"/api/v1/{path}", body);
            Assert.True((refused.Status, refused.Code) == (403, "claim_first"), $"{path}: {refused.Status} {refused.Text}");
        }

        (string Path, object Body)[] changes = [($"activity/{loose}", new { opportunity = deal }), ($"task/{task}", new { status = "todo" }), ($"activity/{call}", new { occurred_at = "2099-01-01T00:00:00Z" })];
        foreach (var (path, body) in changes)
        {
            var refused = await rep.PatchAsync($"/api/v1/{path}", body);
            Assert.True((refused.Status, refused.Code) == (403, "claim_first"), $"{path}: {refused.Status} {refused.Text}");
        }

        // What is over may still be put right, and who sees the customer whole goes on.
        (await rep.PatchAsync($"/api/v1/opportunity/{deal}", new { name = "丢掉的大商机" })).Expect(200);
        (await rep.PatchAsync($"/api/v1/activity/{call}", new { subject = "以前的电话记录" })).Expect(200);
        (await office.Boss.PostAsync("/api/v1/activity", new { type = "note", subject = "备注", opportunity = deal })).Expect(201);
        (await office.Boss.PostAsync($"/api/v1/opportunity/{deal}/reopen", new { reason = "客户回来了" })).Expect(200);
        (await office.Boss.PostAsync($"/api/v1/opportunity/{deal}/lose", new { loss_reason = "price" })).Expect(200);

        (await office.Other.PostAsync($"/api/v1/account/{account}/claim", new { })).Expect(200);
        Assert.Equal(201, (await rep.PostAsync("/api/v1/activity", new { type = "note", subject = "交接", opportunity = deal })).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task Who_is_in_no_pool_at_all_adds_nothing_to_what_they_lost_and_brings_nothing_back_from_the_bin(TestDatabase database)
    {
        await using var company = await PoolCompany.StartAsync(database);
        var (ana, ben) = (await company.RepAsync("ana"), await company.RepAsync("ben"));
        var keeper = await company.App.SignInAsync("keeper", new Dictionary<string, object>
        {
            ["account"] = OwnGrant, ["opportunity"] = OwnGrant, ["activity"] = OwnGrant, ["sea_pool"] = new { read = "all" }, ["pipeline"] = new { read = "all" }, ["stage"] = new { read = "all" },
        });
        var pool = await company.PoolAsync([ana, ben]);
        var account = PoolCompany.IdOf(await keeper.CreateAsync("account", new { name = "宁波瑞丰" }));
        var deal = PoolCompany.IdOf(await keeper.CreateAsync("opportunity", new { name = "商机", account }));
        var binned = PoolCompany.IdOf(await keeper.CreateAsync("opportunity", new { name = "删掉的商机", account }));
        (await keeper.PostAsync($"/api/v1/opportunity/{deal}/lose", new { loss_reason = "price" })).Expect(200);
        (await keeper.DeleteAsync($"/api/v1/opportunity/{binned}")).Expect(204);
        (await keeper.PostAsync($"/api/v1/account/{account}/return", new { reason = "没有需求", pool })).Expect(200);

        Assert.Equal(404, (await keeper.GetAsync($"/api/v1/account/{account}")).Status);
        foreach (var refused in new[]
        {
            await keeper.PostAsync("/api/v1/activity", new { type = "call", subject = "电话", opportunity = deal }),
            await keeper.PostAsync($"/api/v1/opportunity/{deal}/reopen", new { reason = "客户回来了" }),
            await keeper.PostAsync($"/api/v1/opportunity/{binned}/restore", new { }),
        })
            Assert.True((refused.Status, refused.Code) == (403, "claim_first"), refused.Text);

        (await company.Boss.PostAsync($"/api/v1/opportunity/{binned}/restore", new { })).Expect(200);
    }

    private static object OwnGrant { get; } = new { create = true, read = "own", edit = "own", delete = "own" };

    private static async Task PoolAsync(MoneyOffice office, params TestClient[] members)
    {
        var pool = MoneyOffice.IdOf(await office.Boss.CreateAsync("sea_pool", new { name = "华东公海", @object = "account", members = members.Select(m => m.Id), cooldown_days = 30 }));
        (await office.Rep.PostAsync($"/api/v1/account/{office.Account}/return", new { reason = "没有需求", pool })).Expect(200);
        Assert.Equal("pool_cooldown", (await office.Rep.PostAsync($"/api/v1/account/{office.Account}/claim", new { })).Code);
    }
}
