using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Access;

/// <summary>Somebody who reads or writes: a person, a key of a script, or the system with a reason. There is no "nobody" that may do things.</summary>
public sealed record Actor
{
    private Actor() { }

    /// <summary>The user whose name stands in created_by; null for the system.</summary>
    public Guid? UserId { get; private init; }

    /// <summary>Name for logs and history.</summary>
    public required string Name { get; init; }

    /// <summary>Ids of the roles held.</summary>
    public IReadOnlyList<Guid> Roles { get; private init; } = [];

    /// <summary>Whether it is the system itself.</summary>
    public bool IsSystem { get; private init; }

    /// <summary>What the actor may be used for within its roles; null for people, who are not narrowed.</summary>
    public Purposes? Purposes { get; private init; }

    /// <summary>The API key by which it came; null for people and the system.</summary>
    public Guid? Key { get; private init; }

    /// <summary>The administrator who sees as this person; null for everybody who acts in their own name. Nothing is written meanwhile.</summary>
    public Guid? SeenBy { get; private init; }

    /// <summary>What the actor reads.</summary>
    public Language Language { get; init; } = Language.Chinese;

    /// <summary>Through what it came: web, api_key, import …; stands in the change log.</summary>
    public string Via { get; init; } = "web";

    /// <summary>Address of the client, for the change log.</summary>
    public string? Address { get; init; }

    /// <summary>A person, with the person's own roles or fewer.</summary>
    public static Actor User(Guid id, string name, IReadOnlyList<Guid> roles) => new() { UserId = id, Name = name, Roles = roles };

    /// <summary>A person, as an administrator sees the product in their place: all that they may read, and nothing to write.</summary>
    public static Actor Seen(Guid id, string name, IReadOnlyList<Guid> roles, Guid by) => new() { UserId = id, Name = name, Roles = roles, SeenBy = by };

    /// <summary>A key of a script: acts for its owner in the key's role, and only for what the key is good for.</summary>
    public static Actor OfKey(Guid key, Guid owner, string name, Guid role, Purposes purposes) =>
        new() { UserId = owner, Name = name, Roles = [role], Key = key, Purposes = purposes };

    /// <summary>The system, doing something nobody asked for by hand. A test lists every place that makes one.</summary>
    /// <param name="reason">What it does, e.g. "nightly lead scoring"; stands in the change log.</param>
    public static Actor System(string reason) => new() { Name = reason, IsSystem = true, Via = "system" };
}
