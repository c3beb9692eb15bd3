using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.SystemObjects;

/// <summary>The grants of a role name objects, fields and scopes that exist; a slip of the pen must not open or close a door unseen.</summary>
internal static class CheckGrants
{
    public static Rule Rule { get; } = new("role", RuleMoment.BeforeSave, nameof(CheckGrants), RunAsync);

    private static ValueTask<Refusal?> RunAsync(Record record, Session session, CancellationToken ct)
    {
        var problems = new List<Problem>();
        if (record["grants"] is JsonElement json && record.HasChanged(record.Object["grants"]))
        {
            try
            {
                foreach (var (name, grant) in json.Deserialize<Dictionary<string, Grant?>>(Json.Definitions) ?? [])
                    problems.AddRange(grant is { Read: not null, Edit: not null, Delete: not null } ? Examine(name, grant, session.Schema) : [new("grants", new("unknown_scope", "null", Scopes.Names))]);
            }
            catch (JsonException failure)
            {
                problems.Add(new("grants", new("grants_unreadable", failure.Path ?? "$")));
            }
        }

        return ValueTask.FromResult<Refusal?>(problems.Count > 0 ? new Invalid(problems) : null);
    }

    private static IEnumerable<Problem> Examine(string name, Grant grant, Schema schema)
    {
        var definition = schema.Find(name);
        if (name != "*" && definition is null)
        {
            yield return new("grants", new("unknown_object", name));
            yield break;
        }

        foreach (var scope in new[] { grant.Read, grant.Edit, grant.Delete })
        {
            if (scope.StartsWith('='))
            {
                if (definition is null)
                    yield return new("grants", new("scope_needs_object", scope));
                else if (Formula.Parse(scope[1..], definition) is { Expr.Type.Kind: not ValueKind.Boolean } or { Error: not null })
                    yield return new("grants", new("scope_formula", name, scope));
            }
            else if (!Scopes.Names.Contains(scope))
            {
                yield return new("grants", new("unknown_scope", scope, Scopes.Names));
            }
        }

        foreach (var type in grant.Types?.Where(t => definition?.RecordTypes.All(known => known.Name != t) != false) ?? [])
            yield return new("grants", new("unknown_record_type", type));

        foreach (var field in grant.Fields?.Keys.Where(f => f != "*" && definition is not null && definition.Find(f) is null) ?? [])
            yield return new("grants", new("unknown_field", $"{name}.{field}"));
    }
}
