using System.Text.Json;
using Tongke.Testing;
using Xunit;
using static Tongke.Server.Tests.Tenders.TenderOffice;

namespace Tongke.Server.Tests.Tenders;

/// <summary>What of a tender is seen by whom, and what people without its roles can do to it by way of the companies that bid.</summary>
public sealed class TenderSecretsTests
{
    private static readonly string[] TellingWords = ["bid", "tender", "投标", "招标"];
    private static readonly string[] Exported = ["name"];

    [Theory, OnEveryDatabase]
    public async Task A_bid_shows_no_score_before_every_reviewer_has_handed_in_every_score(TestDatabase database)
    {
        await using var office = await TenderOffice.StartAsync(database);
        var (tender, bids) = await office.EvaluatingAsync();
        await ScoreAsync(office.Reviewers[0], bids);
        await ScoreAsync(office.Reviewers[1], bids);
        await ScoreAsync(office.Reviewers[2], bids[..2]);
        await NobodySeesScoresAsync();

        await ScoreAsync(office.Reviewers[2], bids[2..]);
        Assert.Equal((80m, 3), await ShownAsync(bids[0]));
        Assert.Equal((79m, 3), await ShownAsync(bids[1]));
        Assert.Equal(9, (await office.Recorder.GetAsync($"/api/v1/tender/{tender}")).Expect(200).GetProperty("score_count").GetInt32());

        // Who steps down takes the scores along, and whoever comes instead scores before anything is shown.
        await DoAsync(office.Reviewers[2], "tender", tender, "recuse", new { reason = "与投标单位有关联" });
        await NobodySeesScoresAsync();
        var four = await ReviewerAsync(office.App, "four");
        await DoAsync(office.Recorder, "tender", tender, "name_reviewer", new { reviewer = four.Id });
        await NobodySeesScoresAsync();
        await ScoreAsync(four, bids);
        Assert.Equal((80m, 3), await ShownAsync(bids[0]));

        // What is evaluated anew shows nothing either.
        await DoAsync(office.Recorder, "tender", tender, "propose", new { winner = bids[0] });
        await DoAsync(office.Approver, "tender", tender, "send_back", new { award_note = "理由不充分" });
        await NobodySeesScoresAsync();

        async Task NobodySeesScoresAsync()
        {
            foreach (var who in new[] { office.Recorder, office.Approver, office.Supervisor, office.Reviewers[0], office.Reviewers[1] })
            {
                var seen = await who.ListAsync("bid");
                Assert.Equal((3, who.Login), (seen.Count, who.Login));
                Assert.All(seen, b => Assert.True(IsEmpty(b, "score") && IsEmpty(b, "score_count"), $"{who.Login}: {b}"));
                Assert.Empty(await who.ListAsync("bid", "$filter=score gt 0"));
                Assert.Empty(await who.ListAsync("bid", "$filter=score_count gt 0"));
                Assert.True(IsEmpty(Assert.Single(await who.ListAsync("tender")), "score_count"), who.Login);
                Assert.Empty(await who.ListAsync("tender", "$filter=score_count gt 0"));
            }
        }

        async Task<(decimal Score, int Count)> ShownAsync(Guid bid)
        {
            var shown = (await office.Recorder.GetAsync($"/api/v1/bid/{bid}")).Expect(200);
            return (shown.GetProperty("score").GetDecimal(), shown.GetProperty("score_count").GetInt32());
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Companies_whose_bids_are_locked_or_collide_are_not_merged_and_nothing_is_told_of_the_bids(TestDatabase database)
    {
        await using var office = await TenderOffice.StartAsync(database);
        var tender = await office.InvitingAsync();
        var other = await CompanyAsync(office.Boss, "西部重工");
        var bids = await office.BidAsync(tender, 95000, 90000, 99000);
        await RefusedAsync(office.Companies[0], office.Companies[1]);

        await DoAsync(office.Recorder, "tender", tender, "open_bids");
        await RefusedAsync(office.Companies[0], office.Companies[1]);
        await RefusedAsync(other, office.Companies[1]);
        Assert.Equal(bids.Order(), (await office.Recorder.ListAsync("bid")).Select(IdOf).Order());
        Assert.Equal(office.Companies[1], (await office.Recorder.GetAsync($"/api/v1/bid/{bids[1]}")).Expect(200).GetProperty("account").GetGuid());

        // What has no bid goes into what has one.
        (await office.Boss.PostAsync($"/api/v1/account/{office.Companies[1]}/merge", new { records = new[] { other } })).Expect(200);

        async Task RefusedAsync(Guid winner, Guid loser)
        {
            var refused = await office.Boss.PostAsync($"/api/v1/account/{winner}/merge", new { records = new[] { loser } });
            Assert.Equal((422, false), (refused.Status, Tells(refused.Text)));
            Assert.Contains("so they can", refused.Text);
            (await office.Boss.GetAsync($"/api/v1/account/{loser}")).Expect(200);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Who_may_not_read_bids_is_not_told_of_them_when_their_company_cant_be_deleted(TestDatabase database)
    {
        await using var office = await TenderOffice.StartAsync(database);
        await office.EvaluatingAsync();
        var refused = await office.Boss.DeleteAsync($"/api/v1/account/{office.Companies[0]}");
        Assert.Equal((409, false), (refused.Status, Tells(refused.Text)));
        Assert.Contains("Other records are still linked", refused.Text);
    }

    [Theory, OnEveryDatabase]
    public async Task Whoever_supervises_tenders_exports_them_with_that_role_alone(TestDatabase database)
    {
        await using var office = await TenderOffice.StartAsync(database);
        await office.PublicAsync();
        foreach (var (name, exported, rows) in new[] { ("tender_project", "空调采购", 1), ("tender", "空调采购", 1), ("bid", "有限公司", 3), ("bid_score", "有限公司", 9) })
        {
            var job = IdOf(await office.Supervisor.CreateAsync("export_job", new { @object = name, format = "csv", columns = Exported }));
            var file = await Jobs.FileAsync(office.Supervisor, "export_job", job);
            Assert.Equal((name, rows), (name, file.Split('\n').Count(line => line.Contains(exported, StringComparison.Ordinal))));
        }
    }

    private static bool IsEmpty(JsonElement record, string field) => !record.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null;

    private static bool Tells(string text) => TellingWords.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
