using Tongke.Crm.Demo;
using Tongke.Crm.LeadForms;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Testing;
using Xunit;
using Record = Tongke.Kernel.Records.Record;

namespace Tongke.Crm.Tests.Demo;

public sealed class DemoCompanyTests
{
    private static readonly string[] Statuses = ["open", "won", "lost"];

    [Theory, OnEveryDatabase]
    public async Task The_sample_is_a_company_with_two_years_behind_it_and_is_made_once(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var told = new List<string>();
        Assert.True(await DemoCompany.FillAsync(crm.App.Workspace, step => told.Add(step.Zh), default));
        Assert.Contains(told, step => step.Contains("部门", StringComparison.Ordinal));
        Assert.Contains(told, step => step.Contains("商机", StringComparison.Ordinal));
        Assert.False(await DemoCompany.FillAsync(crm.App.Workspace, default));

        Assert.Equal(5, (await AllAsync(crm, "department")).Count);
        Assert.Equal(25, (await AllAsync(crm, "user")).Count);
        var accounts = await AllAsync(crm, "account");
        Assert.Equal(300, accounts.Count);
        Assert.Equal(300, accounts.Select(a => a["name"]).Distinct().Count());

        var deals = await AllAsync(crm, "opportunity");
        Assert.All(Statuses, status => Assert.True(deals.Count(d => (string)d["status"]! == status) > 40));
        Assert.True(deals.Min(d => (DateOnly)d["engage_date"]!) < new DateOnly(2024, 6, 1));
        Assert.All(deals.Where(d => (string)d["status"]! == "lost"), d => Assert.NotNull(d["loss_reason"]));
        Assert.All(deals.Where(d => (string)d["status"]! != "open"), d => Assert.True((long)d["cycle_days"]! >= 0));

        var zone = crm.App.Schema.Conventions.TimeZone;
        Assert.All((await AllAsync(crm, "task")).Select(t => TimeZoneInfo.ConvertTime((DateTimeOffset)t["due_at"]!, zone).TimeOfDay), due => Assert.InRange(due, TimeSpan.FromHours(9), TimeSpan.FromHours(18)));

        var contracts = await AllAsync(crm, "contract");
        Assert.True(contracts.Count > 60);
        Assert.Contains(contracts, c => (string)c["status"]! == "performing");
        Assert.True(contracts.Sum(c => c["received_amount"] as decimal? ?? 0) > contracts.Sum(c => (decimal)c["amount"]!) / 3);
        Assert.NotEmpty(await AllAsync(crm, "invoice"));
        Assert.All(await AllAsync(crm, "invoice"), i => Assert.DoesNotContain("+86", (string?)i["title_address"] ?? "", StringComparison.Ordinal));
        Assert.All(await AllAsync(crm, "quote"), q => Assert.NotNull(q["subject"]));
        Assert.All(await AllAsync(crm, "sales_order"), o => Assert.EndsWith("订单", (string)o["name"]!, StringComparison.Ordinal));

        // Nobody sent the form without opening it, and what was sent became a lead.
        var leads = (await AllAsync(crm, "lead")).Where(l => l["lead_form"] is not null).ToArray();
        var uses = await FormUse.OfAsync(crm.App.Workspace.Database, (Guid)leads[0]["lead_form"]!, default);
        Assert.Equal(leads.Length, uses.Single(u => u.Channel is null).Taken);
        Assert.All(uses, u => Assert.True(u.Views > u.Taken && (u.Channel is null || u.Taken == leads.Count(l => (Guid?)l["lead_channel"] == u.Channel))));
        Assert.NotEmpty(await AllAsync(crm, "delivery"));

        // Whose contract it is, sees whose it is; and what was won stands to what was to be won as in a company that does well.
        var owners = accounts.ToDictionary(a => a.Id, a => a["owner"]);
        Assert.All(contracts, c => Assert.Equal(c["owner"], owners[(Guid)c["account"]!]));
        AssertAttained(await AllAsync(crm, "sales_target"), deals, DateOnly.FromDateTime(crm.App.Clock.GetUtcNow().UtcDateTime));
    }

    private static void AssertAttained(IReadOnlyList<Record> targets, IReadOnlyList<Record> deals, DateOnly today)
    {
        var quarter = new DateOnly(today.Year, ((today.Month - 1) / 3 * 3) + 1, 1);
        for (var back = 0; back < 4; back++, quarter = quarter.AddMonths(-3))
        {
            bool IsIn(object? day) => day is DateOnly on && on >= quarter && on < quarter.AddMonths(3);
            decimal Target(string level, object? of) => targets.Where(t => IsIn(t["month"]) && (string)t["level"]! == level && (of is null || of.Equals(t[level == "person" ? "owner" : "department"]))).Sum(t => (decimal)t["amount"]!);
            var won = deals.Where(d => (string)d["status"]! == "won" && IsIn(d["close_date"])).ToArray();
            decimal Won(string field, object? of) => won.Where(d => of is null || of.Equals(d[field])).Sum(d => (decimal)d["amount_base"]!);
            foreach (var department in targets.Where(t => (string)t["level"]! == "department").Select(t => t["department"]).Distinct().Prepend(null))
                Assert.InRange(Won("department", department) / Target(department is null ? "company" : "department", department), back == 0 ? 0.3m : 0.6m, 1.3m);
            foreach (var person in targets.Where(t => (string)t["level"]! == "person").Select(t => t["owner"]).Distinct())
                Assert.InRange(Won("owner", person) / Target("person", person), 0, 1.4m);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task The_samples_stage_history_has_no_gaps_and_ends_where_the_deal_is(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        crm.App.Clock.Advance(TimeSpan.FromDays(249.7)); // another day of the week, another hour
        await DemoCompany.FillAsync(crm.App.Workspace, default);
        var logs = (await AllAsync(crm, "stage_log")).ToLookup(l => (Guid)l["opportunity"]!);

        foreach (var deal in await AllAsync(crm, "opportunity"))
        {
            var stays = logs[deal.Id].OrderBy(l => l["left_at"] is null).ThenBy(l => l["entered_at"]).ToArray();
            Assert.Equal(deal["stage"], stays[^1]["stage"]);
            Assert.Null(stays[^1]["left_at"]);
            Assert.All(stays, l => Assert.True(l["dwell_seconds"] is null or > 0L));
            Assert.All(stays, l => Assert.True((DateTimeOffset)l["entered_at"]! <= crm.App.Clock.GetUtcNow()));
            Assert.All(stays.Zip(stays.Skip(1)), pair => Assert.Equal((pair.First["left_at"], pair.First["stage"]), (pair.Second["entered_at"], pair.Second["from_stage"])));
        }
    }

    private static async Task<IReadOnlyList<Record>> AllAsync(CrmWorkspace crm, string definition) =>
        await crm.App.Workspace.Open(crm.App.System).LoadWhereAsync(crm.App.Schema[definition], Constant.True, 100_000);
}
