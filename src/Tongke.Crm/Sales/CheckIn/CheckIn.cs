using System.Net;
using Tongke.Crm.Customers;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>
/// Notes that somebody is at the customer's: where by their device, when by the server's clock, and how far from the account's place on the map. On a
/// planned visit it fills that one, which only its owner does: nobody else can say where they are; on a customer, contact, lead or deal it makes the visit.
/// </summary>
public sealed class CheckIn(string definition) : IRecordAction
{
    private const double MetresOfDegree = 111_195;

    /// <inheritdoc />
    public string Object => definition;

    /// <inheritdoc />
    public string Name => "check_in";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        if (definition == Activity.ObjectName && record.Owner is { } owner && owner != session.Actor.UserId)
            return new Forbidden(new("check_in_by_owner", session.Organization.Find(owner)?.Name ?? ""));

        var visit = Activity.Over(definition == Activity.ObjectName ? record : MakeVisit(record, session));
        if (visit.CheckedInAt is { } before)
            return new RuleRefused(new("already_checked_in", before));

        var (latitude, longitude) = ((decimal)parameters["position_lat"]!, (decimal)parameters["position_lng"]!);
        visit.CheckedInAt = session.Now;
        visit.OccurredAt = session.Now;
        visit.Record["position_lat"] = latitude;
        visit.Record["position_lng"] = longitude;
        visit.PositionAccuracy = (long?)parameters.GetValueOrDefault("accuracy");
        visit.Distance = await DistanceAsync(AccountOf(record), latitude, longitude, session, ct);
        if (parameters.GetValueOrDefault("note") is string { Length: > 0 } note)
            visit.Content = (visit.Content ?? "") + string.Concat(note.Split('\n').Select(line => $"<p>{WebUtility.HtmlEncode(line)}</p>"));

        return ActionOutcome.With(("activity", visit.Id));
    }

    private Record MakeVisit(Record about, Session session)
    {
        var visit = session.Add(session.Schema[Activity.ObjectName]);
        visit[Activity.Fields.Type] = Activity.TypeValue.Visit;
        visit[Activity.Fields.Subject] = new Message("visit_of", about[about.Object.NameField] ?? about.Object.Label).In(session.Actor.Language).Cut(200);
        visit[definition] = about.Id;
        return visit;
    }

    private Guid? AccountOf(Record record) => definition switch
    {
        Account.ObjectName => record.Id,
        Lead.ObjectName => null,
        _ => (Guid?)record[Account.ObjectName],
    };

    /// <summary>Metres to the account's place; null where it has none or the actor may not know it.</summary>
    private static async ValueTask<long?> DistanceAsync(Guid? account, decimal latitude, decimal longitude, Session session, CancellationToken ct)
    {
        var accounts = session.Schema[Account.ObjectName];
        if (account is not { } id || (await session.FindAsync(accounts, id, ct: ct)).Record is not { } place || !session.AccessTo(place).MayRead(accounts["position_lat"]))
            return null;

        return place["position_lat"] is decimal toLatitude && place["position_lng"] is decimal toLongitude
            ? Metres((double)latitude, (double)longitude, (double)toLatitude, (double)toLongitude)
            : null;
    }

    /// <summary>Along the great circle, by the haversine formula.</summary>
    private static long Metres(double latitude, double longitude, double toLatitude, double toLongitude)
    {
        static double Half(double degrees) => Math.Pow(Math.Sin(double.DegreesToRadians(degrees) / 2), 2);

        var angle = Half(toLatitude - latitude) + (Math.Cos(double.DegreesToRadians(latitude)) * Math.Cos(double.DegreesToRadians(toLatitude)) * Half(toLongitude - longitude));
        return (long)Math.Round(double.RadiansToDegrees(2 * Math.Asin(Math.Min(1, Math.Sqrt(angle)))) * MetresOfDegree);
    }
}
