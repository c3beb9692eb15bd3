using System.Text.Json;
using Tongke.Crm.Customers;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Sales;

/// <summary>Gathers reasons by the record they are about, and ranks the records.</summary>
internal sealed class TodayGathering(DateOnly today, TimeZoneInfo zone)
{
    private const decimal MiddleScore = 50;

    private readonly Dictionary<Guid, (string Object, JsonElement Row, List<TodayReason> Reasons)> subjects = [];
    private readonly HashSet<Guid> accountsOfDeals = [];

    /// <summary>Whole days from the day of a moment to today.</summary>
    public int DaysSince(DateTimeOffset moment) => Math.Max(0, today.DayNumber - DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime).DayNumber);

    /// <summary>Adds a reason to act on a record. The first row of a record that is met says what is known of it, the fullest of its amounts counts.</summary>
    public void Add((string Object, JsonElement Row) subject, TodayReason reason)
    {
        var (name, row) = subject;
        if (!subjects.TryGetValue(row.Id(), out var known) || row.EnumerateObject().Count() > known.Row.EnumerateObject().Count())
            subjects[row.Id()] = known = (name, row, known.Reasons ?? []);

        // Two tasks are two things to do; two promises to the same customer are one.
        if (reason.Kind is not TodayReasons.ContactPromised || !known.Reasons.Exists(r => r.Kind == reason.Kind))
            known.Reasons.Add(reason);
        if (name == Opportunity.ObjectName && LinkTo(row, Account.ObjectName) is { } account)
            accountsOfDeals.Add(account.Id);
    }

    /// <summary>Whether a deal of this account is on the list: then the account itself need not be.</summary>
    public bool HasDealOf(Guid account) => accountsOfDeals.Contains(account);

    /// <summary>The list: urgency times amount, the middle amount where none is known; of leads times their score.</summary>
    public TodayList Ranked(int top)
    {
        var items = subjects.Values.Select(ItemOf).ToArray();
        var amounts = items.Select(i => i.Amount).Where(a => a > 0).OfType<decimal>().Order().ToArray();
        var middle = amounts.Length == 0 ? 1 : amounts[amounts.Length / 2];
        var ranked = items
            .OrderByDescending(i => i.Score * WorthOf(i) * (i.Amount > 0 ? i.Amount.Value : middle))
            .ThenByDescending(i => i.Score)
            .ThenBy(i => i.Name, StringComparer.Ordinal)
            .ThenBy(i => i.Id);
        return new([.. ranked.Take(top)], items.Length);
    }

    /// <summary>A lead counts by its score, beside deals as much as one of the middle; one without a score is such.</summary>
    private static decimal WorthOf(TodayItem item) => item.LeadScore is { } score ? Math.Max(1, score) / MiddleScore : 1;

    private static TodayItem ItemOf((string Object, JsonElement Row, List<TodayReason> Reasons) subject)
    {
        var (name, row, reasons) = subject;
        return new(name, row.Id(), row.Text("name") ?? row.Text("subject") ?? "", AmountOf(name, row), reasons.Sum(TodayReasons.WeightOf), [.. reasons.OrderByDescending(TodayReasons.WeightOf)])
        {
            Phone = row.Text("mobile") ?? row.Text("phone") ?? (row.TryGetProperty(Contact.ObjectName, out var contact) && contact.ValueKind == JsonValueKind.Object ? contact.Text("mobile") : null),
            LeadScore = name == Lead.ObjectName ? (int?)row.Number("score") : null,
            Account = name == Account.ObjectName ? null : LinkTo(row, Account.ObjectName),
        };
    }

    /// <summary>What is at stake: the deal, the lead's estimate, a customer's open deals or else what they have bought.</summary>
    private static decimal? AmountOf(string name, JsonElement row) => name switch
    {
        Opportunity.ObjectName => row.Number("amount_base"),
        Lead.ObjectName => row.Number("estimated_amount_base"),
        Account.ObjectName => row.Number("open_amount") is > 0 and var open ? open : row.Number("won_amount"),
        _ => null,
    };

    private static TodayLink? LinkTo(JsonElement row, string link) =>
        row.TryGetProperty(link, out var target) && target.ValueKind == JsonValueKind.Object && target.TryGetProperty(SystemFields.Id, out _)
            ? new(link, target.Id(), target.Text("name"))
            : null;
}
