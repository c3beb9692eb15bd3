using Tongke.Testing;
using Xunit;
using static Tongke.Server.Tests.Tenders.TenderOffice;

namespace Tongke.Server.Tests.Tenders;

/// <summary>From the project to the contract: each step in its turn, and the contract not before the time of publicity is over.</summary>
public sealed class TenderTests
{
    [Theory, OnEveryDatabase]
    public async Task A_project_goes_through_tender_evaluation_award_and_publicity_to_one_contract_for_what_was_bid(TestDatabase database)
    {
        await using var office = await TenderOffice.StartAsync(database);
        var (tender, bids) = await office.PublicAsync();
        Assert.Equal(422, (await TryAsync(office.Recorder, "tender", tender, "make_contract")).Status);

        await office.App.SetAsync("tender", tender, ("publicity_until", DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-2)));
        var contract = (await DoAsync(office.Recorder, "tender", tender, "make_contract")).GetProperty("contract").GetGuid();
        Assert.Equal(422, (await TryAsync(office.Recorder, "tender", tender, "make_contract")).Status);

        var made = (await office.Recorder.GetAsync($"/api/v1/contract/{contract}")).Expect(200);
        Assert.Equal((95000m, "purchase", office.Companies[0]), (made.GetProperty("amount").GetDecimal(), made.GetProperty("kind").GetString(), made.GetProperty("account").GetGuid()));
        Assert.Equal("contracted", (await office.Recorder.GetAsync($"/api/v1/tender/{tender}")).Expect(200).GetProperty("status").GetString());

        (await office.Recorder.PatchAsync($"/api/v1/contract/{contract}", new { amount = 96000 })).Expect(200);
        Assert.Contains("is for what was awarded", (await TryAsync(office.Recorder, "contract", contract, "submit")).Text);
        (await office.Recorder.PatchAsync($"/api/v1/contract/{contract}", new { amount = 95000 })).Expect(200);
        await DoAsync(office.Recorder, "contract", contract, "submit");
        Assert.Equal(403, (await TryAsync(office.Recorder, "contract", contract, "approve")).Status);
        await DoAsync(office.Approver, "contract", contract, "approve");
        await DoAsync(office.Recorder, "contract", contract, "sign", new { signed_at = "2026-01-05" });

        // A purchase is no income: neither the figures of the account nor payments know of it.
        Assert.Equal(0, (await office.Boss.GetAsync($"/api/v1/account/{office.Companies[0]}")).Expect(200).GetProperty("contract_amount").GetDecimal());
        Assert.Equal(400, (await office.Boss.PostAsync("/api/v1/payment_plan", new { contract, amount = 1, due_date = "2030-01-01" })).Status);
        Assert.Contains("Nothing is received for a purchase", (await office.Boss.PostAsync("/api/v1/payment", new { contract, account = office.Companies[0], amount = 1 })).Text);
        Assert.NotEmpty(bids);
    }

    [Theory, OnEveryDatabase]
    public async Task An_approved_project_is_put_out_to_tender_by_whoever_may_and_never_by_its_applicant(TestDatabase database)
    {
        await using var office = await TenderOffice.StartAsync(database);
        var project = await office.ProjectAsync();
        async Task<bool> OfferedAsync(TestClient person) => (await person.GetAsync($"/api/v1/tender_project/{project}/$actions")).Expect(200).GetProperty("actions").EnumerateArray().Any(a => a.GetString() == "start_tender");
        Assert.Equal((true, false, false), (await OfferedAsync(office.Recorder), await OfferedAsync(office.Applicant), await OfferedAsync(office.Approver)));

        var fields = (await office.Recorder.GetAsync("/api/meta")).Expect(200).GetProperty("objects").EnumerateArray().Single(o => o.GetProperty("name").GetString() == "tender").GetProperty("fields").EnumerateArray();
        var except = fields.Single(f => f.GetProperty("name").GetString() == "reviewers").GetProperty("except").EnumerateArray()
            .Select(e => e.TryGetProperty("lookup", out var lookup) ? $"{lookup}.{e.GetProperty("field")}" : e.GetProperty("field").GetString()!);
        Assert.Superset(new HashSet<string> { "owner", "recused", "project.owner", "project.approved_by" }, except.ToHashSet());

        var tender = (await DoAsync(office.Recorder, "tender_project", project, "start_tender", new { bids_until = DateTimeOffset.UtcNow.AddDays(20) })).GetProperty("tender").GetGuid();

        var made = (await office.Recorder.GetAsync($"/api/v1/tender/{tender}")).Expect(200);
        Assert.Equal((project, office.Recorder.Id, "draft"), (made.GetProperty("project").GetGuid(), made.GetProperty("owner").GetGuid(), made.GetProperty("status").GetString()));
        Assert.NotEqual(200, (await TryAsync(office.Applicant, "tender_project", project, "start_tender", new { bids_until = DateTimeOffset.UtcNow.AddDays(20) })).Status);
        Assert.NotEqual(200, (await TryAsync(office.Approver, "tender_project", project, "start_tender", new { bids_until = DateTimeOffset.UtcNow.AddDays(20) })).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task Publicity_lasts_the_working_days_that_were_set_from_the_day_of_the_award(TestDatabase database)
    {
        await using var office = await TenderOffice.StartAsync(database);
        var (tender, _) = await office.PublicAsync();
        var until = DateOnly.Parse((await office.Recorder.GetAsync($"/api/v1/tender/{tender}")).Expect(200).GetProperty("publicity_until").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        var conventions = office.App.Workspace.Schema.Conventions;
        var today = Kernel.Expressions.Moments.DayOf(DateTimeOffset.UtcNow, conventions.TimeZone);
        Assert.Equal(3, Enumerable.Range(1, until.DayNumber - today.DayNumber).Select(today.AddDays).Count(conventions.Calendar.IsWorked));
        Assert.True(conventions.Calendar.IsWorked(until));
    }

    [Theory, OnEveryDatabase]
    public async Task Nothing_is_put_out_before_it_is_approved_nor_twice_nor_evaluated_with_two_bids_or_without_prices(TestDatabase database)
    {
        await using var office = await TenderOffice.StartAsync(database);
        var draft = IdOf(await office.Applicant.CreateAsync("tender_project", new { name = "电梯采购", budget = 5, reason = "更新" }));
        Assert.NotEqual(201, (await office.Recorder.PostAsync("/api/v1/tender", new { project = draft, bids_until = DateTimeOffset.UtcNow.AddDays(20) })).Status);

        var project = await office.ProjectAsync();
        var tender = await office.InvitingAsync(project);
        var second = IdOf(await office.Recorder.CreateAsync("tender", new { project, bids_until = DateTimeOffset.UtcNow.AddDays(20) }));
        Assert.Equal(422, (await TryAsync(office.Recorder, "tender", second, "publish")).Status);
        Assert.Equal(422, (await TryAsync(office.Recorder, "tender", tender, "open_bids")).Status);

        var early = IdOf(await office.Recorder.CreateAsync("bid", new { tender, account = office.Companies[0] }));
        Assert.Contains("noted before the bids are opened", (await office.Recorder.PatchAsync($"/api/v1/bid/{early}", new { price = 1 })).Text);
        Assert.Equal(409, (await office.Recorder.PostAsync("/api/v1/bid", new { tender, account = office.Companies[0] })).Status);
        await office.Recorder.CreateAsync("bid", new { tender, account = office.Companies[1] });

        await office.MoveDeadlineAsync(tender, DateTimeOffset.UtcNow.AddHours(-1));
        Assert.Contains("comes in after the bids close", (await office.Recorder.PostAsync("/api/v1/bid", new { tender, account = office.Companies[2] })).Text);
        Assert.Equal(422, (await TryAsync(office.Recorder, "tender", tender, "open_bids")).Status); // prices are missing
        foreach (var bid in await office.Recorder.ListAsync("bid"))
        {
            await office.App.SetAsync("bid", IdOf(bid), ("received_at", DateTimeOffset.UtcNow.AddHours(-2)));
            (await office.Recorder.PatchAsync($"/api/v1/bid/{IdOf(bid)}", new { price = 3 })).Expect(200);
        }

        Assert.Contains("fewer than 3 valid bids", (await TryAsync(office.Recorder, "tender", tender, "open_bids")).Text);
        await DoAsync(office.Recorder, "tender", tender, "fail", new { end_reason = "不足三家" });
        await DoAsync(office.Recorder, "tender", second, "publish");
    }

    [Theory, OnEveryDatabase]
    public async Task The_contract_of_a_tender_is_submitted_only_with_the_company_that_won_it(TestDatabase database)
    {
        await using var office = await TenderOffice.StartAsync(database);
        var (tender, _) = await office.PublicAsync();
        await office.App.SetAsync("tender", tender, ("publicity_until", DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-2)));
        var contract = (await DoAsync(office.Recorder, "tender", tender, "make_contract")).GetProperty("contract").GetGuid();
        (await office.Recorder.PatchAsync($"/api/v1/contract/{contract}", new { account = office.Companies[1] })).Expect(200);
        Assert.Contains("with the company that won it", (await TryAsync(office.Recorder, "contract", contract, "submit")).Text);
        (await office.Recorder.PatchAsync($"/api/v1/contract/{contract}", new { account = office.Companies[0] })).Expect(200);
        await DoAsync(office.Recorder, "contract", contract, "submit");
    }

    [Theory, OnEveryDatabase]
    public async Task The_time_for_bids_is_only_postponed_and_stays_once_it_is_over_or_a_price_is_noted(TestDatabase database)
    {
        await using var office = await TenderOffice.StartAsync(database);
        var tender = await office.InvitingAsync();
        foreach (var earlier in new[] { DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(10) })
            Assert.Contains("can only be postponed", (await MoveAsync(earlier)).Text);
        (await MoveAsync(DateTimeOffset.UtcNow.AddDays(30))).Expect(200);

        await office.MoveDeadlineAsync(tender, DateTimeOffset.UtcNow.AddSeconds(-1));
        Assert.Contains("is over", (await MoveAsync(DateTimeOffset.UtcNow.AddHours(1))).Text);

        await office.MoveDeadlineAsync(tender, DateTimeOffset.UtcNow.AddHours(1));
        await office.BidAsync(tender, 5, 6);
        Assert.Contains("Prices are noted", (await MoveAsync(DateTimeOffset.UtcNow.AddHours(1))).Text);

        // Nor does anybody who has seen the prices bring in another bid as if it had come in time.
        var late = new { tender, account = office.Companies[2], received_at = DateTimeOffset.UtcNow.AddHours(-2) };
        Assert.Contains("takes no bids now", (await office.Recorder.PostAsync("/api/v1/bid", late)).Text);

        Task<TestAnswer> MoveAsync(DateTimeOffset until) => office.Recorder.PatchAsync($"/api/v1/tender/{tender}", new { bids_until = until });
    }

    [Theory, OnEveryDatabase]
    public async Task The_winner_is_proposed_after_every_score_and_one_that_is_not_best_with_a_reason(TestDatabase database)
    {
        await using var office = await TenderOffice.StartAsync(database);
        var (tender, bids) = await office.EvaluatingAsync();
        Assert.Equal(422, (await TryAsync(office.Recorder, "tender", tender, "propose", new { winner = bids[0] })).Status);
        Assert.Contains("More than the technical points", (await office.Reviewers[0].PostAsync("/api/v1/bid_score", new { bid = bids[0], technical = 51, commercial = 0, price = 0 })).Text);
        await office.ScoreAllAsync(bids);
        Assert.Equal(400, (await TryAsync(office.Recorder, "tender", tender, "propose", new { winner = bids[2] })).Status);
        await DoAsync(office.Recorder, "tender", tender, "propose", new { winner = bids[2], award_reason = "第一名放弃中标" });

        // Sent back it is scored anew.
        await DoAsync(office.Approver, "tender", tender, "send_back", new { award_note = "理由不充分" });
        var scores = await office.Reviewers[0].ListAsync("bid_score");
        Assert.Equal(3, scores.Count);
        Assert.All(scores, s => Assert.Equal("draft", s.GetProperty("status").GetString()));
        Assert.Equal(422, (await TryAsync(office.Recorder, "tender", tender, "propose", new { winner = bids[0] })).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task An_objection_stops_the_contract_until_somebody_else_than_the_recorder_answers_it(TestDatabase database)
    {
        await using var office = await TenderOffice.StartAsync(database);
        var (tender, _) = await office.PublicAsync();
        await DoAsync(office.Recorder, "tender", tender, "object", new { objection = "评分标准不明" });
        await office.App.SetAsync("tender", tender, ("publicity_until", DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-2)));
        Assert.Equal(422, (await TryAsync(office.Recorder, "tender", tender, "make_contract")).Status);
        Assert.Equal(403, (await TryAsync(office.Recorder, "tender", tender, "dismiss_objection", new { objection_answer = "不成立" })).Status);
        await DoAsync(office.Approver, "tender", tender, "dismiss_objection", new { objection_answer = "标准在招标文件第三章" });
        await DoAsync(office.Recorder, "tender", tender, "make_contract");
    }
}
