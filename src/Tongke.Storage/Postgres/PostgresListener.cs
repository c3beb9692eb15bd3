using Npgsql;

namespace Tongke.Storage.Postgres;

/// <summary>
/// Hears the notices of all nodes on one connection of its own, and connects again when that is lost.
/// All channels of a workspace go over one PostgreSQL channel, named after the schema.
/// </summary>
internal sealed class PostgresListener : IAsyncDisposable
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(300);

    private readonly NpgsqlDataSource _source;
    private readonly string _channel;
    private readonly NoticeBoard _board;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _run;

    public PostgresListener(NpgsqlDataSource source, string channel, NoticeBoard board)
    {
        (_source, _channel, _board) = (source, channel, board);
        _run = Task.Run(RunAsync);
    }

    /// <summary>Done when the first connection listens.</summary>
    public Task Listening => _listening.Task;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await ListenAsync();
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (error is NpgsqlException or IOException or TimeoutException or OperationCanceledException)
            {
                await Task.Delay(Retry, CancellationToken.None); // the server is away; it will come back
            }
        }
    }

    private async Task ListenAsync()
    {
        await using var connection = await _source.OpenConnectionAsync(_stop.Token);
        connection.Notification += (_, told) =>
        {
            var cut = told.Payload.IndexOf('\n', StringComparison.Ordinal);
            _board.Tell(new Notice(told.Payload[..cut], told.Payload[(cut + 1)..]));
        };
        await using (var listen = new NpgsqlCommand($"listen \"{_channel}\"", connection))
            await listen.ExecuteNonQueryAsync(_stop.Token);

        if (!_listening.TrySetResult())
            _board.TellAll(""); // connected again: something may have been said meanwhile
        while (true)
            await connection.WaitAsync(_stop.Token);
    }
}
