using System.Globalization;
using System.Text.Json;
using Tongke.Crm.Contracts;
using Tongke.Crm.Customers;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Sales;

/// <summary>
/// The day's list of the actor of a session: own tasks, deals, leads, customers and visits that ask for something today. Ranked by urgency times
/// amount, leads by their score as well; where no amount is known, the middle one of the list stands in.
/// </summary>
public sealed class ReadToday
{
    private const int SoonDays = 7;
    private const int PaymentDays = 3;
    private const int PromisesBack = 90;
    private const int UsualFreshness = 30;

    private readonly Session session;
    private readonly CandidateQuestions questions;
    private readonly TodayGathering found;
    private readonly DateOnly today;
    private readonly TimeZoneInfo zone;
    private readonly string dawn;
    private readonly string midnight;

    private ReadToday(Session session)
    {
        this.session = session;
        questions = new CandidateQuestions(session);
        zone = session.Schema.Conventions.TimeZone;
        today = session.Context.Today;
        found = new TodayGathering(today, zone);
        dawn = Instant(Begin(today));
        midnight = Instant(Begin(today.AddDays(1)));
    }

    /// <summary>Reads it.</summary>
    /// <param name="session">On whose behalf.</param>
    /// <param name="top">Most items wanted.</param>
    /// <param name="ct">Cancels.</param>
    public static async ValueTask<TodayList> RunAsync(Session session, int top, CancellationToken ct)
    {
        if (session.Actor.UserId is null)
            return new([], 0);

        var reader = new ReadToday(session);
        await reader.TasksAsync(ct);
        await reader.DealsAsync(ct);
        await reader.NodesAsync(ct);
        await reader.LeadsAsync(ct);
        await reader.AccountsAsync(ct);
        await reader.VisitsAsync(ct);
        await reader.PromisesAsync(ct);
        await reader.PaymentsAsync(ct);
        return reader.found.Ranked(top);
    }

    private async ValueTask TasksAsync(CancellationToken ct)
    {
        var rows = await questions.AskAsync(
            Task.ObjectName, "status in ('todo','doing')", [($"due_at lt {midnight}", ["due_at", "status"])], "due_at",
            ["subject", "due_at"], Subjects, ct);
        foreach (var row in rows)
        {
            var link = new TodayLink(Task.ObjectName, row.Id(), row.Text("subject"));
            var at = row.Moment("due_at")!.Value;
            var reason = at < session.Now
                ? new TodayReason(TodayReasons.TaskOverdue, found.DaysSince(at), at, link)
                : new TodayReason(TodayReasons.TaskToday, At: at, Record: link);
            found.Add(SubjectOf(row) ?? (Task.ObjectName, row), reason);
        }
    }

    private async ValueTask DealsAsync(CancellationToken ct)
    {
        var stale = today.AddDays(-Freshness(Opportunity.ObjectName));
        var rows = await questions.AskAsync(
            Opportunity.ObjectName, "status eq 'open'",
            [
                ($"close_date le {Day(today.AddDays(SoonDays))}", ["close_date", "status"]),
                ($"next_step_at le {Day(today)}", ["next_step_at", "status"]),
                ($"last_activity_at lt {Instant(Begin(stale))} and created_at lt {Instant(Begin(stale))}", ["last_activity_at", "created_at", "status"]),
            ],
            "amount_base desc", ["name", "amount_base", "close_date", "next_step_at", "last_activity_at", "created_at"], [(Account.ObjectName, []), (Contact.ObjectName, ["mobile"])], ct);
        foreach (var row in rows)
        {
            var subject = (Opportunity.ObjectName, row);
            if (row.Day("close_date") is { } closes && closes <= today.AddDays(SoonDays))
                found.Add(subject, new(closes < today ? TodayReasons.CloseOverdue : TodayReasons.CloseSoon, Math.Abs(today.DayNumber - closes.DayNumber)));
            if (row.Day("next_step_at") is { } step && step <= today)
                found.Add(subject, step < today ? new(TodayReasons.StepOverdue, today.DayNumber - step.DayNumber) : new(TodayReasons.StepToday));
            AddSilence(subject, stale);
        }
    }

    private async ValueTask NodesAsync(CancellationToken ct)
    {
        var rows = await questions.AskAsync(
            DealNode.ObjectName, "done eq false and opportunity/status eq 'open'", [($"due_on le {Day(today)}", ["due_on", "done", "opportunity"])], "due_on",
            ["name", "due_on"], [(Opportunity.ObjectName, ["amount_base", "last_activity_at"])], ct);
        foreach (var row in rows)
            if (SubjectOf(row) is { } deal && row.Day("due_on") is { } due)
                found.Add(deal, new(
                    due < today ? TodayReasons.NodeOverdue : TodayReasons.NodeToday, due < today ? today.DayNumber - due.DayNumber : null, Record: new(DealNode.ObjectName, row.Id(), row.Text("name"))));
    }

    private bool MayScore => questions.MayRead(Lead.ObjectName, Lead.Fields.Score);

    private async ValueTask LeadsAsync(CancellationToken ct)
    {
        var stale = today.AddDays(-Freshness(Lead.ObjectName));
        var rows = await questions.AskAsync(
            Lead.ObjectName, "status in ('new','assigned','contacted','nurturing','qualified')",
            [("status in ('new','assigned')", ["status"]), ($"last_activity_at lt {Instant(Begin(stale))}", ["last_activity_at", "status"])],
            MayScore ? "score desc" : "created_at desc", ["name", "status", "score", "estimated_amount_base", "mobile", "assigned_at", "created_at", "last_activity_at"], [], ct);
        foreach (var row in rows)
        {
            var subject = (Lead.ObjectName, row);
            if (row.Text("status") is Lead.StatusValue.New or Lead.StatusValue.Assigned)
                found.Add(subject, new(TodayReasons.NotContacted, (row.Moment("assigned_at") ?? row.Moment("created_at")) is { } since ? found.DaysSince(since) : null));
            else
                AddSilence(subject, stale);
        }
    }

    private async ValueTask AccountsAsync(CancellationToken ct)
    {
        var stale = today.AddDays(-Freshness(Account.ObjectName));
        var rows = await questions.AskAsync(
            Account.ObjectName, "(open_count gt 0 or won_amount gt 0)", [($"last_activity_at lt {Instant(Begin(stale))}", ["last_activity_at", "open_count", "won_amount"])],
            "open_amount desc", ["name", "open_amount", "won_amount", "phone", "last_activity_at"], [], ct);
        foreach (var row in rows.Where(row => !found.HasDealOf(row.Id())))
            AddSilence((Account.ObjectName, row), stale);
    }

    // A visit that was written down after the fact is no plan: it was there before it was made.
    private async ValueTask VisitsAsync(CancellationToken ct)
    {
        var rows = await questions.AskAsync(
            Activity.ObjectName, "type in ('visit','meeting') and checked_in_at eq null and created_at lt occurred_at",
            [($"occurred_at ge {dawn} and occurred_at lt {midnight}", ["type", "checked_in_at", "created_at", "occurred_at"])], "occurred_at", ["subject", "occurred_at"], Subjects, ct);
        foreach (var row in rows)
            found.Add(
                SubjectOf(row) ?? (Activity.ObjectName, row),
                new(TodayReasons.VisitPlanned, At: row.Moment("occurred_at"), Record: new(Activity.ObjectName, row.Id(), row.Text("subject"))));
    }

    // A promise is kept by any later contact.
    private async ValueTask PromisesAsync(CancellationToken ct)
    {
        var rows = await questions.AskAsync(
            Activity.ObjectName, $"occurred_at gt {Instant(Begin(today.AddDays(-PromisesBack)))}", [($"next_contact_at lt {midnight}", ["next_contact_at", "occurred_at"])],
            "occurred_at desc", ["subject", "occurred_at", "next_contact_at"], Subjects, ct);
        foreach (var row in rows)
            if (SubjectOf(row) is { } subject && row.Moment("next_contact_at") is { } at && !(subject.Row.Moment("last_activity_at") > row.Moment("occurred_at")))
                found.Add(subject, new(TodayReasons.ContactPromised, found.DaysSince(at), at, new(Activity.ObjectName, row.Id(), row.Text("subject"))));
    }

    // What is late has a task already: that stands here by itself.
    private async ValueTask PaymentsAsync(CancellationToken ct)
    {
        var rows = await questions.AskAsync(
            PaymentPlan.ObjectName, $"due_date ge {Day(today)}", [($"due_date le {Day(today.AddDays(PaymentDays))} and outstanding gt 0 and status ne 'pending'", ["due_date", "outstanding", "status"])],
            "due_date", ["name", "due_date"], [(Account.ObjectName, ["open_amount", "won_amount", "phone", "last_activity_at"]), (Contract.ObjectName, [])], ct);
        foreach (var row in rows)
            if (row.Day("due_date") is { } due)
                found.Add(
                    SubjectOf(row) ?? (PaymentPlan.ObjectName, row),
                    new(TodayReasons.PaymentDue, due.DayNumber - today.DayNumber, Record: new(PaymentPlan.ObjectName, row.Id(), row.Text("name"))));
    }

    private void AddSilence((string Object, JsonElement Row) subject, DateOnly stale)
    {
        // What a lead brought along happened before there was the deal: nobody was silent about that.
        if (subject.Row.Moment("last_activity_at") is { } last && Later(last, subject.Row.Moment("created_at")) is var since && since < Begin(stale))
            found.Add(subject, new(TodayReasons.NoContact, found.DaysSince(since), since));
    }

    private static DateTimeOffset Later(DateTimeOffset moment, DateTimeOffset? other) => other > moment ? other.Value : moment;

    /// <summary>What a task or activity is about, from the one that says most: only what the actor sees is there.</summary>
    private static (string Object, JsonElement Row)? SubjectOf(JsonElement row)
    {
        foreach (var (link, _) in Subjects)
            if (row.TryGetProperty(link, out var subject) && subject.ValueKind == JsonValueKind.Object && subject.TryGetProperty(SystemFields.Id, out _))
                return (link, subject);

        return null;
    }

    private static readonly (string Link, string[] Fields)[] Subjects =
    [
        (Opportunity.ObjectName, ["amount_base", "last_activity_at"]),
        (Lead.ObjectName, ["estimated_amount_base", "score", "mobile", "last_activity_at"]),
        (Account.ObjectName, ["open_amount", "won_amount", "phone", "last_activity_at"]),
        (Contact.ObjectName, ["mobile", "last_activity_at"]),
    ];

    private int Freshness(string definition) => session.Schema[definition].Definition.Quality?.Days ?? UsualFreshness;

    private DateTimeOffset Begin(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
