using SQLitePCL;

namespace Tongke.Storage.Sqlite;

/// <summary>What an error code of SQLite means to the caller.</summary>
internal static class SqliteFailures
{
    private const int Unique = raw.SQLITE_CONSTRAINT_UNIQUE;

    public static Exception Of(int code, sqlite3 handle, string statement)
    {
        var message = raw.sqlite3_errmsg(handle).utf8_to_string();
        return (code & 0xff) switch
        {
            raw.SQLITE_FULL => new StorageFullException("The disk is full."),
            raw.SQLITE_INTERRUPT => new OperationCanceledException("The query was cancelled."),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new StorageUnavailableException($"The SQLite file is locked by another process: {message}.", mayBeCommitted: false),
            raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_NOMEM or raw.SQLITE_PROTOCOL =>
                new StorageUnavailableException($"The SQLite file cannot be read or written: {message} ({code}).", mayBeCommitted: false),
            raw.SQLITE_READONLY => new StorageException($"The SQLite file may not be written: {message}."),
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => new StorageException($"The SQLite file is damaged: {message}."),
            _ when IsTooLarge(code, message) => new NumberRangeException(message),
            _ => new StatementException($"{message} ({code})", statement),
        };
    }

    /// <summary>The reason a person can be told, or null when the code is no broken constraint.</summary>
    public static RefusalReason? Refusal(int code, sqlite3 handle)
    {
        var message = raw.sqlite3_errmsg(handle).utf8_to_string();
        if (IsTooLarge(code, message))
            return new ValueOutOfRange();
        if ((code & 0xff) != raw.SQLITE_CONSTRAINT)
            return null;

        var subject = message[(message.IndexOf(": ", StringComparison.Ordinal) + 2)..];
        return code switch
        {
            Unique or raw.SQLITE_CONSTRAINT_PRIMARYKEY or raw.SQLITE_CONSTRAINT_ROWID => UniqueOf(subject),
            raw.SQLITE_CONSTRAINT_NOTNULL => new NotNullViolated(subject.Split('.')[0], subject.Split('.')[^1]),
            raw.SQLITE_CONSTRAINT_CHECK => new CheckViolated(null, subject),
            raw.SQLITE_CONSTRAINT_FOREIGNKEY or raw.SQLITE_CONSTRAINT_TRIGGER => new ForeignKeyViolated(null, null, null),
            _ => null,
        };
    }

    private static bool IsTooLarge(int code, string message) =>
        code == raw.SQLITE_ERROR && (message == "integer overflow" || message.EndsWith(SqliteFunctions.TooManyDigits, StringComparison.Ordinal));

    /// <summary>"account.code, account.region" or "index 'account_code_key'".</summary>
    private static UniqueViolated UniqueOf(string subject)
    {
        if (subject.StartsWith("index '", StringComparison.Ordinal))
            return new UniqueViolated(null, subject[7..^1], []);

        var columns = subject.Split(", ");
        return new UniqueViolated(columns[0].Split('.')[0], null, [.. columns.Select(column => column.Split('.')[^1])]);
    }
}
