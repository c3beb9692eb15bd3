using Tongke.Crm.Rules;
using Tongke.Crm.Sales;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Demo;

/// <summary>
/// Two years of deals: each walks from stage to stage for weeks, is won, lost, or still on its way today. Stage history, activities, lines,
/// decision chains and tasks come with it.
/// </summary>
internal sealed class DemoDeals
{
    private const int Count = 900;
    private const int Days = 730;

    /// <summary>Probability that a deal in this stage goes on to the next; what does not go on is lost.</summary>
    private static readonly double[] GoesOn = [0.85, 0.78, 0.74, 0.72, 0.86, 0.97];

    /// <summary>Usual days in a stage.</summary>
    private static readonly double[] Dwell = [6, 11, 16, 12, 10, 14];

    private static readonly string[] LossReasons = ["price", "competition", "budget", "unresponsive", "long_cycle", "missing_features", "no_decision_maker", "poor_fit", "other"];
    private static readonly string[] Sources = ["exhibition", "website", "referral", "prospecting", "search_ads", "partner", "wechat"];
    private static readonly string[] Competitors = ["汇川", "埃斯顿", "新松", "海康机器人", "发那科"];

    private readonly DemoCompany demo;
    private readonly DemoChance chance = new(900);
    private readonly DemoHistory history;
    private readonly Stage[] stages;
    private readonly Stage won;
    private readonly Stage lost;

    private DemoDeals(DemoCompany demo, IReadOnlyList<Stage> all)
    {
        this.demo = demo;
        history = new DemoHistory(demo, chance);
        stages = [.. all.Where(s => s.Type == Stage.TypeValue.Open)];
        won = all.First(s => s.Type == Stage.TypeValue.Won);
        lost = all.First(s => s.Type == Stage.TypeValue.Lost);
    }

    /// <summary>Makes them.</summary>
    public static async ValueTask MakeAsync(DemoCompany demo, IReadOnlyList<DemoAccount> accounts, IReadOnlyList<(Id<Product> Id, decimal Price)> products, CancellationToken ct)
    {
        var pipelines = new DefaultPipeline();
        var pipeline = await pipelines.FindAsync(demo.Session, ct) ?? throw new InvalidOperationException("The workspace has no pipeline.");
        var maker = new DemoDeals(demo, await pipelines.StagesAsync(new Id<Pipeline>(pipeline.Id), demo.Session, ct));
        for (var i = 0; i < Count; i++)
        {
            maker.Make(i, maker.chance.Early(accounts), products);
            await demo.BreatheAsync(ct);
        }
    }

    private void Make(int index, DemoAccount account, IReadOnlyList<(Id<Product> Id, decimal Price)> products)
    {
        // More deals begin each month than in the one before.
        var begin = chance.WorkingHour(demo.Now.AddDays(-1 - (Days * (1 - Math.Sqrt((index + 1.0) / Count)))));
        var steps = Walk(begin);
        var end = steps[^1];
        var isOpen = end.Stage.Type == Stage.TypeValue.Open;
        var product = chance.Of(products);
        var contact = account.Contacts[0];

        var deal = demo.Make<Opportunity>();
        deal.Name = $"{account.Name}{chance.Of(DemoWords.Needs)}项目";
        deal.Code = $"SJ{begin:yyMM}{index + 1:0000}";
        deal.Account = account.Id;
        deal.Contact = contact.Id;
        deal.Stage = new Id<Stage>(end.Stage.Id);
        deal.StageEnteredAt = end.At;
        deal.Product = product.Id;
        deal.Amount = Math.Max(5_000, Math.Round((decimal)chance.Around(account.Deal) / 1_000) * 1_000);
        deal.Source = chance.Early(Sources);
        deal.EngageDate = Day(begin);
        deal.CloseDate = Day(isOpen ? Later(demo.Now.AddDays(chance.Between(-12, 75)), begin.AddDays(7)) : end.At);
        deal.Record["owner"] = account.Owner;
        if (isOpen)
            Plan(deal);
        if (end.Stage.Type == Stage.TypeValue.Lost)
            GiveUp(deal);

        history.Log(deal, steps);
        history.Tell(deal, account, begin, isOpen ? demo.Now : end.At);
        history.Detail(deal, account, product, steps.Count);
    }

    /// <summary>The stages a deal was in, the last one is where it is.</summary>
    private List<(Stage Stage, DateTimeOffset At)> Walk(DateTimeOffset begin)
    {
        var steps = new List<(Stage Stage, DateTimeOffset At)>();
        var at = begin;
        for (var i = 0; i < stages.Length; i++)
        {
            steps.Add((stages[i], at));
            at = Later(chance.WorkingHour(at.AddDays(chance.Around(Dwell[i]))), at.AddHours(1));
            if (at > demo.Now)
                return steps;

            if (!chance.Happens(GoesOn[i]))
            {
                steps.Add((lost, at));
                return steps;
            }
        }

        steps.Add((won, at));
        return steps;
    }

    private void Plan(Opportunity deal)
    {
        deal.NextStep = chance.Of(DemoWords.NextSteps);
        deal.NextStepAt = Day(demo.Now.AddDays(chance.Between(-4, 14)));
        if (chance.Happens(0.3))
            deal.Competitor = chance.Of(Competitors);
    }

    private void GiveUp(Opportunity deal)
    {
        deal.LossReason = chance.Early(LossReasons);
        if (deal.LossReason is "other" or "competition" || chance.Happens(0.3))
            deal.LossNote = chance.Of(DemoWords.LossNotes);
        if (deal.LossReason == "competition")
            deal.Competitor = chance.Of(Competitors);
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private DateOnly Day(DateTimeOffset moment) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, demo.Session.Schema.Conventions.TimeZone).DateTime);
}
