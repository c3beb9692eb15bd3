using System.Text.Json;
using Tongke.Testing;

namespace Tongke.Server.Tests.Contracts;

/// <summary>A company over HTTP with the delivered roles: two reps of one department, their manager, finance, and a customer of the first rep.</summary>
internal sealed class MoneyOffice : IAsyncDisposable
{
    private MoneyOffice(TestApp app) => App = app;

    public TestApp App { get; }

    public TestClient Boss { get; private set; } = null!;

    public TestClient Manager { get; private set; } = null!;

    public TestClient Rep { get; private set; } = null!;

    public TestClient Other { get; private set; } = null!;

    public TestClient Finance { get; private set; } = null!;

    public TestClient Service { get; private set; } = null!;

    public Guid Account { get; private set; }

    public static async Task<MoneyOffice> StartAsync(TestDatabase database)
    {
        var office = new MoneyOffice(await TestApp.StartAsync(database));
        office.Boss = await office.App.SignInAsync();
        var department = IdOf(await office.Boss.CreateAsync("department", new { name = "华东销售部" }));
        office.Manager = await office.App.SignInAsAsync("manager", department, null, "sales_manager");
        office.Rep = await office.App.SignInAsAsync("rep", department, office.Manager.Id, "sales_rep");
        office.Other = await office.App.SignInAsAsync("other", department, office.Manager.Id, "sales_rep");
        office.Finance = await office.App.SignInAsAsync("finance", null, null, "finance");
        office.Service = await office.App.SignInAsAsync("service", null, null, "service");
        office.Account = IdOf(await office.Rep.CreateAsync("account", new { name = "上海华信精密机械有限公司" }));
        return office;
    }

    /// <summary>A contract of the rep with one payment due, signed the way people do it.</summary>
    public async Task<Guid> SignedAsync(decimal amount, string due = "2030-01-01")
    {
        var contract = IdOf(await Rep.CreateAsync("contract", new { account = Account, amount, plans = new[] { new { name = "全款", due_date = due, amount } } }));
        (await Rep.PostAsync($"/api/v1/contract/{contract}/submit", new { })).Expect(200);
        (await Manager.PostAsync($"/api/v1/contract/{contract}/approve", new { })).Expect(200);
        (await Rep.PostAsync($"/api/v1/contract/{contract}/sign", new { signed_at = "2026-01-05" })).Expect(200);
        return contract;
    }

    /// <summary>A title for invoices of any kind but paper special ones.</summary>
    public async Task<Guid> TitleAsync() => IdOf(await Rep.CreateAsync("invoice_title", new { account = Account, name = "个人", kind = "person" }));

    public static Guid IdOf(JsonElement record) => record.GetProperty("id").GetGuid();

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
