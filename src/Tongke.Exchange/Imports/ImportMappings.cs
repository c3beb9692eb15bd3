using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Exchange.Imports;

/// <summary>Mappings that are remembered for the next file with the same headers.</summary>
public static class ImportMappings
{
    private const string ObjectName = "import_mapping";

    /// <summary>What was mapped the last time for a file with these headers; null when there was none.</summary>
    public static async Task<IReadOnlyDictionary<string, string>?> FindAsync(Session session, string target, IReadOnlyList<string> headers, CancellationToken ct)
    {
        var definition = session.Schema[ObjectName];
        return await FindAsync(session, definition, target, headers, ct) is { } record
            ? ReadMapping(record)
            : null;
    }

    /// <summary>People may write mappings themselves: what is no field's name is left out.</summary>
    private static Dictionary<string, string>? ReadMapping(Record record) =>
        record["mapping"] is JsonElement { ValueKind: JsonValueKind.Object } mapping
            ? mapping.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String).DistinctBy(p => p.Name).ToDictionary(p => p.Name, p => p.Value.GetString()!)
            : null;

    /// <summary>Remembers what the person mapped. Without the right to keep mappings nothing is remembered.</summary>
    public static async Task RememberAsync(Workspace workspace, ImportSettings settings, IReadOnlyList<string> headers, Actor actor, CancellationToken ct)
    {
        var session = workspace.Open(actor);
        var definition = session.Schema[ObjectName];
        var record = await FindAsync(session, definition, settings.Object, headers, ct);
        if (record is null && session.Access.On(definition).May(RecordAction.Create))
        {
            record = session.Add(definition);
            record["name"] = $"{settings.Object} {Fingerprint(headers)[..8]}";
            record["object"] = settings.Object;
            record["fingerprint"] = Fingerprint(headers);
        }

        if (record is null)
            return;

        record["mapping"] = JsonSerializer.SerializeToElement(settings.Mapping, Json.Relaxed);
        record["values"] = JsonSerializer.SerializeToElement(settings.Values, Json.Relaxed);
        await session.CommitAsync(ct);
    }

    private static async Task<Record?> FindAsync(Session session, ObjectSchema definition, string target, IReadOnlyList<string> headers, CancellationToken ct)
    {
        var condition = Condition.AllOf(
        [
            Condition.Equal(new FieldPath(definition["object"]), target),
            Condition.Equal(new FieldPath(definition["fingerprint"]), Fingerprint(headers)),
        ]);
        var found = await session.FindWhereAsync(definition, condition, 100, ct);
        return found.FirstOrDefault(r => r.Owner == session.Actor.UserId) ?? (found.Count > 0 ? found[^1] : null);
    }

    /// <summary>The same for the same headers in whatever order; the reasons of an error file don't count.</summary>
    private static string Fingerprint(IReadOnlyList<string> headers) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001F', headers.Where(h => !ErrorFile.IsReasonHeader(h)).Order(StringComparer.Ordinal)))));
}
