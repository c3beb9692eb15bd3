using System.Text.Json;
using Tongke.Crm.Customers;
using Tongke.Crm.LeadForms;
using Tongke.Crm.Sales;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Demo;

/// <summary>A form for demonstrations with the codes of a fair and of the company's site, and the rules by which leads score.</summary>
internal static class DemoForms
{
    /// <summary>Makes them in the commit that is being filled; the form and its channels are answered for the leads that came by them.</summary>
    public static (Id<LeadForm> Form, IReadOnlyList<Id<LeadChannel>> Channels) Make(DemoCompany demo)
    {
        var form = demo.Make<LeadForm>();
        (form.Name, form.TitleZh, form.TitleEn) = ("预约产品演示", "预约产品演示", "Book a demonstration");
        (form.IntroZh, form.IntroEn) = ("留下联系方式，工程师会在一个工作日内与你联系，安排现场或线上演示。", "Leave your details: an engineer will call within one working day to arrange a demonstration on site or online.");
        (form.SubmitZh, form.SubmitEn) = ("预约演示", "Book it");
        (form.ConsentZh, form.ConsentEn) = ("我同意按隐私政策使用以上信息与我联系", "I agree that these details are used to contact me, as the privacy policy says");
        form.Questions = Json("""
            [{ "field": "name", "required": true }, { "field": "mobile", "required": true }, { "field": "company", "required": true }, { "field": "title" }, { "field": "industry" },
             { "field": "description", "label": { "zh": "想看什么", "en": "What would you like to see?" } }]
            """);
        var id = new Id<LeadForm>(form.Id);
        return (id, [Channel(demo, id, "工博会展台", "ciif", "qr", "2026-ciif"), Channel(demo, id, "官网首页", "website", "banner", "demo")]);
    }

    /// <summary>What leads score by.</summary>
    public static void MakeRules(DemoCompany demo)
    {
        Fit(demo, "职位含总监或经理", "Director or manager", 15, "OR(CONTAINS(title, \"总监\"), CONTAINS(title, \"经理\"), CONTAINS(title, \"总\"))");
        Fit(demo, "装备制造或汽车行业", "Manufacturing or automotive", 15, "OR(industry = \"manufacturing\", industry = \"automotive\")");
        Fit(demo, "预估金额 50 万以上", "500,000 or more", 20, "estimated_amount >= 500000");
        Fit(demo, "意向度 4 星以上", "Interest of 4 stars or more", 15, "rating >= 4");
        Fit(demo, "没有公司名称", "No company", -10, "ISBLANK(company)");
        Behaviour(demo, "提交表单", "Sent a form", 12, [Activity.TypeValue.Form], 90, 24, 14);
        Behaviour(demo, "电话沟通", "Phone call", 8, [Activity.TypeValue.Call], 60, 24, 30);
        Behaviour(demo, "会议或拜访", "Meeting or visit", 15, [Activity.TypeValue.Meeting, Activity.TypeValue.Visit], 90, 30, 30);
    }

    /// <summary>Most key customers were called yesterday; of the others the first reminders come.</summary>
    public static async ValueTask CallKeyCustomersAsync(DemoCompany demo, CancellationToken ct)
    {
        const int ForgottenOf = 8;
        const int Opening = 9;
        var morning = Kernel.Expressions.Moments.StartOf(demo.Session.Context.Today.AddDays(-1), demo.Session.Schema.Conventions.TimeZone).AddHours(Opening);
        var key = Kernel.Expressions.Condition.Equal(new Kernel.Expressions.FieldPath(demo.Session.Schema[Account.ObjectName][Account.Fields.Level]), Account.LevelValue.A);
        foreach (var (index, account) in (await demo.Session.LoadWhereAsync<Account>(key, ct: ct)).Index())
        {
            if (index % ForgottenOf == 0)
                continue;

            var call = demo.Make<Activity>();
            (call.Type, call.Direction, call.Subject) = (Activity.TypeValue.Call, Activity.DirectionValue.Outbound, "例行电话回访");
            (call.OccurredAt, call.Account) = (morning.AddMinutes(index * 10), new Id<Account>(account.Id));
            call.Record["owner"] = account.Record.Owner;
        }
    }

    private static Id<LeadChannel> Channel(DemoCompany demo, Id<LeadForm> form, string name, string source, string medium, string campaign)
    {
        var channel = demo.Make<LeadChannel>();
        (channel.Form, channel.Name, channel.UtmSource, channel.UtmMedium, channel.UtmCampaign) = (form, name, source, medium, campaign);
        return new(channel.Id);
    }

    private static void Fit(DemoCompany demo, string name, string english, long points, string formula)
    {
        var rule = demo.Make<ScoreRule>();
        (rule.Name, rule.NameEn, rule.Kind, rule.Points) = (name, english, ScoreRule.KindValue.Fit, points);
        rule.Criteria = JsonSerializer.SerializeToElement(new[] { new { name = "criterion", label = new { zh = name, en = english }, formula } }, Kernel.Schemas.Json.Relaxed);
    }

    private static void Behaviour(DemoCompany demo, string name, string english, long points, string[] activities, long days, long cap, long halfLife)
    {
        var rule = demo.Make<ScoreRule>();
        (rule.Name, rule.NameEn, rule.Kind, rule.Points) = (name, english, ScoreRule.KindValue.Behaviour, points);
        (rule.Activities, rule.Days, rule.Cap, rule.HalfLife) = (activities, days, cap, halfLife);
    }

    private static JsonElement Json(string text) => JsonElement.Parse(text);
}
