using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Storage;

namespace Tongke.Crm.Customers;

/// <summary>
/// Finds company names that differ in one character: typed wrong, left out, or too much. Of two such names either the first halves are the same or the
/// last ones; an index on the key answers the one, an index on the key read backwards the other, whatever the number of companies.
/// </summary>
internal static class NearNames
{
    /// <summary>Shorter names differ by one character and mean another company.</summary>
    private const int Shortest = 4;

    /// <summary>Names looked at for each half.</summary>
    private const int MostCandidates = 300;

    private const int MostFound = 10;

    /// <summary>Stands after every other character in the order of the index.</summary>
    private const char Last = '\uffff';

    /// <summary>The key read backwards; null for none.</summary>
    public static string? Backwards(string? key) => key is null ? null : string.Concat(key.EnumerateRunes().Reverse());

    /// <summary>Living records whose key differs from <paramref name="name"/> in one character.</summary>
    public static async ValueTask<IReadOnlyList<Record>> FindAsync(FieldSchema key, string name, Session session, CancellationToken ct)
    {
        if (name.Length < Shortest)
            return [];

        var near = new HashSet<Guid>();
        await CollectAsync(key, name, near, session, ct);
        if (FillCompanyKeys.BackwardsOf(key) is { } backwards)
            await CollectAsync(backwards, Backwards(name)!, near, session, ct);

        var found = new List<Record>();
        foreach (var id in near.Order().Take(MostFound))
            if (await session.LoadAsync(key.Object, id, ct) is { } record)
                found.Add(record);

        return found;
    }

    private static async ValueTask CollectAsync(FieldSchema field, string text, HashSet<Guid> near, Session session, CancellationToken ct)
    {
        var half = text.Cut(text.Length / 2);
        var candidates = await session.Workspace.Database.ListAsync(
            Sql.From($"select id, {field.Column} from {field.Object.Table} where {field.Column} >= {half} and {field.Column} < {half + Last} and length({field.Column}) between {text.Length - 1} and {text.Length + 1} and deleted_at is null limit {MostCandidates}"),
            rows => (Id: rows.GetGuid(0), Text: rows.GetText(1)),
            ct);
        near.UnionWith(candidates.Where(c => c.Text != text && IsOneApart(c.Text, text)).Select(c => c.Id));
    }

    /// <summary>Whether one character was changed, added or left out.</summary>
    internal static bool IsOneApart(string a, string b)
    {
        var (shorter, longer) = a.Length <= b.Length ? (a, b) : (b, a);
        var start = 0;
        while (start < shorter.Length && shorter[start] == longer[start])
            start++;

        var end = 0;
        while (end < shorter.Length - start && shorter[^(end + 1)] == longer[^(end + 1)])
            end++;

        return longer.Length - start - end <= 1;
    }
}
