using Tongke.Storage.Backup;
using Tongke.Storage.Postgres;
using Tongke.Storage.Sqlite;

namespace Tongke.Storage;

/// <summary>One workspace's database: a SQLite file or a PostgreSQL schema. Safe to use from many threads.</summary>
public abstract class Database : Reader
{
    private protected Database()
    {
    }

    /// <exception cref="StorageUnavailableException">The database cannot be reached.</exception>
    public static async Task<Database> OpenAsync(DatabaseLocation location, CancellationToken ct = default) => location switch
    {
        DatabaseLocation.SqliteFile file => SqliteDatabase.Open(file.Path),
        DatabaseLocation.PostgresSchema schema => await PostgresDatabase.OpenAsync(schema, ct),
        _ => throw new ArgumentOutOfRangeException(nameof(location)),
    };

    /// <summary>One snapshot: every query through it sees the same state, whatever is written meanwhile. Keep it short.</summary>
    public abstract ValueTask<Reader> OpenReadAsync(CancellationToken ct = default);

    /// <summary>Runs the batch in one transaction. When it answers <see cref="Committed"/>, the data survives a crash.</summary>
    /// <exception cref="StorageFullException">The disk is full; nothing was kept.</exception>
    /// <exception cref="StorageUnavailableException">The database went away; <see cref="StorageUnavailableException.MayBeCommitted"/> tells whether the write may have been kept.</exception>
    /// <exception cref="StatementException">A statement is wrong; nothing was kept.</exception>
    public abstract Task<WriteOutcome> WriteAsync(WriteBatch batch, CancellationToken ct = default);

    /// <summary>Makes the tables those of the migration, in one transaction, while others read and write. Does nothing when they are so already.</summary>
    /// <exception cref="MigrationException">It cannot be done; nothing was changed.</exception>
    public abstract Task<MigrationPlan> MigrateAsync(Migration migration, CancellationToken ct = default);

    /// <summary>What <see cref="MigrateAsync"/> would do.</summary>
    public abstract Task<MigrationPlan> PlanAsync(Migration migration, CancellationToken ct = default);

    /// <summary>Tells every node that listens, this one included, some milliseconds later. A hint to look, not a queue: it is lost on a node that is away.</summary>
    /// <exception cref="ArgumentException">The payload is longer than <see cref="Notice.LongestPayload"/>, or the channel holds a line break.</exception>
    public abstract Task NotifyAsync(Notice notice, CancellationToken ct = default);

    /// <summary>
    /// Calls the listener with the payload of each notice on the channel until the result is disposed. It must be quick and must not throw.
    /// After a lost connection it is called with an empty payload: something may have been missed.
    /// </summary>
    public abstract Task<IDisposable> ListenAsync(string channel, Action<string> listener, CancellationToken ct = default);

    /// <summary>Writes all tables, as they are at one moment, into a file that either database can restore. Others go on reading and writing.</summary>
    /// <param name="file">Replaced when it exists, and only once the backup is whole.</param>
    /// <param name="ct">Gives up and leaves no file.</param>
    public async Task BackupAsync(string file, CancellationToken ct = default)
    {
        await using var snapshot = await OpenReadAsync(ct);
        await BackupWriter.WriteAsync(snapshot, file, ct);
    }

    /// <summary>Fills this empty database from a backup. When it fails, throw the database away.</summary>
    /// <exception cref="StorageException">The database has tables already, or the file is no backup.</exception>
    public Task RestoreAsync(string file, CancellationToken ct = default) => BackupReader.ReadAsync(this, file, ct);

    /// <summary>Answers when the database does.</summary>
    public abstract Task PingAsync(CancellationToken ct = default);

    /// <summary>What the data takes on disk, in bytes.</summary>
    public abstract Task<long> SizeAsync(CancellationToken ct = default);

    private protected static void ThrowIfUnsayable(Notice notice)
    {
        if (notice.Payload.Length > Notice.LongestPayload || notice.Channel.Contains('\n', StringComparison.Ordinal))
            throw new ArgumentException($"A notice has a channel of one line and a payload of at most {Notice.LongestPayload} characters.", nameof(notice));
    }
}
