using System.Collections.Concurrent;
using Tongke.Kernel.Schemas;

namespace Tongke.Server.Identity;

/// <summary>Answers about what some roles allow beside others, which every request of some kind asks: they stand as long as the Schema, which holds the roles.</summary>
/// <param name="ask">Whether the first roles together allow all that the others do.</param>
internal sealed class RememberedCover(Func<Schema, IReadOnlyCollection<Guid>, IReadOnlyCollection<Guid>, bool> ask)
{
    private Answers answers = new(null);

    /// <summary>Whether the <paramref name="held"/> roles together allow all that the <paramref name="wanted"/> ones do.</summary>
    public bool Covers(Schema schema, IReadOnlyCollection<Guid> held, IReadOnlyCollection<Guid> wanted)
    {
        var known = Volatile.Read(ref answers);
        if (known.Schema != schema)
            Volatile.Write(ref answers, known = new(schema));

        return known.ByRoles.GetOrAdd($"{string.Join(',', held)}>{string.Join(',', wanted)}", _ => ask(schema, held, wanted));
    }

    private sealed record Answers(Schema? Schema)
    {
        public ConcurrentDictionary<string, bool> ByRoles { get; } = new(StringComparer.Ordinal);
    }
}
