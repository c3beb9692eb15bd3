using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Customers;

/// <summary>
/// Tells companies apart whose names differ in their place alone. The key of a name keeps no place, so where records share one the names are asked:
/// 上海云海 is not 北京云海, and 云海 may be either.
/// </summary>
internal static class CompanyPlaces
{
    /// <summary>The place that the company of a record is of, where the fields compare what is left of its name without; null where they don't, or it names none.</summary>
    public static CompanyPlace? Of(Record record, IEnumerable<FieldSchema> compared) =>
        compared.Select(FillCompanyKeys.SourceOf).OfType<FieldSchema>().FirstOrDefault() is { } source && record[source] is string name ? CompanyPlace.Of(name) : null;

    /// <summary>
    /// Those of some alike records that may be the same, by the place that holds them together: one group for each place that none of the others lies in.
    /// A record that names no place, or only the province, is in the group of each that it may belong to.
    /// </summary>
    public static IEnumerable<(CompanyPlace? Place, IReadOnlyList<Record> Records)> Divide(IReadOnlyCollection<Record> alike, IReadOnlyCollection<FieldSchema> compared)
    {
        var placed = alike.Select(record => (Record: record, Place: Of(record, compared))).ToArray();
        var places = placed.Select(p => p.Place).OfType<CompanyPlace>().Distinct().ToArray();
        if (places.Length == 0)
            return [(null, [.. alike])];

        return places.Where(place => place.City is not null || !places.Any(other => other.City is not null && other.Province == place.Province))
            .Select(place => ((CompanyPlace?)place, (IReadOnlyList<Record>)[.. placed.Where(p => !CompanyPlace.Differ(p.Place, place)).Select(p => p.Record)]));
    }
}
