using Tongke.Crm.Sales;
using Tongke.Kernel.Records;
using Tongke.Testing;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Tongke.Crm.Tests.Sales;

public sealed class LeadTests
{
    [Theory, OnEveryDatabase]
    public async Task Converting_makes_account_contact_and_deal_and_takes_fields_and_activities_along(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var product = await crm.App.CreateAsync("product", new { name = "视觉检测单元" });
        var lead = await crm.App.CreateAsync("lead", new
        {
            name = "王海涛", company = "宁波瑞丰汽车零部件有限公司", title = "设备部经理", mobile = "+8613512345678", email = "wang@ruifeng.example", industry = "automotive",
            source = "exhibition", product, estimated_amount = 96_000m, description = "视觉检测改造",
        });
        var call = await crm.App.CreateAsync("activity", new { type = "call", subject = "首次沟通", lead });

        var made = await crm.DoAsync("lead", lead, "convert");

        var account = await crm.App.LoadAsync("account", (Guid)made["account"]!);
        var contact = await crm.App.LoadAsync("contact", (Guid)made["contact"]!);
        var deal = await crm.App.LoadAsync("opportunity", (Guid)made["opportunity"]!);
        Assert.Equal(("宁波瑞丰汽车零部件有限公司", "automotive", "exhibition"), (account["name"], account["industry"], account["source"]));
        Assert.Equal(("王海涛", "+8613512345678", "wang@ruifeng.example", "设备部经理"), (contact["name"], contact["mobile"], contact["email"], contact["title"]));
        Assert.Equal((account.Id, contact.Id, product, 96_000m, lead), (deal["account"], deal["contact"], deal["product"], deal["amount"], deal["lead"]));
        Assert.Equal("converted", await crm.ValueAsync("lead", lead, "status"));
        Assert.Equal(account.Id, await crm.ValueAsync("activity", call, "account"));
        Assert.Equal(deal.Id, await crm.ValueAsync("activity", call, "opportunity"));
    }

    [Theory, OnEveryDatabase]
    public async Task Converting_is_what_one_does_next_in_every_open_status_and_ones_own_leads_are_the_open_ones(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var ana = await crm.PersonAsync("ana", "sales_rep");
        var schema = crm.App.Schema["lead"];
        var open = new HashSet<string>();
        foreach (var (index, status) in schema["status"].Definition.Options.Select(o => o.Value).Where(s => s != "converted").Index())
        {
            var reason = status is "unqualified" or "junk" ? "other" : null;
            var lead = await crm.App.CreateAsync("lead", new { name = status, company = $"第 {index} 公司", status, unqualified_reason = reason, owner = ana.UserId });
            var session = crm.App.Workspace.Open(ana);
            var record = (await session.LoadAsync(schema, lead))!;
            var isOffered = await session.FulfilsAsync(record, schema.ActionConditions["convert"]) && await session.FulfilsAsync(record, schema.NextActions["convert"]);
            Assert.Equal(reason is null, isOffered);
            if (isOffered)
                open.Add(status);
        }

        var mine = crm.App.Workspace.Open(ana);
        Assert.Equal(open, (await mine.LoadWhereAsync(schema, schema.ViewFilters["mine"])).Select(l => (string)l["status"]!).ToHashSet());
        Assert.Equal(open.Count + 2, (await mine.LoadWhereAsync(schema, schema.ViewFilters["all_mine"])).Count);
        foreach (var status in open)
            await crm.DoAsync("lead", await crm.FindAsync("lead", "name", status), "convert", actor: ana);
        Assert.Empty(await crm.App.Workspace.Open(ana).LoadWhereAsync(schema, schema.ViewFilters["mine"]));
    }

    [Theory, OnEveryDatabase]
    public async Task A_lead_converts_exactly_once_even_when_two_people_try_at_the_same_time(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var lead = await crm.App.CreateAsync("lead", new { name = "王海涛", company = "宁波瑞丰汽车零部件有限公司", mobile = "+8613512345678" });

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => crm.ActAsync("lead", lead, "convert"))));

        Assert.Single(outcomes, o => o.Refusal is null);
        Assert.Single(await crm.WhereAsync("opportunity", "lead", lead));
        Assert.Equal("lead_already_converted", Assert.IsType<RuleRefused>((await crm.ActAsync("lead", lead, "convert")).Refusal).Message.Code);
    }

    [Theory, OnEveryDatabase]
    public async Task Converting_takes_the_account_of_the_same_name_instead_of_making_another(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var account = await crm.App.CreateAsync("account", new { name = "宁波瑞丰汽车零部件有限公司" });
        var lead = await crm.App.CreateAsync("lead", new { name = "王海涛", company = "宁波瑞丰汽车零部件有限公司", mobile = "+8613512345678" });

        Assert.Equal(account, (await crm.DoAsync("lead", lead, "convert"))["account"]);
    }

    [Theory, OnEveryDatabase]
    public async Task Status_follows_its_path_and_an_unqualified_lead_needs_a_reason_and_can_be_recycled(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var lead = await crm.App.CreateAsync("lead", new { name = "王海涛", mobile = "+8613512345678" });

        Assert.IsType<RuleRefused>(await crm.App.UpdateAsync("lead", lead, new { status = "converted" }));
        Assert.IsType<Invalid>(await crm.App.UpdateAsync("lead", lead, new { status = "junk" }));
        Assert.Null(await crm.App.UpdateAsync("lead", lead, new { status = "junk", unqualified_reason = "wrong_number" }));
        Assert.IsType<RuleRefused>(await crm.App.UpdateAsync("lead", lead, new { status = "qualified" }));
        await crm.DoAsync("lead", lead, "recycle");
        Assert.Equal("new", await crm.ValueAsync("lead", lead, "status"));
    }

    [Theory, OnEveryDatabase]
    public async Task The_first_call_makes_a_lead_contacted(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var lead = await crm.App.CreateAsync("lead", new { name = "王海涛", mobile = "+8613512345678" });
        await crm.App.CreateAsync("activity", new { type = "note", subject = "查了官网", lead });
        Assert.Equal("new", await crm.ValueAsync("lead", lead, "status"));

        await crm.App.CreateAsync("activity", new { type = "call", subject = "首次沟通", regarding = lead, regarding_type = "lead" });
        Assert.Equal("contacted", await crm.ValueAsync("lead", lead, "status"));
        Assert.Equal(crm.App.Clock.GetUtcNow(), await crm.ValueAsync("lead", lead, "contacted_at"));
    }

    [Theory, OnEveryDatabase]
    public async Task The_region_comes_from_the_phone_number_unless_typed(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var lead = await crm.App.CreateAsync("lead", new { name = "李娜", phone = "+8675526001234" });
        var typed = await crm.App.CreateAsync("lead", new { name = "李娜", phone = "+8675526001234", region = "香港" });

        Assert.Equal("广东省深圳市", await crm.ValueAsync("lead", lead, "region"));
        Assert.Equal("香港", await crm.ValueAsync("lead", typed, "region"));
    }

    [Theory]
    [InlineData("+861064001234", "北京市")]
    [InlineData("+862158001234", "上海市")]
    [InlineData("not a number", null)]
    [InlineData(null, null)]
    public void Regions_of_numbers(string? number, string? region) => Assert.Equal(region, FillRegionFromPhone.RegionOf(number));

    [Theory, OnEveryDatabase]
    public async Task A_converted_leads_deal_is_called_after_customer_and_need_closes_in_a_month_and_its_quote_offers_the_product(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var product = await crm.App.CreateAsync("product", new { name = "视觉检测单元", price = 1000m });
        var lead = await crm.App.CreateAsync("lead", new { name = "王海涛", company = "宁波瑞丰", product });
        var need = await crm.App.CreateAsync("lead", new { name = "李芳", company = "苏州恒力", description = "焊接线改造\n明年" });

        var deal = await crm.App.LoadAsync("opportunity", (Guid)(await crm.DoAsync("lead", lead, "convert"))["opportunity"]!);
        Assert.Equal("宁波瑞丰 · 视觉检测单元", deal["name"]);
        Assert.Equal(30, ((DateOnly)deal["close_date"]!).DayNumber - ((DateOnly)deal["engage_date"]!).DayNumber);
        Assert.Equal("苏州恒力 · 焊接线改造", (await crm.App.LoadAsync("opportunity", (Guid)(await crm.DoAsync("lead", need, "convert"))["opportunity"]!))["name"]);

        var wordy = await crm.App.CreateAsync("lead", new { name = "周敏", company = "常州力合", description = "需要三套视觉检测设备，用于动力电池产线，预算一百万以内，希望下月到货" });
        Assert.Equal("常州力合 · 需要三套视觉检测设备，用于动力电池产线", (await crm.App.LoadAsync("opportunity", (Guid)(await crm.DoAsync("lead", wordy, "convert"))["opportunity"]!))["name"]);

        var quote = (Guid)(await crm.DoAsync("opportunity", deal.Id, "make_quote"))["quote"]!;
        var line = Assert.Single(await crm.WhereAsync("quote_line", "quote", quote));
        Assert.Equal((product, 1000m), (line["product"], (decimal)line["price"]!));
    }

    [Theory]
    [InlineData("焊接线改造\n三条线", "焊接线改造")]
    [InlineData("需要三套视觉检测设备，用于动力电池产线，预算一百万以内，希望下月到货", "需要三套视觉检测设备，用于动力电池产线")]
    [InlineData("我们想了解贵公司的焊接机器人工作站以及配套视觉检测设备的价格", "我们想了解贵公司的焊接机器人工作站以及配")]
    [InlineData("Welding line upgrade for the new battery plant in Suzhou", "Welding line upgrade for the new battery")]
    [InlineData(" \n", null)]
    [InlineData(null, null)]
    public void A_need_in_a_few_words(string? text, string? shortened) => Assert.Equal(shortened, ShortNeed.Of(text));

    [Theory, OnEveryDatabase]
    public async Task What_comes_of_a_lead_that_says_nothing_has_names_that_can_be_told_apart(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var lead = await crm.App.CreateAsync("lead", new { name = "王海涛", company = "宁波瑞丰" });
        var deal = (Guid)(await crm.DoAsync("lead", lead, "convert"))["opportunity"]!;
        var account = await crm.ValueAsync("opportunity", deal, "account");
        var quote = await crm.App.CreateAsync("quote", new { opportunity = deal });
        var contract = await crm.App.CreateAsync("contract", new { account, opportunity = deal, amount = 1m });
        var order = await crm.App.CreateAsync("sales_order", new { contract });
        var named = new[] { ("opportunity", deal), ("quote", quote), ("contract", contract), ("sales_order", order) };
        var names = new List<object?>();
        foreach (var (definition, id) in named)
            names.Add(await crm.ValueAsync(definition, id, "name"));
        Assert.Equal(["宁波瑞丰 · 商机 2026-03", "宁波瑞丰 · 报价 2026-03", "宁波瑞丰 · 合同 2026-03", "宁波瑞丰 · 订单 2026-03"], names);

        // What somebody called it goes along, with what it is now.
        Assert.Null(await crm.App.UpdateAsync("opportunity", deal, new { name = "焊接线改造" }));
        Assert.Equal("焊接线改造 · 合同", await crm.ValueAsync("contract", await crm.App.CreateAsync("contract", new { account, opportunity = deal, amount = 1m }), "name"));
    }

    [Theory, OnEveryDatabase]
    public async Task The_task_to_follow_up_a_lead_is_done_once_it_is_converted_and_no_other(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var rep = await crm.PersonAsync("rep", "sales_rep");
        await crm.App.CreateAsync("assignment_rule", new { name = "全部", people = new[] { rep.UserId!.Value }, task_minutes = 30 });
        var lead = await crm.App.CreateAsync("lead", new { name = "王海涛", company = "宁波瑞丰" });
        var followUp = Assert.Single(await crm.WhereAsync("task", "lead", lead));
        var other = await crm.App.CreateAsync("task", new { subject = "寄样品", lead });
        await crm.DoAsync("lead", lead, "convert");
        Assert.Equal(("done", "todo"), ((string)(await crm.ValueAsync("task", followUp.Id, "status"))!, (string)(await crm.ValueAsync("task", other, "status"))!));
    }
}
