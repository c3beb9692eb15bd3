using Tongke.Kernel.Records;
using Tongke.Testing;
using Xunit;
using Record = Tongke.Kernel.Records.Record;

namespace Tongke.Crm.Tests.Customers;

public sealed class MergeTests
{
    private static readonly string[] Children = ["contact", "opportunity", "activity"];
    private static readonly string[] Stamps = ["version", "updated_at", "updated_by"];

    [Theory, OnEveryDatabase]
    public async Task Merging_fills_gaps_moves_children_and_leaves_a_trace_to_the_winner(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var (winner, loser, contact, deal, activity) = await TwoAccountsAsync(crm);

        await crm.DoAsync("account", winner, "merge", new { records = new[] { loser } });

        var kept = await crm.App.LoadAsync("account", winner);
        Assert.Equal(("A 公司", "+862158001234", "914403001922038216"), (kept["name"], kept["phone"], kept["uscc"]));
        Assert.Equal(winner, await crm.ValueAsync("contact", contact, "account"));
        Assert.Equal(winner, await crm.ValueAsync("opportunity", deal, "account"));
        Assert.Equal(winner, await crm.ValueAsync("activity", activity, "regarding"));
        Assert.Equal(1L, kept["contact_count"]);
        var tombstone = await crm.App.LoadAsync("account", loser);
        Assert.True(tombstone.IsDeleted);
        Assert.Equal(winner, tombstone["merged_into"]);
    }

    [Theory, OnEveryDatabase]
    public async Task Merge_then_undo_is_as_if_nothing_had_happened(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var (winner, loser, contact, deal, activity) = await TwoAccountsAsync(crm);
        var before = await PictureAsync(crm, winner, loser, contact, deal, activity);

        var merge = (Guid)(await crm.DoAsync("account", winner, "merge", new { records = new[] { loser } }))["merge"]!;
        Assert.NotEqual(before, await PictureAsync(crm, winner, loser, contact, deal, activity));
        crm.App.Clock.Advance(TimeSpan.FromDays(29));
        await crm.DoAsync("merge_record", merge, "undo");

        Assert.Equal(before, await PictureAsync(crm, winner, loser, contact, deal, activity));
        Assert.Equal("merge_already_undone", Assert.IsType<RuleRefused>((await crm.ActAsync("merge_record", merge, "undo")).Refusal).Message.Code);
    }

    [Theory, OnEveryDatabase]
    public async Task Who_may_edit_by_one_team_and_read_by_the_other_may_edit_the_winner_and_both_come_back_by_undo(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var (winner, loser, _, _, _) = await TwoAccountsAsync(crm);
        var user = await crm.App.CreateAsync("user", new { login = "li", name = "李" });
        var reads = await crm.App.CreateAsync("record_member", new { @object = "account", record = winner, user, access = "read" });
        var edits = await crm.App.CreateAsync("record_member", new { @object = "account", record = loser, user, access = "edit" });

        var merge = (Guid)(await crm.DoAsync("account", winner, "merge", new { records = new[] { loser } }))["merge"]!;
        var kept = await crm.App.LoadAsync("record_member", edits);
        Assert.Equal((false, (object)winner, (object)"edit"), (kept.IsDeleted, kept["record"]!, kept["access"]!));
        Assert.True((await crm.App.LoadAsync("record_member", reads)).IsDeleted);

        await crm.DoAsync("merge_record", merge, "undo");
        Assert.Equal((false, (object)loser), ((kept = await crm.App.LoadAsync("record_member", edits)).IsDeleted, kept["record"]!));
        Assert.Equal((false, (object)winner), ((kept = await crm.App.LoadAsync("record_member", reads)).IsDeleted, kept["record"]!));
    }

    [Theory, OnEveryDatabase]
    public async Task An_account_with_more_than_a_merge_can_turn_is_refused_at_once_and_nothing_moves(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var (winner, loser, contact, _, _) = await TwoAccountsAsync(crm);
        for (var commit = 0; commit < 5; commit++)
        {
            var session = crm.App.Workspace.Open(Kernel.Access.Actor.System("test"));
            for (var i = 0; i < 2_000; i++)
            {
                var made = session.Make(session.Schema["activity"]);
                made["type"] = "call";
                made["subject"] = "回访";
                made["regarding"] = loser;
                made["regarding_type"] = "account";
            }

            Assert.Null(await session.CommitAsync(TestContext.Current.CancellationToken));
        }

        var refused = Assert.IsType<RuleRefused>((await crm.ActAsync("account", winner, "merge", new { records = new[] { loser } })).Refusal);
        Assert.Equal("merge_too_many_links", refused.Message.Code);
        Assert.Equal(["B 公司", crm.App.Workspace.Schema["activity"].Label, 10_001L, 10_000], refused.Message.Values);
        Assert.False((await crm.App.LoadAsync("account", loser)).IsDeleted);
        Assert.Equal(loser, await crm.ValueAsync("contact", contact, "account"));
    }

    [Theory, OnEveryDatabase]
    public async Task Who_is_on_both_teams_or_keeps_both_at_hand_has_the_winner_once_and_gets_the_other_back_by_undo(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var (winner, loser, _, _, _) = await TwoAccountsAsync(crm);
        var user = await crm.App.CreateAsync("user", new { login = "li", name = "李" });
        var members = new List<Guid>();
        foreach (var account in (Guid[])[winner, loser])
        {
            members.Add(await crm.App.CreateAsync("record_member", new { @object = "account", record = account, user, access = "read" }));
            await crm.App.CreateAsync("favourite", new { @object = "account", record = account, view = "all", owner = user });
        }

        var merge = (Guid)(await crm.DoAsync("account", winner, "merge", new { records = new[] { loser } }))["merge"]!;
        Assert.False((await crm.App.LoadAsync("record_member", members[0])).IsDeleted);
        Assert.True((await crm.App.LoadAsync("record_member", members[1])).IsDeleted);

        await crm.DoAsync("merge_record", merge, "undo");
        var back = await crm.App.LoadAsync("record_member", members[1]);
        Assert.Equal((false, (object)loser), (back.IsDeleted, back["record"]!));
    }

    [Theory, OnEveryDatabase]
    public async Task Lists_that_hold_the_losers_hold_the_winner_once_and_get_them_back_by_undo(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        await crm.App.CreateAsync("object_customisation", new
        {
            @object = "activity",
            definition = System.Text.Json.JsonSerializer.SerializeToElement(new { name = "activity", label = new { zh = "跟进记录", en = "Activity" }, fields = new[] { new { name = "x_guests", type = "multi_lookup", @object = "contact", label = new { zh = "参会人", en = "Guests" } } } }),
        });
        var people = new List<Guid>();
        foreach (var name in (string[])["李总", "李总（旧）", "李总（重复）", "王工"])
            people.Add(await crm.App.CreateAsync("contact", new { name }));
        Guid[] guests = [people[1], people[3], people[2]];
        var meeting = await crm.App.CreateAsync("activity", new { type = "meeting", subject = "方案讲解", x_guests = guests });

        var merge = (Guid)(await crm.DoAsync("contact", people[0], "merge", new { records = new[] { people[1], people[2] } }))["merge"]!;
        Assert.Equal([people[0], people[3]], (Guid[])(await crm.ValueAsync("activity", meeting, "x_guests"))!);

        await crm.DoAsync("merge_record", merge, "undo");
        Assert.Equal(guests, (Guid[])(await crm.ValueAsync("activity", meeting, "x_guests"))!);
    }

    [Theory, OnEveryDatabase]
    public async Task Who_refused_calls_under_one_of_the_records_is_not_called_under_the_kept_one(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var winner = await crm.App.CreateAsync("contact", new { name = "李总" });
        var loser = await crm.App.CreateAsync("contact", new { name = "李总", do_not_call = true });
        var choices = System.Text.Json.JsonSerializer.SerializeToElement(new { do_not_call = winner });

        var merge = (Guid)(await crm.DoAsync("contact", winner, "merge", new { records = new[] { loser }, values = choices }))["merge"]!;
        Assert.Equal(true, await crm.ValueAsync("contact", winner, "do_not_call"));

        await crm.DoAsync("merge_record", merge, "undo");
        Assert.Equal((false, true), (await crm.ValueAsync("contact", winner, "do_not_call"), await crm.ValueAsync("contact", loser, "do_not_call")));
    }

    [Theory, OnEveryDatabase]
    public async Task A_converted_lead_goes_into_no_other_but_others_go_into_it(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var converted = await crm.App.CreateAsync("lead", new { name = "李总", company = "杭州甲机械", mobile = "13800001111" });
        await crm.DoAsync("lead", converted, "convert");
        var fresh = await crm.App.CreateAsync("lead", new { name = "李先生", company = "杭州甲机械", title = "厂长" });
        var account = await crm.ValueAsync("lead", converted, "converted_account");

        var refused = Assert.IsType<RuleRefused>((await crm.ActAsync("lead", fresh, "merge", new { records = new[] { converted } })).Refusal);
        Assert.Equal("线索“李总”已转化，只能作为保留的记录，不能并入其他线索", refused.Message.In(Kernel.Texts.Language.Chinese));
        Assert.False((await crm.App.LoadAsync("lead", converted)).IsDeleted);

        await crm.DoAsync("lead", converted, "merge", new { records = new[] { fresh } });
        Assert.Equal(("converted", account, "厂长"), (await crm.ValueAsync("lead", converted, "status"), await crm.ValueAsync("lead", converted, "converted_account"), await crm.ValueAsync("lead", converted, "title")));
        Assert.NotNull((await crm.ActAsync("lead", converted, "convert")).Refusal);
    }

    [Theory, OnEveryDatabase]
    public async Task A_lead_whose_status_came_from_the_other_has_its_own_again_after_undo(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var winner = await crm.App.CreateAsync("lead", new { name = "李总", company = "杭州甲机械" });
        var loser = await crm.App.CreateAsync("lead", new { name = "李先生", company = "杭州甲机械", status = "qualified" });
        var values = System.Text.Json.JsonSerializer.SerializeToElement(new { status = loser });

        var merge = (Guid)(await crm.DoAsync("lead", winner, "merge", new { records = new[] { loser }, values }))["merge"]!;
        Assert.Equal("qualified", await crm.ValueAsync("lead", winner, "status"));
        await crm.DoAsync("merge_record", merge, "undo");
        Assert.Equal(("new", "qualified"), (await crm.ValueAsync("lead", winner, "status"), await crm.ValueAsync("lead", loser, "status")));
    }

    [Theory, OnEveryDatabase]
    public async Task An_address_is_chosen_as_a_whole_and_comes_back_with_the_undo(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var winner = await crm.App.CreateAsync("account", new { name = "瑞丰一部", address_province = "浙江省", address_city = "宁波市", address_street = "甲路 1 号" });
        var loser = await crm.App.CreateAsync("account", new { name = "瑞丰二部", address_province = "浙江省", address_city = "杭州市", address_street = "乙路 2 号" });
        var values = System.Text.Json.JsonSerializer.SerializeToElement(new { address = loser });

        var merge = (Guid)(await crm.DoAsync("account", winner, "merge", new { records = new[] { loser }, values }))["merge"]!;
        Assert.Equal(("杭州市", "乙路 2 号"), (await crm.ValueAsync("account", winner, "address_city"), await crm.ValueAsync("account", winner, "address_street")));
        await crm.DoAsync("merge_record", merge, "undo");
        Assert.Equal(("宁波市", "甲路 1 号"), (await crm.ValueAsync("account", winner, "address_city"), await crm.ValueAsync("account", winner, "address_street")));
    }

    [Theory, OnEveryDatabase]
    public async Task What_else_was_changed_since_stays_when_a_merge_is_undone(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var (winner, loser, contact, deal, activity) = await TwoAccountsAsync(crm);
        var merge = (Guid)(await crm.DoAsync("account", winner, "merge", new { records = new[] { loser } }))["merge"]!;
        await crm.App.UpdateAsync("contact", contact, new { title = "厂长" });
        await crm.App.UpdateAsync("activity", activity, new { subject = "再次回访" });

        await crm.DoAsync("merge_record", merge, "undo");
        Assert.Equal((loser, "厂长"), (await crm.ValueAsync("contact", contact, "account"), await crm.ValueAsync("contact", contact, "title")));
        Assert.Equal((loser, "再次回访"), (await crm.ValueAsync("activity", activity, "regarding"), await crm.ValueAsync("activity", activity, "subject")));
        Assert.Equal(loser, await crm.ValueAsync("opportunity", deal, "account"));
    }

    [Theory, OnEveryDatabase]
    public async Task Merges_one_after_the_other_are_undone_from_the_last_to_the_first(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var (winner, loser, contact, deal, activity) = await TwoAccountsAsync(crm);
        var before = await PictureAsync(crm, winner, loser, contact, deal, activity);
        var third = await crm.App.CreateAsync("account", new { name = "C 公司" });
        var first = (Guid)(await crm.DoAsync("account", winner, "merge", new { records = new[] { loser } }))["merge"]!;
        var second = (Guid)(await crm.DoAsync("account", third, "merge", new { records = new[] { winner } }))["merge"]!;

        Assert.Equal("merge_winner_gone", Assert.IsType<RuleRefused>((await crm.ActAsync("merge_record", first, "undo")).Refusal).Message.Code);
        await crm.DoAsync("merge_record", second, "undo");
        await crm.DoAsync("merge_record", first, "undo");
        Assert.Equal(before, await PictureAsync(crm, winner, loser, contact, deal, activity));
    }

    [Theory, OnEveryDatabase]
    public async Task Undo_is_refused_with_the_list_when_a_child_was_moved_on_since_and_after_30_days(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var (winner, loser, contact, _, _) = await TwoAccountsAsync(crm);
        var merge = (Guid)(await crm.DoAsync("account", winner, "merge", new { records = new[] { loser } }))["merge"]!;
        await crm.App.UpdateAsync("contact", contact, new { account = await crm.App.CreateAsync("account", new { name = "C 公司" }) });

        var refusal = Assert.IsType<RuleRefused>((await crm.ActAsync("merge_record", merge, "undo")).Refusal);
        Assert.Equal("merge_undo_changed_since", refusal.Message.Code);
        Assert.Contains("李总", Assert.Single(refusal.Problems).Message.In(Kernel.Texts.Language.Chinese), StringComparison.Ordinal);

        crm.App.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal("merge_undo_too_late", Assert.IsType<RuleRefused>((await crm.ActAsync("merge_record", merge, "undo")).Refusal).Message.Code);
    }

    [Theory, OnEveryDatabase]
    public async Task A_choice_of_what_a_merge_does_not_choose_is_refused_with_its_name_and_nothing_is_merged(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var (winner, loser, _, _, _) = await TwoAccountsAsync(crm);
        var names = new (string Field, string Told, object? From)[]
        {
            ("nope", "nope", winner), ("owner", "负责人", winner), ("id", "编号", loser), ("contact_count", "联系人", loser), ("name", "名称", "x"), ("phone", "电话", null), ("name", "名称", Guid.CreateVersion7()),
        };
        foreach (var (field, told, from) in names)
        {
            var values = System.Text.Json.JsonSerializer.SerializeToElement(new Dictionary<string, object?> { [field] = from });
            var problem = Assert.Single(Assert.IsType<Invalid>((await crm.ActAsync("account", winner, "merge", new { records = new[] { loser }, values })).Refusal).Problems);
            Assert.Contains(told, problem.Message.In(Kernel.Texts.Language.Chinese), StringComparison.OrdinalIgnoreCase);
        }

        Assert.False((await crm.App.LoadAsync("account", loser)).IsDeleted);
    }

    [Theory, OnEveryDatabase]
    public async Task Five_records_merge_at_once_and_each_field_may_be_chosen(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++)
            ids.Add(await crm.App.CreateAsync("contact", new { name = $"李总{i}", title = $"职务{i}" }));

        var choice = System.Text.Json.JsonSerializer.SerializeToElement(new { title = ids[3] });
        await crm.DoAsync("contact", ids[0], "merge", new { records = ids[1..].ToArray(), values = (object)choice });

        Assert.Equal(("李总0", "职务3"), (await crm.ValueAsync("contact", ids[0], "name"), await crm.ValueAsync("contact", ids[0], "title")));
        Assert.IsType<Invalid>((await crm.ActAsync("contact", ids[0], "merge", new { records = Array.Empty<Guid>() })).Refusal);
    }

    private static async Task<(Guid Winner, Guid Loser, Guid Contact, Guid Deal, Guid Activity)> TwoAccountsAsync(CrmWorkspace crm)
    {
        var winner = await crm.App.CreateAsync("account", new { name = "A 公司", industry = "retail" });
        var loser = await crm.App.CreateAsync("account", new { name = "B 公司", industry = "food", phone = "+862158001234", uscc = "914403001922038216", employees = 35 });
        var contact = await crm.App.CreateAsync("contact", new { name = "李总", account = loser });
        var deal = await crm.App.CreateAsync("opportunity", new { name = "采购", account = loser, amount = 10_000m });
        var activity = await crm.App.CreateAsync("activity", new { type = "call", subject = "回访", regarding = loser, regarding_type = "account" });
        return (winner, loser, contact, deal, activity);
    }

    /// <summary>Everything people can see of these records; not the stamps of who changed them when.</summary>
    private static async Task<string> PictureAsync(CrmWorkspace crm, Guid winner, Guid loser, params Guid[] children)
    {
        var records = new List<Record> { await crm.App.LoadAsync("account", winner), await crm.App.LoadAsync("account", loser) };
        foreach (var (name, id) in Children.Zip(children))
            records.Add(await crm.App.LoadAsync(name, id));

        return string.Join('\n', records.SelectMany(r => r.Object.Columns.Where(f => !Stamps.Contains(f.Name)).Select(f => $"{r.Object.Name}.{f.Name}={r[f]}")));
    }
}
