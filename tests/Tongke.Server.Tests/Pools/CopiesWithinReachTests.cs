using Tongke.Crm.Quoting;
using Tongke.Kernel.Access;
using Tongke.Server.Tests.Contracts;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Pools;

/// <summary>What a person can't read does not come to them as a copy either.</summary>
public sealed class CopiesWithinReachTests
{
    [Theory, OnEveryDatabase]
    public async Task A_quote_tells_nothing_of_a_contact_that_its_owner_does_not_see(TestDatabase database)
    {
        await using var office = await MoneyOffice.StartAsync(database);
        var contact = MoneyOffice.IdOf(await office.Rep.CreateAsync("contact", new { name = "汤德胜", account = office.Account }));
        var quote = MoneyOffice.IdOf(await office.Boss.CreateAsync("quote", new { name = "设备报价", account = office.Account, contact, owner = office.Other.Id }));
        await office.Boss.CreateAsync("quote_line", new { quote, description = "焊机", price = 100, quantity = 1 });
        Assert.Equal(404, (await office.Other.GetAsync($"/api/v1/contact/{contact}")).Status);

        (await office.Other.PostAsync($"/api/v1/quote/{quote}/share", new { })).Expect(200);
        Assert.DoesNotContain("汤德胜", (await office.Other.GetAsync($"/api/quotes/{quote}/links")).Text, StringComparison.Ordinal);
        (await office.Boss.PostAsync($"/api/v1/quote/{quote}/share", new { })).Expect(200);
        Assert.Contains("汤德胜", (await office.Boss.GetAsync($"/api/quotes/{quote}/links")).Text, StringComparison.Ordinal);

        Assert.DoesNotContain("汤德胜", await PrintedAsync(office, office.Other, quote));
        Assert.DoesNotContain("上海华信精密机械有限公司", await PrintedAsync(office, office.Other, quote));
        Assert.Contains("汤德胜", await PrintedAsync(office, office.Boss, quote));
        Assert.Contains("上海华信精密机械有限公司", await PrintedAsync(office, office.Boss, quote));
    }

    [Theory, OnEveryDatabase]
    public async Task An_invoice_takes_only_from_a_title_that_who_asks_for_it_sees(TestDatabase database)
    {
        await using var office = await MoneyOffice.StartAsync(database);
        var contract = await office.SignedAsync(100);
        var title = MoneyOffice.IdOf(await office.Rep.CreateAsync("invoice_title", new { account = office.Account, name = "上海华信", uscc = "914403001922038216", bank = "工商银行", bank_account = "6222000011112222", is_default = true }));
        (await office.Boss.PatchAsync($"/api/v1/contract/{contract}", new { owner = office.Other.Id })).Expect(200);
        Assert.Equal(404, (await office.Other.GetAsync($"/api/v1/invoice_title/{title}")).Status);

        var refused = await office.Other.PostAsync("/api/v1/invoice", new { contract, amount = 1, kind = "digital_general" });
        Assert.Equal(400, refused.Status);
        Assert.DoesNotContain("6222000011112222", refused.Text, StringComparison.Ordinal);

        // What somebody else had asked for stays as it says, whoever changes it.
        var asked = MoneyOffice.IdOf(await office.Boss.CreateAsync("invoice", new { contract, amount = 2, kind = "digital_general", owner = office.Other.Id }));
        (await office.Boss.PatchAsync($"/api/v1/invoice_title/{title}", new { bank_account = "6222999988887777" })).Expect(200);
        var changed = (await office.Other.PatchAsync($"/api/v1/invoice/{asked}", new { amount = 3 })).Expect(200);
        Assert.Contains("6222000011112222", changed.GetRawText(), StringComparison.Ordinal);
        var again = (await office.Boss.PatchAsync($"/api/v1/invoice/{asked}", new { amount = 4 })).Expect(200);
        Assert.Contains("6222999988887777", again.GetRawText(), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> PrintedAsync(MoneyOffice office, TestClient person, Guid quote)
    {
        var workspace = office.App.Workspace;
        var member = workspace.Organization.Find(person.Id)!;
        var session = workspace.Open(Actor.User(member.Id, member.Name, member.Roles));
        var record = (await session.FindAsync(session.Schema["quote"], quote)).Record!;
        return [.. (await new QuotePrint().ReadAsync(record, null, session, default)).Facts.Select(f => f.Value)];
    }
}
