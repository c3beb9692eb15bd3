using System.Buffers;
using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Queries;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Sales;

/// <summary>Groups and figures over what the actor of a session may see, by the same way as <c>$apply</c>: rights on records and fields hold.</summary>
/// <param name="session">Of the actor.</param>
/// <param name="most">Most groups of one question.</param>
internal sealed class Groups(Session session, int most = Aggregation.MostGroups)
{
    /// <summary>Why one of the questions was refused; null when none was.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>One row for each group; empty when refused.</summary>
    /// <param name="definition">Object whose records are grouped.</param>
    /// <param name="filter">Condition on them.</param>
    /// <param name="keys">Formulas that make a group; the rows name them by these texts.</param>
    /// <param name="measures">Name, function and formula (empty for a count of records).</param>
    /// <param name="ct">Cancels.</param>
    public async ValueTask<IReadOnlyList<JsonElement>> AskAsync(
        ObjectSchema definition, Expr filter, IReadOnlyList<string> keys, IReadOnlyList<(string Name, Aggregate Function, string? Of)> measures, CancellationToken ct)
    {
        return await AskAsync(
            definition,
            new Grouping(
                filter,
                [.. keys.Select((key, i) => new GroupKey($"k{i}", Parse(key, definition)))],
                [.. measures.Select(m => MeasureOf(m.Name, m.Function, m.Of is null ? null : Parse(m.Of, definition)))],
                []),
            ct);
    }

    /// <summary>Figures over all records, of formulas; empty when refused.</summary>
    public ValueTask<IReadOnlyList<JsonElement>> MeasureAsync(
        ObjectSchema definition, IReadOnlyList<(string Name, Aggregate Function, string? Of)> measures, CancellationToken ct) =>
        AskAsync(definition, new Grouping(null, [], [.. measures.Select(m => MeasureOf(m.Name, m.Function, m.Of is null ? null : Parse(m.Of, definition)))], []), ct);

    private async ValueTask<IReadOnlyList<JsonElement>> AskAsync(ObjectSchema definition, Grouping grouping, CancellationToken ct)
    {
        var (aggregation, refusal) = Aggregation.Compile(session, new ODataQuery { Object = definition, Apply = grouping }, most);
        if (aggregation is null)
        {
            // The questions are ours: what a person asked nothing of is not named to them, only why there is no answer.
            var isOfFields = session.Access.On(definition).May(RecordAction.Read);
            Refusal ??= isOfFields ? new Forbidden(new("figures_not_shown")) : refusal;
            return [];
        }

        var buffer = new ArrayBufferWriter<byte>();
        await using (var writer = new Utf8JsonWriter(buffer, Json.Writer))
        {
            writer.WriteStartArray();
            await aggregation.WriteAsync(writer, ct);
            writer.WriteEndArray();
        }

        return [.. JsonDocument.Parse(buffer.WrittenMemory).RootElement.EnumerateArray()];
    }

    private static Expr Parse(string formula, ObjectSchema definition) =>
        Formula.Parse(formula, definition).Expr ?? throw new InvalidOperationException($"'{formula}' is no formula over {definition.Name}.");

    private static Measure MeasureOf(string name, Aggregate function, Expr? of) => new(name, function, of, function switch
    {
        Aggregate.Count or Aggregate.CountDistinct => new(ValueKind.Integer),
        Aggregate.Average => new(ValueKind.Decimal, 10),
        Aggregate.Sum or Aggregate.Min or Aggregate.Max => of?.Type ?? new(ValueKind.Integer),
    });
}
