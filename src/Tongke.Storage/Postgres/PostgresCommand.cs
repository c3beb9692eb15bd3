using System.Globalization;
using Npgsql;

namespace Tongke.Storage.Postgres;

/// <summary>One step of a batch as PostgreSQL gets it.</summary>
internal sealed class PostgresCommand
{
    private const string MissedMark = "tongke expects ";

    private readonly RenderedSql _sql;
    private readonly Expect _expect;
    private readonly bool _givesRows;

    private PostgresCommand(RenderedSql sql, Expect expect, bool returning = false)
    {
        (_sql, _expect) = (sql, expect);
        var text = sql.Text.AsSpan().TrimStart();
        var returns = text.Contains("returning", StringComparison.OrdinalIgnoreCase);
        var writes = StartsWith(text, "insert") || StartsWith(text, "update") || StartsWith(text, "delete");
        _givesRows = returns || StartsWith(text, "select") || StartsWith(text, "with") || StartsWith(text, "values");
        IsRead = StartsWith(text, "select") && !returns && !returning;
        IsSelfChecking = expect == Expect.Any || IsRead || (writes && !returns);
    }

    /// <summary>It only looks, or locks: what it expects is a number of rows found.</summary>
    public bool IsRead { get; }

    /// <summary>The server can be asked to fail when the expectation is missed.</summary>
    public bool IsSelfChecking { get; }

    public static PostgresCommand Of(WriteStep step) => step switch
    {
        StatementStep statement => new(statement.Render(Dialect.Postgres), statement.Expect, statement.Returning),
        RowsStep rows => new(RenderedSql.Of(PostgresRowInsert.Of(rows), Dialect.Postgres), Expect.Any),
        _ => throw new InvalidOperationException("Unknown step."),
    };

    /// <summary>What <see cref="ToBatchCommand"/>'s check raised, or null when the error is another.</summary>
    public static ExpectationMissed? Missed(PostgresException error)
    {
        var at = error.SqlState == PostgresErrorCodes.InvalidTextRepresentation ? error.MessageText.IndexOf(MissedMark, StringComparison.Ordinal) : -1;
        return at >= 0 && long.TryParse(error.MessageText.AsSpan(at + MissedMark.Length).TrimEnd("\"»”'"), out var rows) ? new ExpectationMissed(rows) : null;
    }

    public bool CountsRows(bool checkedByServer) => checkedByServer && _expect != Expect.Any;

    public bool HasResult(bool checkedByServer) => _givesRows || CountsRows(checkedByServer);

    /// <param name="checkedByServer">Wraps the statement so that a missed expectation is a cast that fails, which names the number of rows.</param>
    public NpgsqlBatchCommand ToBatchCommand(bool checkedByServer)
    {
        var command = new NpgsqlBatchCommand(CountsRows(checkedByServer) ? Checked() : _sql.Text);
        PostgresParameters.AddTo(command.Parameters, _sql.Parameters);
        return command;
    }

    private string Checked()
    {
        var atMost = _expect.AtMostRows == long.MaxValue ? "" : $" and count(*) <= {_expect.AtMostRows.ToString(CultureInfo.InvariantCulture)}";
        return $"with _written as ({_sql.Text}{(IsRead ? "" : " returning 1")}) select case when count(*) >= {_expect.AtLeastRows.ToString(CultureInfo.InvariantCulture)}{atMost} then count(*) else ('{MissedMark}' || count(*))::bigint end from _written";
    }

    private static bool StartsWith(ReadOnlySpan<char> text, string word) => text.StartsWith(word, StringComparison.OrdinalIgnoreCase);
}
