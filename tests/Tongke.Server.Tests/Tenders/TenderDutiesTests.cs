using Tongke.Testing;
using Xunit;
using static Tongke.Server.Tests.Tenders.TenderOffice;

namespace Tongke.Server.Tests.Tenders;

/// <summary>Who applies, who keeps the tender, who evaluates and who decides are different people, whatever their roles and by whatever way they write.</summary>
public sealed class TenderDutiesTests
{
    private static readonly string[] Objects = ["tender_project", "tender", "bid", "bid_score"];

    [Theory, OnEveryDatabase]
    public async Task Nobody_sees_tenders_until_an_administrator_gives_out_the_roles_and_an_administrator_sees_none(TestDatabase database)
    {
        await using var office = await TenderOffice.StartAsync(database);
        await office.EvaluatingAsync();
        var admin = await office.App.SignInAsAsync("root", null, null, "admin");
        foreach (var name in Objects)
        {
            Assert.True((await admin.GetAsync($"/api/v1/{name}")).Status is 403 or 404, name);
            Assert.True((await office.Boss.GetAsync($"/api/v1/{name}")).Status is 403 or 404, name);
        }

        var meta = (await admin.GetAsync("/api/meta")).Expect(200);
        Assert.DoesNotContain(meta.GetProperty("objects").EnumerateArray(), o => Objects.Contains(o.GetProperty("name").GetString()));
        Assert.DoesNotContain("tender", meta.GetProperty("menus").ToString(), StringComparison.Ordinal);
        Assert.Contains("\"tender\"", (await office.Recorder.GetAsync("/api/meta")).Expect(200).GetProperty("menus").ToString(), StringComparison.Ordinal);

        // Giving out a role that one has not oneself is the administrator's work.
        var roles = await admin.ListAsync("role", "$filter=name eq 'tender_reviewer'");
        var user = IdOf(await admin.CreateAsync("user", new { login = "new", name = "新专家", roles = new[] { IdOf(roles.Single()) } }));
        Assert.NotEqual(Guid.Empty, user);
    }

    [Theory, OnEveryDatabase]
    public async Task Who_applies_does_not_approve_even_with_the_role_of_an_approver(TestDatabase database)
    {
        await using var office = await TenderOffice.StartAsync(database);
        var both = await office.App.SignInAsAsync("both", null, null, "tender_applicant", "tender_approver", "tender_recorder", "tender_reviewer", "tender_supervisor");
        var project = IdOf(await both.CreateAsync("tender_project", new { name = "车辆采购", budget = 5, reason = "更新" }));
        await DoAsync(both, "tender_project", project, "submit");
        Assert.Equal(422, (await TryAsync(both, "tender_project", project, "approve")).Status);
        Assert.NotEqual(200, (await both.PatchAsync($"/api/v1/tender_project/{project}", new { status = "approved" })).Status);
        Assert.NotEqual(200, (await both.PatchAsync($"/api/v1/tender_project/{project}", new { approved_by = office.Approver.Id })).Status);

        // Giving it to somebody else does not help: who made and who submitted it stays.
        (await both.PatchAsync($"/api/v1/tender_project/{project}", new { owner = office.Applicant.Id })).Expect(200);
        Assert.Equal(422, (await TryAsync(both, "tender_project", project, "approve")).Status);
        await DoAsync(office.Approver, "tender_project", project, "approve");
        Assert.Contains("Nobody decides on a project of their own", (await both.PatchAsync($"/api/v1/tender_project/{project}", new { owner = office.Approver.Id })).Text);

        // Nor does who applied keep the tender or evaluate it.
        Assert.Equal(400, (await both.PostAsync("/api/v1/tender", new { project, bids_until = DateTimeOffset.UtcNow.AddDays(9) })).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task A_reviewer_is_neither_applicant_nor_recorder_nor_approver_of_the_project_nor_keeper_of_a_bidder(TestDatabase database)
    {
        await using var office = await TenderOffice.StartAsync(database);
        var project = await office.ProjectAsync();
        foreach (var person in new[] { office.Applicant, office.Recorder, office.Approver })
        {
            var refused = await office.Recorder.PostAsync("/api/v1/tender", new { project, bids_until = DateTimeOffset.UtcNow.AddDays(9), reviewers = new[] { person.Id } });
            Assert.Equal((400, "reviewers"), (refused.Status, refused.Json.GetProperty("error").GetProperty("details")[0].GetProperty("target").GetString()));
        }

        var tender = await office.InvitingAsync(project);
        Assert.Equal(400, (await office.Recorder.PatchAsync($"/api/v1/tender/{tender}", new { reviewers = new[] { office.Reviewers[0].Id, office.Approver.Id } })).Status);
        Assert.Equal(400, (await office.Supervisor.PatchAsync($"/api/v1/tender/{tender}", new { owner = office.Reviewers[0].Id })).Status);
        Assert.Equal(400, (await office.Supervisor.PatchAsync($"/api/v1/tender_project/{project}", new { owner = office.Reviewers[0].Id })).Status);
        Assert.Equal(400, (await office.Supervisor.PatchAsync($"/api/v1/tender_project/{project}", new { owner = office.Recorder.Id })).Status);

        await office.BidAsync(tender, 5, 6, 7);
        await office.App.SetAsync("account", office.Companies[1], ("owner", office.Reviewers[2].Id));
        Assert.Contains("three", (await TryAsync(office.Recorder, "tender", tender, "open_bids")).Text);
        await DoAsync(office.Reviewers[2], "tender", tender, "recuse", new { reason = "我是该单位的客户经理" });
        Assert.Equal(400, (await TryAsync(office.Recorder, "tender", tender, "open_bids")).Status); // two reviewers are too few
        Assert.Equal(400, (await office.Recorder.PatchAsync($"/api/v1/tender/{tender}", new { reviewers = office.Reviewers.Select(r => r.Id) })).Status); // who stepped down stays away
        var four = await ReviewerAsync(office.App, "four");
        (await office.Recorder.PatchAsync($"/api/v1/tender/{tender}", new { reviewers = new[] { office.Reviewers[0].Id, office.Reviewers[1].Id, four.Id } })).Expect(200);
        await DoAsync(office.Recorder, "tender", tender, "open_bids");
    }

    [Theory, OnEveryDatabase]
    public async Task A_score_is_given_in_ones_own_name_by_a_reviewer_of_this_tender_seen_by_nobody_else_and_kept(TestDatabase database)
    {
        await using var office = await TenderOffice.StartAsync(database);
        var (tender, bids) = await office.EvaluatingAsync();
        var score = new { bid = bids[0], technical = 40, commercial = 10, price = 20 };
        var stranger = await ReviewerAsync(office.App, "stranger");
        foreach (var who in new[] { office.Recorder, office.Applicant, office.Approver, office.Supervisor, office.Boss, stranger })
            Assert.True((await who.PostAsync("/api/v1/bid_score", score)).Status is 400 or 403 or 404, who.Login);
        Assert.NotEqual(201, (await office.Reviewers[0].PostAsync("/api/v1/bid_score", new { bid = bids[0], technical = 1, commercial = 1, price = 1, owner = office.Reviewers[1].Id })).Status);

        var one = IdOf(await office.Reviewers[0].CreateAsync("bid_score", score));
        foreach (var who in new[] { office.Reviewers[1], office.Recorder, office.Approver, office.Supervisor })
        {
            Assert.True((await who.GetAsync($"/api/v1/bid_score/{one}")).Status is 403 or 404, who.Login);
            Assert.Empty(await who.ListAsync("bid_score"));
        }

        Assert.Equal(409, (await office.Reviewers[0].PostAsync("/api/v1/bid_score", score)).Status);
        await DoAsync(office.Reviewers[0], "bid_score", one, "submit");
        Assert.NotEqual(200, (await office.Reviewers[0].PatchAsync($"/api/v1/bid_score/{one}", new { technical = 1 })).Status);
        Assert.NotEqual(204, (await office.Reviewers[0].DeleteAsync($"/api/v1/bid_score/{one}")).Status);
        Assert.NotEqual(200, (await office.Recorder.PatchAsync($"/api/v1/bid/{bids[0]}", new { price = 1 })).Status);
        Assert.Empty(await stranger.ListAsync("tender"));
        Assert.Equal(tender, IdOf((await office.Reviewers[0].ListAsync("tender")).Single()));
    }

    [Theory, OnEveryDatabase]
    public async Task The_award_is_decided_by_somebody_who_neither_applied_nor_kept_nor_reviewed_it(TestDatabase database)
    {
        await using var office = await TenderOffice.StartAsync(database);
        var (tender, bids) = await office.EvaluatingAsync();
        await office.ScoreAllAsync(bids);
        await DoAsync(office.Recorder, "tender", tender, "propose", new { winner = bids[0] });
        foreach (var who in new[] { office.Applicant, office.Recorder, office.Reviewers[0] })
        {
            Assert.Equal(403, (await TryAsync(who, "tender", tender, "award")).Status);
            await office.GiveRoleAsync(who, "tender_approver");
            Assert.Equal((422, who.Login), ((await TryAsync(who, "tender", tender, "award")).Status, who.Login));
        }

        await DoAsync(office.Approver, "tender", tender, "award");
        Assert.Equal(400, (await office.Supervisor.PatchAsync($"/api/v1/tender/{tender}", new { owner = office.Approver.Id })).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task Who_made_a_tender_does_not_decide_on_it_after_giving_it_away(TestDatabase database)
    {
        await using var office = await TenderOffice.StartAsync(database);
        var (tender, bids) = await office.EvaluatingAsync();
        await office.ScoreAllAsync(bids);
        await DoAsync(office.Recorder, "tender", tender, "propose", new { winner = bids[0] });
        var second = await office.App.SignInAsAsync("second", null, null, "tender_recorder");
        await office.GiveRoleAsync(office.Recorder, "tender_approver");
        (await office.Supervisor.PatchAsync($"/api/v1/tender/{tender}", new { owner = second.Id })).Expect(200);
        Assert.Equal(422, (await TryAsync(office.Recorder, "tender", tender, "send_back", new { award_note = "重新评审" })).Status);

        await DoAsync(office.Approver, "tender", tender, "award");
        await DoAsync(second, "tender", tender, "object", new { objection = "评分标准不明" });
        foreach (var (action, said) in new (string, object)[] { ("dismiss_objection", new { objection_answer = "不成立" }), ("uphold_objection", new { objection_answer = "成立" }), ("cancel", new { end_reason = "取消" }) })
            Assert.Equal((422, action), ((await TryAsync(office.Recorder, "tender", tender, action, said)).Status, action));

        await DoAsync(office.Approver, "tender", tender, "dismiss_objection", new { objection_answer = "不成立" });
        await DoAsync(office.Approver, "tender", tender, "cancel", new { end_reason = "取消" });
    }

    [Theory, OnEveryDatabase]
    public async Task A_reviewer_who_has_come_to_look_after_a_bidder_scores_nothing_more(TestDatabase database)
    {
        await using var office = await TenderOffice.StartAsync(database);
        var (_, bids) = await office.EvaluatingAsync();
        var begun = IdOf(await office.Reviewers[1].CreateAsync("bid_score", new { bid = bids[1], technical = 40, commercial = 10, price = 20 }));
        await office.App.SetAsync("account", office.Companies[0], ("owner", office.Reviewers[1].Id));
        foreach (var bid in new[] { bids[0], bids[2] })
            Assert.Contains("looks after the bidder", (await office.Reviewers[1].PostAsync("/api/v1/bid_score", new { bid, technical = 40, commercial = 10, price = 20 })).Text);

        Assert.Contains("looks after the bidder", (await TryAsync(office.Reviewers[1], "bid_score", begun, "submit")).Text);
        await ScoreAsync(office.Reviewers[0], bids);
    }
}
