using System.Net.Sockets;
using Npgsql;

namespace Tongke.Storage.Postgres;

/// <summary>What an error of PostgreSQL means to the caller.</summary>
internal static class PostgresFailures
{
    /// <param name="error">What Npgsql threw.</param>
    /// <param name="statement">The text, or what was going on.</param>
    /// <param name="mayBeCommitted">Whether a commit was under way.</param>
    public static Exception Of(Exception error, string statement, bool mayBeCommitted = false) => error switch
    {
        _ when IsLost(error) => new StorageUnavailableException($"PostgreSQL cannot be reached: {error.Message}", mayBeCommitted, error),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory } full => new StorageFullException($"PostgreSQL has no room left: {full.MessageText}", error),
        PostgresException { SqlState: PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure } busy =>
            new StorageUnavailableException($"PostgreSQL is too busy: {busy.MessageText}", mayBeCommitted: false, error),
        PostgresException { SqlState: PostgresErrorCodes.NumericValueOutOfRange } large => new NumberRangeException(large.MessageText, error),
        PostgresException wrong => new StatementException($"{wrong.MessageText} ({wrong.SqlState})", statement, error),
        NpgsqlException => new StorageUnavailableException($"PostgreSQL cannot be reached: {error.Message}", mayBeCommitted, error),
        _ => error,
    };

    /// <summary>The connection is gone, or the server is starting or stopping.</summary>
    public static bool IsLost(Exception error) => error switch
    {
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.DatabaseDropped } => true,
        PostgresException => false,
        NpgsqlException { InnerException: IOException or SocketException or TimeoutException } => true,
        NpgsqlException npgsql => npgsql.IsTransient,
        SocketException or IOException => true,
        _ => false,
    };

    /// <summary>A prepared statement met a table that was changed since; preparing it again helps.</summary>
    public static bool IsOutdatedPlan(Exception error) => error is PostgresException { SqlState: PostgresErrorCodes.FeatureNotSupported, Routine: "RevalidateCachedQuery" };

    /// <summary>Two transactions got into each other's way; running this one again helps.</summary>
    public static bool IsConflict(Exception error) => error is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected };

    /// <summary>The reason a person can be told, or null when the error is no broken constraint.</summary>
    public static RefusalReason? Refusal(PostgresException error) => error.SqlState switch
    {
        PostgresErrorCodes.UniqueViolation => new UniqueViolated(error.TableName, error.ConstraintName, ColumnsOf(error.Detail)),
        PostgresErrorCodes.ForeignKeyViolation => new ForeignKeyViolated(error.TableName, error.ConstraintName, error.Detail?.Contains("still referenced", StringComparison.Ordinal)),
        PostgresErrorCodes.CheckViolation => new CheckViolated(error.TableName, error.ConstraintName),
        PostgresErrorCodes.NumericValueOutOfRange => new ValueOutOfRange(),
        PostgresErrorCodes.NotNullViolation => new NotNullViolated(error.TableName, error.ColumnName),
        _ => null,
    };

    /// <summary>From "Key (code, region)=(…) already exists."</summary>
    private static string[] ColumnsOf(string? detail)
    {
        if (detail is null || !detail.StartsWith("Key (", StringComparison.Ordinal) || detail.IndexOf(")=(", StringComparison.Ordinal) is not (> 0 and var end))
            return [];

        return [.. detail[5..end].Split(", ").Select(column => column.Trim('"'))];
    }
}
