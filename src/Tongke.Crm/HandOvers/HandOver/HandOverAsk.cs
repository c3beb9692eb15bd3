using System.Text.Json;
using Tongke.Kernel.Records;

namespace Tongke.Crm.HandOvers;

/// <summary>What somebody wants to be handed over, as the preview and the hand-over itself understand it.</summary>
/// <param name="From">Whose work; null when records were chosen.</param>
/// <param name="Heirs">Who takes it.</param>
/// <param name="Objects">Only these objects; null means all.</param>
/// <param name="Chosen">Object of the records that were chosen; null for all work of a person.</param>
/// <param name="Records">The chosen records.</param>
/// <param name="FollowsAccount">Whether deals, contacts and tasks go where their account goes.</param>
/// <param name="IncludesOpen">Whether what hangs on the chosen records goes along.</param>
/// <param name="IncludesClosed">Whether what needs no work any more goes along too.</param>
/// <param name="Promised">How many of each object the one who asks was told of beforehand: what is missing of them by then is told of as skipped.</param>
public sealed record HandOverAsk(
    Guid? From, IReadOnlyList<Guid> Heirs, IReadOnlyList<string>? Objects, string? Chosen, IReadOnlyList<Guid> Records, bool FollowsAccount, bool IncludesOpen, bool IncludesClosed,
    IReadOnlyDictionary<string, long> Promised)
{
    /// <summary>Chosen records of one hand-over; for more there is the owner's whole work.</summary>
    public const int MostRecords = 20_000;

    /// <summary>As it is asked for, or null when its lists are no lists of what they should be.</summary>
    public static HandOverAsk? Of(HandOver record)
    {
        if (!TryList(record.Record["objects"], out var objects) || !TryList(record.Record["records"], out var texts))
            return null;

        var records = new List<Guid>();
        foreach (var text in texts ?? [])
        {
            if (!Guid.TryParse(text, out var id))
                return null;

            records.Add(id);
        }

        return new(
            record.Record["former_owner"] as Guid?,
            record.Record["heirs"] as Guid[] ?? [],
            objects,
            record.Record["object"] as string,
            [.. records.Distinct()],
            record.Record["follow_account"] is not false,
            record.Record["include_open"] is not false,
            record.Record["include_closed"] is true,
            Counts(record.Record["promised"]) ?? new Dictionary<string, long>());
    }

    /// <summary>How many of each object, or null when it says something else.</summary>
    internal static IReadOnlyDictionary<string, long>? Counts(object? value)
    {
        var counts = new Dictionary<string, long>();
        if (value is not JsonElement { ValueKind: not JsonValueKind.Null } json)
            return counts;
        if (json.ValueKind != JsonValueKind.Object)
            return null;

        foreach (var one in json.EnumerateObject())
            if (one.Value.ValueKind == JsonValueKind.Number && one.Value.TryGetInt32(out var count) && count >= 0)
                counts[one.Name] = count;
            else
                return null;

        return counts;
    }

    private static bool TryList(object? value, out IReadOnlyList<string>? list)
    {
        list = null;
        if (value is not JsonElement { ValueKind: not JsonValueKind.Null } json)
            return true;

        if (json.ValueKind != JsonValueKind.Array || json.EnumerateArray().Any(e => e.ValueKind != JsonValueKind.String))
            return false;

        list = [.. json.EnumerateArray().Select(e => e.GetString()!)];
        return true;
    }
}
