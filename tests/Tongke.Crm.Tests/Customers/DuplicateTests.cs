using System.Text.Json;
using Tongke.Crm.Customers;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Testing;
using Tongke.Testing;
using Xunit;
using Record = Tongke.Kernel.Records.Record;

namespace Tongke.Crm.Tests.Customers;

public sealed class DuplicateTests
{
    private static readonly string[] Mobile = ["mobile"];

    [Theory, OnEveryDatabase]
    public async Task A_colleagues_customer_is_announced_masked_and_by_its_owner(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var (ana, ben) = (await crm.PersonAsync("ana", "sales_rep"), await crm.PersonAsync("ben", "sales_rep"));
        var account = await crm.App.CreateAsync("account", new { name = "苏州青禾智能装备有限公司" }, ana);

        var own = Assert.Single(await CheckAsync(crm, ana, "account", new { name = "青禾智能装备（苏州）股份公司" }));
        Assert.Equal((account, "苏州青禾智能装备有限公司", true, "ana"), (own.Id, own.Name, own.Visible, own.Owner?.Name));

        var other = Assert.Single(await CheckAsync(crm, ben, "account", new { name = "青禾智能装备（苏州）股份公司" }));
        Assert.Equal((null, "苏州****公司", false, "ana", "similar_name", "warn", "客户名称相似"), (other.Id, other.Name, other.Visible, other.Owner?.Name, other.Rule, other.On, other.Label));

        await crm.App.CreateAsync("company_setting", new { name = "通客演示", show_duplicate_owner = false });
        Assert.Null(Assert.Single(await CheckAsync(crm, ben, "account", new { name = "苏州青禾智能装备有限公司" })).Owner);
    }

    [Theory, OnEveryDatabase]
    public async Task A_lead_is_compared_with_contacts_and_accounts_too_and_phones_in_any_writing(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        await crm.App.CreateAsync("account", new { name = "苏州恒信精密机械有限公司" });
        await crm.App.CreateAsync("contact", new { name = "王小明", mobile = "+8613812345678", email = "wang@example.com" });

        var matches = await CheckAsync(crm, crm.App.System, "lead", new { name = "王先生", company = "恒信精密机械", mobile = "+8613812345678", email = "wang@example.com" });
        Assert.Equal([("account", "similar_company"), ("contact", "same_mobile")], matches.Select(m => (m.Object, m.Rule)).Order());
    }

    [Theory, OnEveryDatabase]
    public async Task A_converted_lead_is_not_listed_beside_what_it_became_nor_that_for_the_lead_itself(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var typed = new { name = "王海涛", company = "宁波瑞丰精密机械有限公司", mobile = "+8613812345678" };
        var lead = await crm.App.CreateAsync("lead", typed);
        await crm.DoAsync("lead", lead, "convert");

        var again = await CheckAsync(crm, crm.App.System, "lead", typed);
        Assert.Equal(["account", "contact"], again.Select(m => m.Object).Order());
        Assert.Empty(await CheckAsync(crm, crm.App.System, "lead", typed, lead));

        // A second lead of the same company is still one.
        var second = await crm.App.CreateAsync("lead", typed with { name = "李芳" });
        Assert.Equal([second], (await CheckAsync(crm, crm.App.System, "lead", typed, lead)).Select(m => m.Id!.Value));
    }

    [Theory, OnEveryDatabase]
    public async Task A_name_with_one_character_different_too_many_or_missing_is_found_wherever_it_stands(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        await crm.App.CreateAsync("account", new { name = "杭州云帆数字传媒有限公司" });

        foreach (var typed in (string[])["云帆数码传媒", "去帆数字传媒", "云帆数字传", "云云帆数字传媒", "云帆数字传谋"])
            Assert.Equal("名称仅差一个字", Assert.Single(await CheckAsync(crm, crm.App.System, "account", new { name = typed })).Label);
        foreach (var typed in (string[])["云海数码传媒", "云帆", "数字传媒云帆"])
            Assert.Empty(await CheckAsync(crm, crm.App.System, "account", new { name = typed }));
    }

    [Theory, OnEveryDatabase]
    public async Task A_blocking_rule_refuses_by_a_masked_name_and_a_company_may_make_it_a_warning(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var (ana, ben) = (await crm.PersonAsync("ana", "sales_rep"), await crm.PersonAsync("ben", "sales_rep"));
        await CustomiseAsync(crm, "contact", new { name = "same_mobile", fields = Mobile, on = "block" });
        await crm.App.CreateAsync("contact", new { name = "王小明", mobile = "+8613812345678" }, ana);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => crm.App.CreateAsync("contact", new { name = "老王", mobile = "+8613812345678" }, ben));
        Assert.Contains("王**", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("王小明", refused.Message, StringComparison.Ordinal);
        Assert.Equal("block", Assert.Single(await CheckAsync(crm, ben, "contact", new { name = "老王", mobile = "+8613812345678" })).On);

        await CustomiseAsync(crm, "contact", new { name = "same_mobile", fields = Mobile, on = "warn" });
        await crm.App.CreateAsync("contact", new { name = "老王", mobile = "+8613812345678" }, ben);
    }

    [Theory, OnEveryDatabase]
    public async Task A_scan_lists_each_group_once_however_often_it_runs(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var twins = await TwinsAsync(crm);
        await ScanAsync(crm);
        await ScanAsync(crm);

        var group = Assert.Single(await crm.WhereAsync("duplicate_group", "status", "open"));
        Assert.Equal(("account", "similar_name", 2L, "客户名称相似"), (group["object"], group["rule"], group["count"], group["reason"]));
        Assert.Equal(twins.Order(), Members(group));
        Assert.Equal(["done", "done"], (await crm.WhereAsync("duplicate_scan", "object", "account")).Select(s => s["status"]));
        Assert.Equal(1L, (await crm.WhereAsync("duplicate_scan", "object", "account"))[0]["groups"]);
    }

    [Theory, OnEveryDatabase]
    public async Task What_two_rules_find_is_one_group_for_both_reasons(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var first = await crm.App.CreateAsync("account", new { name = "苏州恒信精密机械有限公司", phone = "+862158001234" });
        var second = await crm.App.CreateAsync("account", new { name = "恒信精密机械股份有限公司", phone = "+862158001234" });
        // As a version wrote it that kept a group for each rule.
        var session = crm.App.Workspace.Open(crm.App.System);
        var old = session.Make<DuplicateGroup>();
        (old.Title, old.Object, old.Rule, old.Key, old.Count) = ("恒信", "account", "same_phone", "account:same_phone:0", 2);
        old.Records = JsonSerializer.SerializeToElement(new[] { first, second });
        Assert.Null(await session.CommitAsync());
        await ScanAsync(crm);
        await ScanAsync(crm);

        var group = Assert.Single(await crm.WhereAsync("duplicate_group", "status", "open"));
        Assert.Equal("客户名称相似、电话相同", group["reason"]);
        Assert.Equal(new[] { first, second }.Order(), Members(group));
        Assert.Equal(1L, group["version"]);
        Assert.Equal(1L, (await crm.WhereAsync("duplicate_scan", "object", "account"))[0]["groups"]);

        // A third that shares the phone alone is another question.
        var third = await crm.App.CreateAsync("account", new { name = "昆山博远", phone = "+862158001234" });
        await ScanAsync(crm);
        Assert.Equal(["客户名称相似", "电话相同"], (await crm.WhereAsync("duplicate_group", "status", "open")).Select(g => (string)g["reason"]!).Order(StringComparer.Ordinal));

        Assert.Null(await crm.App.DeleteAsync("account", third));
        await crm.DoAsync("duplicate_group", group.Id, "dismiss");
        await ScanAsync(crm);
        Assert.Empty(await crm.WhereAsync("duplicate_group", "status", "open"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_manager_cleans_up_what_is_of_their_department_as_a_whole_and_is_told_of_nothing_else(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var company = await crm.App.CreateAsync("department", new { name = "公司", code = "all" });
        var sales = await crm.App.CreateAsync("department", new { name = "销售", code = "sales", parent = company });
        var (east, west) = (await crm.App.CreateAsync("department", new { name = "华东", code = "east", parent = sales }), await crm.App.CreateAsync("department", new { name = "华西", code = "west", parent = sales }));
        var (ana, chief) = (await crm.PersonAsync("ana", "sales_manager", east), await crm.PersonAsync("chief", "sales_manager", sales));
        foreach (var (name, first, second) in new[] { ("苏州恒信精密机械", (Guid?)east, (Guid?)east), ("无锡青禾智能装备", east, west), ("常州远科涂料", west, west), ("南通立源生物", east, null) })
            foreach (var (form, department) in new[] { ("有限公司", first), ("股份有限公司", second) })
                await crm.App.CreateAsync("account", new { name = name + form, department });
        await crm.App.CreateAsync("duplicate_scan", new { @object = "account" }, ana);
        await ScanDuplicates.RunAsync(crm.App.Workspace, default);

        var schema = crm.App.Schema["duplicate_group"];
        Assert.Equal(4, (await crm.WhereAsync("duplicate_group", "status", "open")).Count);
        Assert.Equal(["苏州恒信"], await SeenAsync(ana));
        Assert.Equal(["常州远科", "无锡青禾", "苏州恒信"], await SeenAsync(chief));

        var group = Assert.Single(await crm.App.Workspace.Open(ana).FindWhereAsync(schema, Kernel.Expressions.Constant.True));
        await crm.DoAsync("duplicate_group", group.Id, "merge", new { winner = Members(group)[0] }, ana);
        Assert.Empty(await SeenAsync(ana));
        var other = (await crm.WhereAsync("duplicate_group", "status", "open"))[0];
        Assert.NotNull((await crm.ActAsync("duplicate_group", other.Id, "dismiss", actor: ana)).Refusal);

        async Task<string[]> SeenAsync(Actor who)
        {
            var open = Kernel.Expressions.Condition.Equal(new Kernel.Expressions.FieldPath(schema["status"]), "open");
            return [.. (await crm.App.Workspace.Open(who).FindWhereAsync(schema, open)).Select(g => ((string)g["title"]!)[..4]).Order(StringComparer.Ordinal)];
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Who_saw_a_group_as_all_of_it_was_theirs_does_not_once_a_record_of_it_is_moved_away(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var sales = await crm.App.CreateAsync("department", new { name = "销售", code = "sales" });
        var (east, west) = (await crm.App.CreateAsync("department", new { name = "华东", code = "east", parent = sales }), await crm.App.CreateAsync("department", new { name = "华西", code = "west", parent = sales }));
        var (ana, chief) = (await crm.PersonAsync("ana", "sales_manager", east), await crm.PersonAsync("chief", "sales_manager", sales));
        foreach (var name in new[] { "苏州恒信精密机械有限公司", "苏州恒信精密机械股份有限公司" })
            await crm.App.CreateAsync("account", new { name, department = east });
        await ScanAsync(crm);
        var group = Assert.Single(await crm.WhereAsync("duplicate_group", "status", "open"));
        Assert.True(await SeesAsync(ana));

        // A group that still says it is of the department, though one of its records has left.
        var moved = Members(group)[0];
        Assert.Null(await crm.App.UpdateAsync("account", moved, new { department = west }));
        Assert.NotNull((await crm.ActAsync("duplicate_group", group.Id, "dismiss", actor: ana)).Refusal);
        await crm.App.Workspace.CatchUpAsync();
        Assert.False(await SeesAsync(ana));
        Assert.True(await SeesAsync(chief));
        Assert.Equal(sales, await crm.ValueAsync("duplicate_group", group.Id, "common_department"));

        var session = crm.App.Workspace.Open(crm.App.System);
        (await session.LoadAsync(crm.App.Schema["duplicate_group"], group.Id))!["common_department"] = east;
        Assert.Null(await session.CommitAsync());
        Assert.Equal("duplicate_group_changed", (await crm.ActAsync("duplicate_group", group.Id, "dismiss", actor: ana)).Refusal?.Message.Code);

        Assert.Null(await crm.App.UpdateAsync("account", moved, new { department = east }));
        await crm.App.Workspace.CatchUpAsync();
        await crm.DoAsync("duplicate_group", group.Id, "dismiss", actor: ana);

        async Task<bool> SeesAsync(Actor who) =>
            (await crm.App.Workspace.Open(who).FindAsync(crm.App.Schema["duplicate_group"], group.Id)).Record is not null;
    }

    [Theory, OnEveryDatabase]
    public async Task Who_saw_a_group_as_all_of_it_was_theirs_does_not_once_a_department_of_it_moves_under_another(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var sales = await crm.App.CreateAsync("department", new { name = "销售", code = "sales" });
        var (east, west) = (await crm.App.CreateAsync("department", new { name = "华东", code = "east", parent = sales }), await crm.App.CreateAsync("department", new { name = "华西", code = "west", parent = sales }));
        var (first, second) = (await crm.App.CreateAsync("department", new { name = "一部", code = "first", parent = east }), await crm.App.CreateAsync("department", new { name = "二部", code = "second", parent = east }));
        var ana = await crm.PersonAsync("ana", "sales_manager", east);
        await crm.App.CreateAsync("account", new { name = "苏州恒信精密机械有限公司", department = first });
        await crm.App.CreateAsync("account", new { name = "苏州恒信精密机械股份有限公司", department = second });
        await ScanAsync(crm);
        var group = Assert.Single(await crm.WhereAsync("duplicate_group", "status", "open")).Id;
        Assert.Equal(east, await crm.ValueAsync("duplicate_group", group, "common_department"));

        Assert.Null(await crm.App.UpdateAsync("department", second, new { parent = west }));
        await crm.App.Workspace.CatchUpAsync();
        Assert.Equal(sales, await crm.ValueAsync("duplicate_group", group, "common_department"));
        Assert.Null((await crm.App.Workspace.Open(ana).FindAsync(crm.App.Schema["duplicate_group"], group)).Record);

        // Back again, they see it again.
        Assert.Null(await crm.App.UpdateAsync("department", second, new { parent = east }));
        await crm.App.Workspace.CatchUpAsync();
        Assert.Equal(east, await crm.ValueAsync("duplicate_group", group, "common_department"));
    }

    [Theory, OnEveryDatabase]
    public async Task What_people_called_different_stays_so_until_another_joins(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        await TwinsAsync(crm);
        await ScanAsync(crm);
        var group = Assert.Single(await crm.WhereAsync("duplicate_group", "status", "open")).Id;
        await crm.DoAsync("duplicate_group", group, "dismiss");

        await ScanAsync(crm);
        Assert.Equal("dismissed", await crm.ValueAsync("duplicate_group", group, "status"));

        await crm.App.CreateAsync("account", new { name = "恒信精密机械（苏州）有限公司" });
        await ScanAsync(crm);
        Assert.Equal(("open", 3L), (await crm.ValueAsync("duplicate_group", group, "status"), await crm.ValueAsync("duplicate_group", group, "count")));
    }

    [Theory, OnEveryDatabase]
    public async Task Companies_of_different_places_are_no_duplicates_where_they_are_typed_and_where_they_are_searched(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var (shanghai, beijing, second, province) = (
            await crm.App.CreateAsync("account", new { name = "上海云海科技有限公司" }),
            await crm.App.CreateAsync("account", new { name = "北京云海科技有限公司" }),
            await crm.App.CreateAsync("account", new { name = "云海科技（上海）股份有限公司" }),
            await crm.App.CreateAsync("account", new { name = "成都云海科技有限公司" }));

        Guid[] both = [.. new[] { shanghai, second }.Order()];
        Assert.Equal(both, (await CheckAsync(crm, crm.App.System, "account", new { name = "上海市云海科技公司" })).Select(m => m.Id!.Value).Order());
        Assert.Equal([beijing], (await CheckAsync(crm, crm.App.System, "account", new { name = "北京云海科技公司" })).Select(m => m.Id!.Value));
        Assert.Empty(await CheckAsync(crm, crm.App.System, "account", new { name = "西安云海科技公司" }));
        Assert.Empty(await CheckAsync(crm, crm.App.System, "account", new { name = "西安云海科枝公司" }));

        await ScanAsync(crm);
        Assert.Equal(both, Members(Assert.Single(await crm.WhereAsync("duplicate_group", "status", "open"))));

        // One that names no place may be any of them.
        var anywhere = await crm.App.CreateAsync("account", new { name = "云海科技集团" });
        Assert.Null(await crm.App.UpdateAsync("account", province, new { name = "四川云海科技有限公司" }));
        await crm.App.CreateAsync("account", new { name = "云海科技（绵阳）有限公司" });
        await ScanAsync(crm);
        var groups = (await crm.WhereAsync("duplicate_group", "status", "open")).Select(Members).ToArray();
        Assert.Equal([2, 3, 3], groups.Select(g => g.Length).Order());
        Assert.All(groups, g => Assert.Contains(anywhere, g));
        Assert.Contains(groups, g => g.Contains(province) && !g.Contains(shanghai) && !g.Contains(beijing));
    }

    [Theory, OnEveryDatabase]
    public async Task What_people_called_different_all_together_stays_so_where_places_tell_them_apart(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        await TwinsAsync(crm);
        await ScanAsync(crm);
        var group = Assert.Single(await crm.WhereAsync("duplicate_group", "status", "open"));
        // As a version wrote it that did not look at places.
        var key = string.Join(':', ((string)group["key"]!).Split(':').Take(3));
        Assert.NotEqual(key, group["key"]);
        var session = crm.App.Workspace.Open(crm.App.System);
        (await session.LoadAsync(session.Schema["duplicate_group"], group.Id, default))!["key"] = key;
        Assert.Null(await session.CommitAsync());
        await crm.DoAsync("duplicate_group", group.Id, "dismiss");

        await ScanAsync(crm);
        Assert.Empty(await crm.WhereAsync("duplicate_group", "status", "open"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_group_is_merged_into_the_chosen_record_and_is_gone_when_its_records_are(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var twins = await TwinsAsync(crm);
        await ScanAsync(crm);
        var group = Assert.Single(await crm.WhereAsync("duplicate_group", "status", "open")).Id;
        var merge = (Guid)(await crm.DoAsync("duplicate_group", group, "merge", new { winner = twins[1] }))["merge"]!;

        Assert.Equal("merged", await crm.ValueAsync("duplicate_group", group, "status"));
        Assert.Equal(twins[1], await crm.ValueAsync("account", twins[0], "merged_into"));

        await crm.DoAsync("merge_record", merge, "undo");
        Assert.Equal(("open", 2L), (await crm.ValueAsync("duplicate_group", group, "status"), await crm.ValueAsync("duplicate_group", group, "count")));
        await ScanAsync(crm);
        Assert.Equal(("open", 2L), (await crm.ValueAsync("duplicate_group", group, "status"), await crm.ValueAsync("duplicate_group", group, "count")));

        Assert.Null(await crm.App.DeleteAsync("account", twins[0]));
        await ScanAsync(crm);
        Assert.Equal("gone", await crm.ValueAsync("duplicate_group", group, "status"));
    }

    [Theory, OnEveryDatabase]
    public async Task The_source_of_each_field_is_told_by_field_or_the_merge_is_refused(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var twins = await TwinsAsync(crm);
        await ScanAsync(crm);
        var group = Assert.Single(await crm.WhereAsync("duplicate_group", "status", "open")).Id;
        foreach (var values in (object[])["name", new[] { twins[0] }, 5])
            Assert.Equal("values", Assert.Single(Assert.IsType<Invalid>((await crm.ActAsync("duplicate_group", group, "merge", new { winner = twins[1], values = JsonSerializer.SerializeToElement(values) })).Refusal).Problems).Target);

        Assert.Equal("open", await crm.ValueAsync("duplicate_group", group, "status"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_group_can_not_be_merged_by_who_may_not_delete_its_records(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var ana = await crm.App.UserAsync("ana", new Dictionary<string, Grant>
        {
            ["duplicate_group"] = new() { Read = "all", Edit = "all" },
            ["account"] = new() { Read = "own", Edit = "own", Delete = "own" },
        });
        var twins = await TwinsAsync(crm);
        await ScanAsync(crm);
        var group = Assert.Single(await crm.WhereAsync("duplicate_group", "status", "open")).Id;

        Assert.IsType<NotFound>((await crm.ActAsync("duplicate_group", group, "merge", new { winner = twins[1] }, ana)).Refusal);
        Assert.Equal("open", await crm.ValueAsync("duplicate_group", group, "status"));
    }

    private static async Task<IReadOnlyList<DuplicateMatch>> CheckAsync(CrmWorkspace crm, Actor actor, string definition, object values, Guid? id = null)
    {
        var session = crm.App.Workspace.Open(actor);
        var record = session.Make(session.Schema[definition], id);
        foreach (var property in values.GetType().GetProperties())
            record[property.Name] = property.GetValue(values);

        return await CheckDuplicates.RunAsync(record, session, default);
    }

    private static async Task<Guid[]> TwinsAsync(CrmWorkspace crm) =>
    [
        await crm.App.CreateAsync("account", new { name = "苏州恒信精密机械有限公司" }),
        await crm.App.CreateAsync("account", new { name = "恒信精密机械股份有限公司" }),
    ];

    private static async Task ScanAsync(CrmWorkspace crm)
    {
        await crm.App.CreateAsync("duplicate_scan", new { @object = "account" });
        await ScanDuplicates.RunAsync(crm.App.Workspace, default);
    }

    private static Guid[] Members(Record group) => ((JsonElement)group["records"]!).Deserialize<Guid[]>()!;

    private static async Task CustomiseAsync(CrmWorkspace crm, string definition, object rule)
    {
        var overlay = JsonSerializer.SerializeToElement(new { name = definition, label = new { zh = "联系人", en = "Contact" }, fields = Array.Empty<object>(), duplicates = new[] { rule } });
        var known = await crm.WhereAsync("object_customisation", "object", definition);
        if (known is [var one])
            Assert.Null(await crm.App.UpdateAsync("object_customisation", one.Id, new { definition = overlay }));
        else
            await crm.App.CreateAsync("object_customisation", new { @object = definition, definition = overlay });
    }
}
