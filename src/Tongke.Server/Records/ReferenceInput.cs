using System.Text.Json;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Server.Errors;

namespace Tongke.Server.Records;

/// <summary>A record named by a unique field instead of its id: <c>{"login": "ana"}</c>. Only records the caller sees are found.</summary>
internal static class ReferenceInput
{
    /// <summary>The id in the address of a record, <c>account(0198…)</c> or <c>…/account/0198…</c>; the whole text when it is no address.</summary>
    public static string IdOf(JsonElement address)
    {
        var text = TextOf(address);
        if (text.EndsWith(')') && text.LastIndexOf('(') is >= 0 and var open)
            return text[(open + 1)..^1];

        return text[(text.LastIndexOf('/') + 1)..];
    }

    private static string TextOf(JsonElement json)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new RequestRefusedException(400, "broken_text");
        }
    }

    public static async ValueTask<(Guid? Id, Message? Problem)> FindAsync(Session session, FieldSchema lookup, ObjectSchema target, JsonElement json, CancellationToken ct)
    {
        if ((json.TryGetProperty("@id", out var address) || json.TryGetProperty("@odata.id", out address)) && address.ValueKind == JsonValueKind.String)
            return Guid.TryParseExact(IdOf(address), "D", out var named) ? (named, null) : (null, new("expected_id"));

        if (json.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String && id.TryGetGuid(out var found))
            return (found, null);

        var conditions = new List<Expr>();
        foreach (var member in json.EnumerateObject().Where(m => !m.Name.StartsWith('@')))
        {
            if (target.Find(member.Name) is not { Definition.Unique: true } field || !session.Access.On(target).MayRead(field))
                return (null, new("not_a_key", lookup.Label, target.Label));

            var coerced = member.Value.ValueKind == JsonValueKind.Null ? default : field.Type.FromJson(member.Value, field, session.Schema.Conventions);
            if (coerced.Problem is { } problem)
                return (null, problem);

            conditions.Add(Condition.Equal(new FieldPath(field), coerced.Value));
        }

        if (conditions.Count == 0)
            return (null, new("not_a_key", lookup.Label, target.Label));

        return await session.FindWhereAsync(target, Condition.AllOf(conditions), 2, ct) is [var only]
            ? (only.Id, null)
            : (null, new("lookup_not_found", lookup.Label, target.Label));
    }
}
