using System.Collections.Frozen;
using Tongke.Kernel.Access;

namespace Tongke.Server.Live;

/// <summary>One open page: whose it is, and what it shows.</summary>
/// <param name="id">Of the connection.</param>
/// <param name="actor">The person, as they were when the page connected.</param>
/// <param name="session">The sign-in that the page lives by.</param>
/// <param name="close">Ends the connection.</param>
public sealed class LiveConnection(string id, Actor actor, Guid session, Action close)
{
    /// <summary>A screen has a few objects on it.</summary>
    private const int MostObjects = 50;

    private volatile LookedAt? lookedAt;

    private volatile FrozenSet<string> objects = FrozenSet<string>.Empty;

    /// <summary>Of the connection.</summary>
    public string Id => id;

    /// <summary>The person, as they were when the page connected.</summary>
    public Actor Actor => actor;

    /// <summary>The sign-in that the page lives by.</summary>
    public Guid Session => session;

    /// <summary>Names of the objects whose records are on the page.</summary>
    public IReadOnlySet<string> Objects => objects;

    /// <summary>Takes what the page says it shows.</summary>
    public void Watch(IEnumerable<string> shown) => objects = shown.Take(MostObjects).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The record that the page is about, if it is about one and the person may see it.</summary>
    public LookedAt? LookedAt => lookedAt;

    /// <summary>Takes which record the page is about now.</summary>
    public void LookAt(LookedAt? record) => lookedAt = record;

    /// <summary>Ends the connection.</summary>
    public void Close() => close();
}

/// <summary>A record that somebody has before them.</summary>
/// <param name="Object">Name of its object.</param>
/// <param name="Record">Its id.</param>
public sealed record LookedAt(string Object, Guid Record);
