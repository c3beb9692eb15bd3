using System.Collections.Concurrent;
using Tongke.Kernel.Access;
using Tongke.Kernel.Schemas;

namespace Tongke.Server.Identity;

/// <summary>Answers of <see cref="RoleCover"/> about one role, which every request with an API key asks: they stand as long as the Schema, which holds the roles.</summary>
internal sealed class RememberedRoleCover
{
    private Answers answers = new(null);

    /// <summary>Whether the <paramref name="held"/> roles together allow all that the <paramref name="wanted"/> one does.</summary>
    public bool Covers(Schema schema, IReadOnlyCollection<Guid> held, Guid wanted)
    {
        if (held.Contains(wanted))
            return true;

        var known = Volatile.Read(ref answers);
        if (known.Schema != schema)
            Volatile.Write(ref answers, known = new(schema));

        return known.ByRoles.GetOrAdd($"{string.Join(',', held)}>{wanted}", _ => RoleCover.Covers(schema, held, [wanted]));
    }

    private sealed record Answers(Schema? Schema)
    {
        public ConcurrentDictionary<string, bool> ByRoles { get; } = new(StringComparer.Ordinal);
    }
}
