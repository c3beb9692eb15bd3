using System.Text.Json;
using Tongke.Crm.Customers;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Testing;
using Xunit;

namespace Tongke.Crm.Tests.Customers;

/// <summary>Contacts whose data is counted by hand: name 3, account 2, mobile 3, email 3, title 2, role 2, of 15; fresh for 90 days.</summary>
public sealed class QualityTests
{
    [Theory, OnEveryDatabase]
    public async Task The_score_of_an_object_equals_a_hand_calculation_and_names_the_emptiest_fields(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        await ContactsAsync(crm);
        var contacts = (await ReadQuality.RunAsync(crm.App.Workspace.Open(crm.App.System), default)).Single(f => f.Object == "contact");

        // Filled: 12 of 15, 6 of 15 (80 and 40); names right: of 2 of 2 characters, and not of 1 (100 and 0); 135 days old, half fresh, and new (50 and 100).
        Assert.Equal((2L, 60m, 50m, 75m), (contacts.Records, contacts.Completeness, contacts.Validity, contacts.Freshness));
        Assert.Equal(60m, contacts.Score); // 30 + 15 + 15
        Assert.Equal([("email", 2L, 1m), ("account", 1L, 0.5m)], contacts.Worst.Take(2).Select(w => (w.Field, w.Empty, w.Share)));
        Assert.Equal("email eq null", contacts.Worst[0].Filter);
    }

    [Theory, OnEveryDatabase]
    public async Task The_score_of_a_record_can_be_filtered_and_sorted_by(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var (good, poor) = await ContactsAsync(crm);
        var schema = crm.App.Schema["contact"];

        // 0.5 x 80 + 0.3 x 100 + 0.2 x 50 = 80, and 0.5 x 40 + 0 + 20 = 40.
        foreach (var (id, score) in ((Guid, int)[])[(good, 80), (poor, 40)])
            Assert.Equal([id], (await crm.App.Workspace.Open(crm.App.System).LoadWhereAsync(schema, Formula.Parse($"quality_score = {score}", schema).Expr!)).Select(r => r.Id));
        Assert.Equal([poor], (await crm.App.Workspace.Open(crm.App.System).LoadWhereAsync(schema, Formula.Parse("quality_score < 60", schema).Expr!)).Select(r => r.Id));
    }

    [Theory, OnEveryDatabase]
    public async Task A_day_has_one_figure_however_many_nodes_write_it_and_the_next_server_goes_on(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        await ContactsAsync(crm);
        await using (var node = await crm.App.OpenNodeAsync())
            await Task.WhenAll(Task.Run(() => KeepQuality.RunAsync(crm.App.Workspace, default)), Task.Run(() => KeepQuality.RunAsync(node, default)));
        crm.App.Clock.Advance(TimeSpan.FromDays(3));
        await crm.App.RestartAsync();
        await KeepQuality.RunAsync(crm.App.Workspace, default);

        var contacts = (await ReadQuality.RunAsync(crm.App.Workspace.Open(crm.App.System), default)).Single(f => f.Object == "contact");
        Assert.Equal(2, contacts.Trend.Count);
        Assert.Equal(60m, contacts.Trend[0].Score);
        Assert.Equal(3, contacts.Trend[1].Date.DayNumber - contacts.Trend[0].Date.DayNumber);
    }

    [Theory, OnEveryDatabase]
    public async Task A_reader_sees_the_quality_of_their_own_records_and_fields_and_no_company_trend(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        await ContactsAsync(crm);
        await KeepQuality.RunAsync(crm.App.Workspace, default);
        var ana = await crm.App.UserAsync("ana", new Dictionary<string, Grant> { ["contact"] = new() { Read = "own", Fields = new Dictionary<string, FieldRight> { ["*"] = FieldRight.Read, ["email"] = FieldRight.None } } });
        await crm.App.CreateAsync("contact", new { name = "赵工", mobile = "+8613812345678", owner = ana.UserId });

        var only = Assert.Single(await ReadQuality.RunAsync(crm.App.Workspace.Open(ana), default));
        Assert.Equal(("contact", 1L), (only.Object, only.Records));
        Assert.DoesNotContain(only.Worst, w => w.Field == "email");
        Assert.Empty(only.Trend);
    }

    /// <summary>One 135 days old with all but an email, one new with hardly anything and a name of one character.</summary>
    private static async Task<(Guid Good, Guid Poor)> ContactsAsync(CrmWorkspace crm)
    {
        var account = await crm.App.CreateAsync("account", new { name = "苏州恒信精密机械有限公司" });
        await CustomiseAsync(crm);
        var good = await crm.App.CreateAsync("contact", new { name = "李总", account, mobile = "+8613812345678", title = "厂长", decision_role = "decision_maker" });
        crm.App.Clock.Advance(TimeSpan.FromDays(135));
        var poor = await crm.App.CreateAsync("contact", new { name = "王", mobile = "+8613912345678" });
        return (good, poor);
    }

    private static Task<Guid> CustomiseAsync(CrmWorkspace crm) => crm.App.CreateAsync("object_customisation", new
    {
        @object = "contact",
        definition = JsonSerializer.SerializeToElement(new
        {
            name = "contact",
            label = new { zh = "联系人", en = "Contact" },
            fields = Array.Empty<object>(),
            quality = new
            {
                freshness = "last_activity_at",
                days = 90,
                fields = new object[]
                {
                    new { field = "name", weight = 3, valid = "LEN(name) >= 2" }, new { field = "account", weight = 2 }, new { field = "mobile", weight = 3 }, new { field = "email", weight = 3 },
                    new { field = "title", weight = 2 }, new { field = "decision_role", weight = 2 },
                },
            },
        }),
    });
}
