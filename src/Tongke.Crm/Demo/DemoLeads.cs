using Tongke.Crm.LeadForms;
using Tongke.Crm.Sales;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Storage;

namespace Tongke.Crm.Demo;

/// <summary>240 leads of the last half year in every state before conversion.</summary>
internal sealed class DemoLeads(DemoCompany demo)
{
    private const int Count = 240;
    private static readonly string[] Statuses = ["contacted", "nurturing", "assigned", "new", "qualified", "unqualified", "junk"];
    private static readonly string[] Sources = ["website", "search_ads", "exhibition", "wechat", "referral", "social", "inbound_call", "partner"];
    private static readonly string[] Reasons = ["unreachable", "no_need", "no_budget", "not_target", "wrong_number", "chose_competitor"];

    private const int ViewsOfSent = 5;

    private readonly DemoChance chance = new(240);
    private readonly Dictionary<(Guid Channel, DateOnly Day), long> sent = [];
    private Id<LeadForm> form;
    private IReadOnlyList<Id<LeadChannel>> channels = [];

    /// <summary>Makes them.</summary>
    public static async ValueTask MakeAsync(
        DemoCompany demo, IReadOnlyList<(Id<Product> Id, decimal Price)> products, Id<LeadForm> form, IReadOnlyList<Id<LeadChannel>> channels, CancellationToken ct)
    {
        var maker = new DemoLeads(demo) { form = form, channels = channels };
        for (var i = 0; i < Count; i++)
        {
            maker.Make(products);
            await demo.BreatheAsync(ct);
        }

        demo.Session.Include("form use", maker.CountUse);
        await demo.CommitAsync(ct);
    }

    /// <summary>Every lead that came by a form was sent by it, and more looked at the form than sent it.</summary>
    private void CountUse(WriteBatch batch)
    {
        foreach (var ((channel, day), taken) in sent.OrderBy(s => s.Key.Day).ThenBy(s => s.Key.Channel))
            FormUse.Count(batch, form.Value, channel, day, views: ViewsOfSent * taken + day.DayNumber % ViewsOfSent, taken);
    }

    private void Make(IReadOnlyList<(Id<Product> Id, decimal Price)> products)
    {
        var (industry, trades, amount) = chance.Early(DemoWords.Industries);
        var city = chance.Of(DemoWords.Cities).Short;
        var status = chance.Early(Statuses);
        var arrived = demo.Now.AddDays(-chance.Around(50)).AddMinutes(chance.Between(0, 600));

        var lead = demo.Make<Lead>();
        lead.Name = chance.Early(DemoWords.Surnames) + chance.Of(DemoWords.GivenNames);
        lead.Company = $"{city}{chance.Of(DemoWords.BrandTails)}{chance.Of(DemoWords.BrandHeads)}{chance.Of(trades)}有限公司";
        lead.Title = chance.Of(DemoWords.Jobs).Title;
        lead.Industry = industry;
        lead.Mobile = $"+861{chance.Of(["35", "36", "37", "38", "39", "50", "58", "59", "77", "86", "87", "88"])}{chance.Digits(8)}";
        lead.Status = status;
        lead.Source = chance.Early(Sources);
        lead.Product = chance.Of(products).Id;
        lead.EstimatedAmount = Math.Round((decimal)chance.Around(amount) / 1_000) * 1_000;
        lead.Rating = chance.Between(1, 5);
        lead.Description = $"咨询{chance.Of(DemoWords.Needs)}方案";
        if (status is "unqualified" or "junk")
            lead.UnqualifiedReason = chance.Early(Reasons);

        var owner = status == "new" ? chance.Of(demo.People.Marketers) : chance.Of(demo.People.Reps[chance.Between(0, 2)]);
        lead.Record["owner"] = owner;
        if (lead.Source is "website" or "exhibition" && arrived > demo.Now.AddDays(-60))
            Send(lead, owner, arrived);
        if (status is not ("new" or "assigned"))
            Call(lead, owner, arrived.AddHours(chance.Around(8)));
    }

    /// <summary>It came by the form: from the fair's stand or the company's site.</summary>
    private void Send(Lead lead, Guid owner, DateTimeOffset when)
    {
        (lead.LeadForm, lead.LeadChannel) = (form, channels[lead.Source == "exhibition" ? 0 : 1]);
        (lead.UtmSource, lead.UtmMedium) = lead.Source == "exhibition" ? ("ciif", "qr") : ("website", "banner");
        var answers = demo.Make<Activity>();
        (answers.Type, answers.Subject, answers.OccurredAt) = (Activity.TypeValue.Form, "提交表单：预约产品演示", when < demo.Now ? when : demo.Now.AddHours(-1));
        answers.Lead = new Id<Lead>(lead.Id);
        answers.Record["owner"] = owner;
        var use = (lead.LeadChannel!.Value.Value, Moments.DayOf(answers.OccurredAt!.Value, demo.Session.Schema.Conventions.TimeZone));
        sent[use] = sent.GetValueOrDefault(use) + 1;
    }

    private void Call(Lead lead, Guid owner, DateTimeOffset when)
    {
        var call = demo.Make<Activity>();
        call.Type = Activity.TypeValue.Call;
        call.Subject = "首次电话沟通";
        call.OccurredAt = when < demo.Now ? when : demo.Now.AddHours(-1);
        call.Duration = chance.Between(60, 900);
        call.Direction = Activity.DirectionValue.Outbound;
        call.Lead = new Id<Lead>(lead.Id);
        call.Record["owner"] = owner;
        lead.ContactedAt = call.OccurredAt;
    }
}
