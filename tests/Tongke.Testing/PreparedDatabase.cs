using System.Collections.Concurrent;
using Tongke.Storage;

namespace Tongke.Testing;

/// <summary>
/// A database that was made ready once in this test run, on either dialect, and of which tests get copies: to make eighty tables and fill them takes many times
/// as long as to copy them. Tests of the making itself take a <see cref="TestDatabase.NewLocation"/>.
/// </summary>
/// <param name="prepareAsync">Makes an empty database ready and closes it.</param>
public sealed class PreparedDatabase(Func<DatabaseLocation, Task> prepareAsync)
{
    private readonly ConcurrentDictionary<Dialect, Lazy<Task<DatabaseLocation>>> originals = new();

    /// <summary>A copy that belongs to the caller.</summary>
    public async Task<DatabaseLocation> CopyAsync(TestDatabase database)
    {
        var original = await originals.GetOrAdd(database.Dialect, _ => new(() => PrepareAsync(database))).Value;
        return await Task.Run(() => database.Copy(original));
    }

    private async Task<DatabaseLocation> PrepareAsync(TestDatabase database)
    {
        var location = database.NewLocation();
        await prepareAsync(location);
        return location;
    }
}
