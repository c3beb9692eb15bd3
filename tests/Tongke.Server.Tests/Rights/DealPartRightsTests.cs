using System.Text.Json;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Rights;

/// <summary>What a project has – parties, purchases, money, key nodes – is told on every surface to those who see the project, and to nobody else.</summary>
public sealed class DealPartRightsTests
{
    private const string Secret = "Zqsecret";
    private static readonly string[] Parts = ["deal_party", "project_purchase", "project_entry", "deal_node"];
    private static readonly string[] Exported = ["name"];

    [Theory, OnEveryDatabase]
    public async Task Parts_without_a_text_to_search_are_searched_in_vain_and_without_a_defect(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var account = (await boss.CreateAsync("account", new { name = "宁波瑞丰汽车零部件有限公司" })).GetProperty("id").GetGuid();
        var deal = (await boss.CreateAsync("opportunity", new { name = "一个项目", account, record_type = "project" })).GetProperty("id").GetGuid();
        var party = (await boss.CreateAsync("deal_party", new { opportunity = deal, account, role = "client" })).GetProperty("id").GetGuid();
        for (var i = 0; i < 5; i++)
        {
            (await boss.PatchAsync($"/api/v1/deal_party/{party}", new { note = $"第 {i} 次" })).Expect(200);
            Assert.Equal(200, (await boss.GetAsync("/api/v1/deal_party?$search=x")).Status);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task No_surface_tells_of_the_parts_of_a_project_that_one_does_not_see(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var (stranger, member) = (await app.SignInAsAsync("stranger", null, null, "sales_rep"), await app.SignInAsAsync("member", null, null, "sales_rep"));

        // The account is the stranger's own: that it takes part in somebody else's project is not theirs to know.
        var account = IdOf(await boss.CreateAsync("account", new { name = "江南设计院", owner = stranger.Id }));
        var project = IdOf(await boss.CreateAsync("opportunity", new { name = "物流园一期", account, record_type = "project" }));
        var ids = await PartsAsync(boss, project, account);
        await boss.CreateAsync("record_member", new { @object = "opportunity", record = project, user = member.Id, access = "read" });

        foreach (var (part, id) in Parts.Zip(ids))
        {
            Assert.Equal((part, 404), (part, (await stranger.GetAsync($"/api/v1/{part}/{id}")).Status));
            Assert.Equal((part, "0"), (part, (await stranger.GetAsync($"/api/v1/{part}/$count?$filter=startswith(name,'{Secret}')")).Text));
            Assert.Contains(Secret, (await member.GetAsync($"/api/v1/{part}/{id}")).Expect(200).GetProperty("name").GetString(), StringComparison.Ordinal);
            Assert.Contains(Secret, (await member.GetAsync($"/api/v1/{part}?$filter=opportunity eq {project}")).Text, StringComparison.Ordinal);
        }

        foreach (var path in Paths(project, account).Concat(Parts.Zip(ids).SelectMany(p => Of(p.First, p.Second))))
        {
            var answer = await stranger.GetAsync(path);
            Assert.True(answer.Status < 500 && !answer.Text.Contains(Secret, StringComparison.Ordinal), $"{path}: {answer.Status} {answer.Text}");
        }

        var exporter = await app.SignInAsync("exporter", Parts.Append("export_job").ToDictionary(p => p, _ => (object)new { create = true, read = "own", edit = "own", export = true }));
        foreach (var part in Parts)
            Assert.DoesNotContain(Secret, await Jobs.FileAsync(exporter, "export_job", IdOf(await exporter.CreateAsync("export_job", new { @object = part, format = "csv", columns = Exported }))), StringComparison.Ordinal);

        Assert.Equal(403, (await member.PostAsync("/api/v1/deal_node", new { opportunity = project, name = "不让加" })).Status);
        Assert.InRange((await stranger.PostAsync("/api/v1/deal_node", new { opportunity = project, name = "不让加" })).Status, 400, 404);
    }

    private static IEnumerable<string> Paths(Guid project, Guid account) =>
    [
        $"/api/search?q={Secret}", $"/api/v1/account/{account}/$history", $"/api/v1/account/{account}?$expand=deal_party_account,project_purchase_supplier,project_entry_account", $"/api/v1/opportunity/{project}/$history",
        $"/api/pages/group?account={account}", "/api/pages/today", "/api/changes",
    ];

    private static IEnumerable<string> Of(string part, Guid id) =>
    [
        $"/api/v1/{part}", $"/api/v1/{part}?$search={Secret}", $"/api/v1/{part}/$delta", $"/api/v1/{part}?$apply=groupby((name))", $"/api/v1/{part}/{id}/$history", $"/api/v1/{part}?deleted=true", $"/api/changes?object={part}",
    ];

    private static async Task<Guid[]> PartsAsync(TestClient boss, Guid project, Guid account) =>
    [
        IdOf(await boss.CreateAsync("deal_party", new { opportunity = project, account, role = "designer", name = $"{Secret}出图" })),
        IdOf(await boss.CreateAsync("project_purchase", new { opportunity = project, supplier = account, name = $"{Secret}电缆", amount = 60 })),
        IdOf(await boss.CreateAsync("project_entry", new { opportunity = project, account, name = $"{Secret}差旅", kind = "expense", category = "travel", amount = 5 })),
        IdOf(await boss.CreateAsync("deal_node", new { opportunity = project, name = $"{Secret}会审", due_on = "2026-01-01" })),
    ];

    private static Guid IdOf(JsonElement record) => record.GetProperty("id").GetGuid();
}
