using Npgsql;

namespace Tongke.Storage.Postgres;

/// <summary>Runs a batch as one <see cref="NpgsqlBatch"/> in one transaction.</summary>
internal static class PostgresWriter
{
    private const int MostTries = 5;

    public static async Task<WriteOutcome> WriteAsync(NpgsqlDataSource source, WriteBatch batch, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await new PostgresAttempt(batch.Steps).RunAsync(source, ct);
            }
            catch (RetryableException error) when (tries < MostTries)
            {
                await Task.Delay(TimeSpan.FromMilliseconds((5 << tries) * (0.5 + Random.Shared.NextDouble())), ct);
                _ = error;
            }
            catch (RetryableException error)
            {
                throw PostgresFailures.Of(error.InnerException!, "a batch");
            }
        }
    }
}

/// <summary>The transaction was surely undone and may be run again.</summary>
internal sealed class RetryableException(Exception inner) : Exception(inner.Message, inner);
