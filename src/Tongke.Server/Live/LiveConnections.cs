using System.Collections.Concurrent;

namespace Tongke.Server.Live;

/// <summary>The open pages of this node.</summary>
public sealed class LiveConnections
{
    private readonly ConcurrentDictionary<string, LiveConnection> connections = new(StringComparer.Ordinal);

    /// <summary>All of them, at this moment.</summary>
    public IReadOnlyList<LiveConnection> All => [.. connections.Values];

    /// <summary>Takes in a page.</summary>
    public void Add(LiveConnection connection) => connections[connection.Id] = connection;

    /// <summary>Forgets a page.</summary>
    public void Remove(string id) => connections.TryRemove(id, out _);

    /// <summary>The page, unless it has gone.</summary>
    public LiveConnection? Find(string id) => connections.GetValueOrDefault(id);
}
