using System.Text.Json;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Server.Records;

/// <summary>A record named by a unique field instead of its id: <c>{"login": "ana"}</c>. Only records the caller sees are found.</summary>
internal static class ReferenceInput
{
    public static async ValueTask<(Guid? Id, Message? Problem)> FindAsync(Session session, FieldSchema lookup, ObjectSchema target, JsonElement json, CancellationToken ct)
    {
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
