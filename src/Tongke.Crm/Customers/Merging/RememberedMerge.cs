using System.Text.Json;
using System.Text.Json.Serialization;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Customers;

/// <summary>What a merge recorded, read back.</summary>
/// <param name="Object">Object of the merged records.</param>
/// <param name="Winner">The record that was kept.</param>
/// <param name="Losers">Those that went into it.</param>
/// <param name="Before">The values before, and what became of the winner's: see <see cref="MergeJson"/>.</param>
/// <param name="Moved">The links that were turned, in this order.</param>
internal sealed record RememberedMerge(ObjectSchema Object, Guid Winner, IReadOnlyList<Guid> Losers, JsonElement Before, IReadOnlyList<MovedLink> Moved)
{
    /// <summary>The object that remembers merges.</summary>
    public const string ObjectName = "merge_record";

    private const int MaxLosers = 100;

    /// <summary>Earlier versions noted more of a link than is needed now.</summary>
    private static readonly JsonSerializerOptions Lenient = new(Json.Definitions) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };

    /// <summary>The links that a merge of this session has turned so far.</summary>
    public static IReadOnlyList<MovedLink> MovedOf(Record merge) => ListOf<MovedLink>(merge["moved"]) ?? [];

    /// <summary>Null when it is not what a merge records, of an object that can be merged.</summary>
    public static RememberedMerge? Read(Record merge, Session session)
    {
        if (merge["object"] is not string name || session.Schema.Find(name) is not { } definition || session.Workspace.Rules.FindAction(definition.Name, MergeRecords.ActionName) is not MergeRecords)
            return null;

        if (merge["winner"] is not Guid winner || merge["before"] is not JsonElement before || ListOf<Guid>(merge["losers"]) is not { Length: > 0 and <= MaxLosers } losers || ListOf<MovedLink?>(merge["moved"]) is not { } moved)
            return null;

        var isWhole = !losers.Contains(winner) && MergeJson.IsComplete(before, winner) && moved.All(l => l is { Object: not null, Field: not null } && (losers.Contains(l.From) || (l.Dropped && l.From == winner)));
        return isWhole ? new(definition, winner, losers, before, moved!) : null;
    }

    private static T[]? ListOf<T>(object? value)
    {
        try
        {
            return value is JsonElement { ValueKind: JsonValueKind.Array } list ? list.Deserialize<T[]>(Lenient) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
