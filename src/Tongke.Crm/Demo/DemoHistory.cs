using Tongke.Crm.Customers;
using Tongke.Crm.Rules;
using Tongke.Crm.Sales;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Demo;

/// <summary>What surrounds a sample deal: its way through the stages, what was talked about, its products, the people who decide, what is to be done.</summary>
internal sealed class DemoHistory(DemoCompany demo, DemoChance chance)
{
    private const int Opening = 9;
    private const int Closing = 18;

    /// <summary>Writes each stay; the rule that logs stages takes over the last one, whose id it derives the same way.</summary>
    public void Log(Opportunity deal, IReadOnlyList<(Stage Stage, DateTimeOffset At)> steps)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            var isLast = i == steps.Count - 1;
            var log = isLast ? StageLog.Over(demo.Session.Make(demo.Session.Schema[StageLog.ObjectName], DerivedId.Of(demo.Session, deal.Id, steps[i].Stage.Id))) : demo.Make<StageLog>();
            log.Opportunity = new Id<Opportunity>(deal.Id);
            log.Pipeline = steps[i].Stage.Pipeline;
            log.Stage = new Id<Stage>(steps[i].Stage.Id);
            log.EnteredAt = steps[i].At;
            log.Amount = deal.Amount;
            log.Record["owner"] = deal.Record.Owner;
            if (i > 0)
                log.FromStage = new Id<Stage>(steps[i - 1].Stage.Id);
            if (isLast)
                continue;

            log.ToStage = new Id<Stage>(steps[i + 1].Stage.Id);
            log.LeftAt = steps[i + 1].At;
            log.DwellSeconds = (long)(steps[i + 1].At - steps[i].At).TotalSeconds;
            log.WorkSeconds = WorkTime.Between(steps[i].At, steps[i + 1].At, demo.Session.Schema.Conventions);
        }
    }

    /// <summary>Calls, visits, meetings and mails between two moments.</summary>
    public void Tell(Opportunity deal, DemoAccount account, DateTimeOffset from, DateTimeOffset to)
    {
        var days = Math.Max(1, (to - from).TotalDays);
        var count = Math.Clamp((int)(days / 12), 1, 6);
        for (var i = 0; i < count; i++)
        {
            var (type, subjects) = chance.Early(DemoWords.Activities);
            var when = chance.WorkingHour(from.AddDays(days * (i + 0.5) / count));
            var activity = demo.Make<Activity>();
            activity.Type = type;
            activity.Subject = chance.Of(subjects);
            activity.OccurredAt = when < demo.Now ? when : demo.Now.AddHours(-2);
            activity.Outcome = chance.Of(["connected", "interested", "follow_up", "connected"]);
            activity.Opportunity = new Id<Opportunity>(deal.Id);
            activity.Contact = chance.Of(account.Contacts).Id;
            if (type is Activity.TypeValue.Call or Activity.TypeValue.Email)
                activity.Direction = chance.Happens(0.75) ? Activity.DirectionValue.Outbound : Activity.DirectionValue.Inbound;
            if (type != Activity.TypeValue.Email)
                activity.Duration = chance.Between(5, 90) * 60L;
            activity.Record["owner"] = account.Owner;
        }
    }

    /// <summary>Lines from the quote on, a decision chain where there are contacts, a task where the deal is open.</summary>
    public void Detail(Opportunity deal, DemoAccount account, (Id<Product> Id, decimal Price) product, int stages)
    {
        if (stages >= 4 && chance.Happens(0.8))
        {
            var line = demo.Make<OpportunityLine>();
            line.Opportunity = new Id<Opportunity>(deal.Id);
            line.Product = product.Id;
            line.Quantity = Math.Max(1, Math.Round((deal.Amount ?? 0) / product.Price));
            line.Price = product.Price;
            line.Discount = chance.Between(0, 12);
        }

        foreach (var (contact, role) in stages >= 2 ? account.Contacts : [])
        {
            var member = demo.Make<OpportunityContact>();
            member.Opportunity = new Id<Opportunity>(deal.Id);
            member.Contact = contact;
            member.DecisionRole = role;
            member.Attitude = chance.Of(["supports", "neutral", "neutral", "opposes"]);
            member.Influence = chance.Between(1, 5);
        }

        if (deal.NextStep is not null && chance.Happens(0.7))
            Task(deal, account);
    }

    private void Task(Opportunity deal, DemoAccount account)
    {
        var due = Moments.StartOf(demo.Today.AddDays(chance.Between(-5, 12)), demo.Session.Schema.Conventions.TimeZone).AddHours(chance.Between(Opening, Closing));
        var task = demo.Make<Sales.Task>();
        task.Subject = chance.Of(DemoWords.Tasks);
        task.Priority = chance.Of(["normal", "normal", "high", "urgent", "low"]);
        task.Status = chance.Happens(0.25) ? "doing" : "todo";
        task.DueAt = due;
        task.ReminderAt = due.AddHours(-1);
        task.Opportunity = new Id<Opportunity>(deal.Id);
        task.Record["owner"] = account.Owner;
    }
}
