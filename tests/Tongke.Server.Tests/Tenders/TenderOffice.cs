using System.Text.Json;
using Tongke.Testing;

namespace Tongke.Server.Tests.Tenders;

/// <summary>A state-owned company over HTTP with the delivered roles of tenders, each with one person, and three companies that may bid.</summary>
internal sealed class TenderOffice : IAsyncDisposable
{
    private TenderOffice(TestApp app) => App = app;

    public TestApp App { get; }

    public TestClient Boss { get; private set; } = null!;

    public TestClient Applicant { get; private set; } = null!;

    public TestClient Recorder { get; private set; } = null!;

    public TestClient Approver { get; private set; } = null!;

    public TestClient Supervisor { get; private set; } = null!;

    public TestClient[] Reviewers { get; private set; } = [];

    public Guid[] Companies { get; private set; } = [];

    public static async Task<TenderOffice> StartAsync(TestDatabase database)
    {
        var office = new TenderOffice(await TestApp.StartAsync(database));
        var app = office.App;
        office.Boss = await app.SignInAsync();
        office.Applicant = await app.SignInAsAsync("applicant", null, null, "tender_applicant");
        office.Recorder = await app.SignInAsAsync("recorder", null, null, "tender_recorder");
        office.Approver = await app.SignInAsAsync("approver", null, null, "tender_approver");
        office.Supervisor = await app.SignInAsAsync("supervisor", null, null, "tender_supervisor");
        office.Reviewers = [await ReviewerAsync(app, "one"), await ReviewerAsync(app, "two"), await ReviewerAsync(app, "three")];
        office.Companies = [await CompanyAsync(office.Boss, "华东建设"), await CompanyAsync(office.Boss, "江南机电"), await CompanyAsync(office.Boss, "北方工程")];
        return office;
    }

    public static Task<TestClient> ReviewerAsync(TestApp app, string login) => app.SignInAsAsync(login, null, null, "tender_reviewer");

    /// <summary>A project that somebody else than its applicant approved.</summary>
    public async Task<Guid> ProjectAsync(string method = "public")
    {
        var project = IdOf(await Applicant.CreateAsync("tender_project", new { name = "办公楼空调采购", budget = 100000, reason = "更新", method, single_reason = method == "single" ? "专利" : null }));
        await DoAsync(Applicant, "tender_project", project, "submit");
        await DoAsync(Approver, "tender_project", project, "approve");
        return project;
    }

    /// <summary>A tender that is open for bids, with the reviewers.</summary>
    public async Task<Guid> InvitingAsync(Guid? project = null)
    {
        var tender = IdOf(await Recorder.CreateAsync("tender", new { project = project ?? await ProjectAsync(), bids_until = DateTimeOffset.UtcNow.AddDays(20), reviewers = Reviewers.Select(r => r.Id), reviewers_needed = 3 }));
        await DoAsync(Recorder, "tender", tender, "publish");
        return tender;
    }

    /// <summary>Bids of these prices, and the time for bids over.</summary>
    public async Task<Guid[]> BidAsync(Guid tender, params decimal[] prices)
    {
        var bids = new List<Guid>();
        foreach (var company in Companies.Take(prices.Length))
            bids.Add(IdOf(await Recorder.CreateAsync("bid", new { tender, account = company })));

        await MoveDeadlineAsync(tender, DateTimeOffset.UtcNow.AddSeconds(-1));
        foreach (var (bid, price) in bids.Zip(prices))
        {
            await App.SetAsync("bid", bid, ("received_at", DateTimeOffset.UtcNow.AddMinutes(-5)));
            (await Recorder.PatchAsync($"/api/v1/bid/{bid}", new { price })).Expect(200);
        }

        return [.. bids];
    }

    /// <summary>A tender whose bids are being evaluated.</summary>
    public async Task<(Guid Tender, Guid[] Bids)> EvaluatingAsync()
    {
        var tender = await InvitingAsync();
        var bids = await BidAsync(tender, 95000, 90000, 99000);
        await DoAsync(Recorder, "tender", tender, "open_bids");
        return (tender, bids);
    }

    /// <summary>Everybody's score of every bid, handed in: the first bid gets the most.</summary>
    public async Task ScoreAllAsync(IReadOnlyList<Guid> bids)
    {
        foreach (var reviewer in Reviewers)
            await ScoreAsync(reviewer, bids);
    }

    /// <summary>One reviewer's score of every bid, handed in.</summary>
    public static async Task ScoreAsync(TestClient reviewer, IReadOnlyList<Guid> bids)
    {
        foreach (var (place, bid) in bids.Index())
            await DoAsync(reviewer, "bid_score", IdOf(await reviewer.CreateAsync("bid_score", new { bid, technical = 45 - place, commercial = 15, price = 20 })), "submit");
    }

    /// <summary>Lets the time for bids be over, or makes it as if it were not: past every rule.</summary>
    public async Task MoveDeadlineAsync(Guid tender, DateTimeOffset until)
    {
        var batch = new Storage.WriteBatch();
        batch.Add(Storage.Sql.From($"update tender set bids_until = {until} where id = {tender}"));
        await App.Workspace.Database.WriteAsync(batch, CancellationToken.None);
    }

    /// <summary>Gives somebody one more role.</summary>
    public async Task GiveRoleAsync(TestClient who, string role)
    {
        var given = IdOf((await Boss.ListAsync("role", $"$filter=name eq '{role}'")).Single());
        var roles = (await Boss.GetAsync($"/api/v1/user/{who.Id}")).Expect(200).GetProperty("roles").EnumerateArray().Select(IdOfReference).Append(given).ToArray();
        (await Boss.PatchAsync($"/api/v1/user/{who.Id}", new { roles })).Expect(200);
    }

    /// <summary>A tender whose award is public.</summary>
    public async Task<(Guid Tender, Guid[] Bids)> PublicAsync()
    {
        var (tender, bids) = await EvaluatingAsync();
        await ScoreAllAsync(bids);
        await DoAsync(Recorder, "tender", tender, "propose", new { winner = bids[0] });
        await DoAsync(Approver, "tender", tender, "award");
        return (tender, bids);
    }

    public static async Task<JsonElement> DoAsync(TestClient who, string definition, Guid id, string action, object? parameters = null) =>
        (await TryAsync(who, definition, id, action, parameters)).Expect(200);

    public static Task<TestAnswer> TryAsync(TestClient who, string definition, Guid id, string action, object? parameters = null) =>
        who.PostAsync($"/api/v1/{definition}/{id}/{action}", parameters ?? new { });

    public static Guid IdOf(JsonElement record) => record.GetProperty("id").GetGuid();

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private static Guid IdOfReference(JsonElement reference) => reference.ValueKind == JsonValueKind.Object ? reference.GetProperty("id").GetGuid() : reference.GetGuid();

    public static async Task<Guid> CompanyAsync(TestClient who, string name) => IdOf(await who.CreateAsync("account", new { name = $"{name}有限公司" }));
}
