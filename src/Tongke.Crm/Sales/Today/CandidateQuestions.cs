using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Queries;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>
/// Asks for candidates of the day's list as any list is asked for, so rights on records and fields hold. What needs a field that the actor may
/// not read is left out; the number of candidates is bounded.
/// </summary>
internal sealed class CandidateQuestions(Session session)
{
    /// <summary>Most candidates of one question.</summary>
    public const int Most = 100;

    /// <summary>Whether the actor may read all of these fields of the object.</summary>
    public bool MayRead(string definition, params IEnumerable<string> fields) =>
        session.Schema.Find(definition) is { } found
        && session.Access.On(found).May(Kernel.Access.RecordAction.Read)
        && fields.All(name => found.Find(name) is { } field && session.Access.On(found).MayRead(field));

    /// <summary>The candidates; none where the actor does not get them.</summary>
    /// <param name="definition">Name of the object.</param>
    /// <param name="always">Conditions that all hold.</param>
    /// <param name="reasons">Conditions of which one holds, each with the fields it reads.</param>
    /// <param name="order">Which come first, when there are too many.</param>
    /// <param name="fields">Fields wanted; those the actor may not read are left out.</param>
    /// <param name="links">Lookups with the fields wanted from behind them, beside the name.</param>
    /// <param name="ct">Cancels.</param>
    public async ValueTask<IReadOnlyList<JsonElement>> AskAsync(
        string definition, string always, IReadOnlyList<(string Condition, string[] Reads)> reasons, string order, string[] fields, IReadOnlyList<(string Link, string[] Fields)> links, CancellationToken ct)
    {
        var asked = reasons.Where(r => MayRead(definition, r.Reads)).Select(r => $"({r.Condition})").ToArray();
        if (asked.Length == 0 || !MayRead(definition, SystemFields.Owner))
            return [];

        var scope = session.Schema[definition];
        var options = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["$filter"] = $"owner eq {session.Actor.UserId} and {always} and ({string.Join(" or ", asked)})",
            ["$select"] = string.Join(',', fields.Where(f => MayRead(definition, f)).Prepend(SystemFields.Id)),
            ["$top"] = Most.ToString(CultureInfo.InvariantCulture),
        };
        if (MayRead(definition, order.Split(' ')[0]))
            options["$orderby"] = order;
        if (links.Where(l => MayRead(definition, l.Link)).Select(l => Behind(scope[l.Link], l.Fields)).OfType<string>().ToArray() is { Length: > 0 } expand)
            options["$expand"] = string.Join(',', expand);

        var (query, error) = OData.Parse(scope, options);
        if (query is null)
            throw new InvalidOperationException($"The day's question about {definition} can't be read: {error!.In(Language.English)}");

        var (list, refusal) = RecordList.Compile(session, new Query(query));
        return list is not null && refusal is null ? await RowsAsync(list, ct) : [];
    }

    private static async ValueTask<IReadOnlyList<JsonElement>> RowsAsync(RecordList list, CancellationToken ct)
    {
        var buffer = new ArrayBufferWriter<byte>();
        await using (var writer = new Utf8JsonWriter(buffer, Json.Writer))
        {
            writer.WriteStartArray();
            await list.WriteAsync(writer, written: null, ct);
            writer.WriteEndArray();
        }

        return [.. JsonDocument.Parse(buffer.WrittenMemory).RootElement.EnumerateArray()];
    }

    /// <summary>What is asked about the record behind a lookup; null where the actor sees nothing there.</summary>
    private string? Behind(FieldSchema lookup, string[] wanted)
    {
        if (lookup.Target is not { } target || !MayRead(target.Name, target.NameField.Name))
            return null;

        return $"{lookup.Name}($select={string.Join(',', wanted.Where(f => MayRead(target.Name, f)).Prepend(target.NameField.Name).Prepend(SystemFields.Id).Distinct())})";
    }
}
