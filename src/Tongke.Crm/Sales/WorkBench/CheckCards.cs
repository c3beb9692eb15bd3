using System.Text.Json;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>The cards of a work bench are a list that the start page can lay out.</summary>
public sealed class CheckCards : IBeforeSave<WorkBench>
{
    /// <summary>Most cards of one bench.</summary>
    public const int Most = 30;

    private const int LongestName = 60;

    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(WorkBench record, Session session, CancellationToken ct) =>
        new(record.Changed(WorkBench.Fields.Cards) && record.Cards is { } cards && !AreCards(cards)
            ? new Invalid([new Problem(WorkBench.Fields.Cards, new("bench_cards_invalid", Most))])
            : null);

    private static bool AreCards(JsonElement cards) =>
        cards.ValueKind == JsonValueKind.Array
        && cards.GetArrayLength() <= Most
        && cards.EnumerateArray().All(IsCard)
        && cards.EnumerateArray().Select(card => card.GetProperty("id").GetString()).Distinct().Count() == cards.GetArrayLength();

    private static bool IsCard(JsonElement card) =>
        card.ValueKind == JsonValueKind.Object
        && NameIn(card, "id") is not null
        && NameIn(card, "kind") is not null
        && NameIn(card, "width") is "half" or "full";

    private static string? NameIn(JsonElement card, string property) =>
        card.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= LongestName } name ? name : null;
}
