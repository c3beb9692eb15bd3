using System.Data;
using Npgsql;

namespace Tongke.Storage.Postgres;

/// <summary>
/// What a connection keeps prepared, after a statement failed on it. Npgsql takes a statement whose first planning failed or was cancelled for prepared, though
/// its columns were never described: whoever uses it next on that connection meets rows it doesn't expect, and the connection breaks (npgsql issue 6391).
/// </summary>
internal static class PostgresPreparations
{
    /// <summary>The statement is prepared anew when it is used again.</summary>
    public static async ValueTask ForgetAsync(NpgsqlCommand command)
    {
        if (command.Connection is not { FullState: ConnectionState.Open })
            return; // broken: it is not used again

        try
        {
            await command.UnprepareAsync(CancellationToken.None);
        }
        catch (Exception error) when (PostgresFailures.IsLost(error))
        {
            // The connection went in the meantime, with all that it had prepared.
        }
    }

    /// <summary>All statements are prepared anew: after a batch, of which it isn't known what was planned.</summary>
    public static void ForgetAll(NpgsqlConnection connection)
    {
        if (connection.FullState != ConnectionState.Open)
            return;

        try
        {
            connection.UnprepareAll();
        }
        catch (Exception error) when (PostgresFailures.IsLost(error))
        {
            // As above.
        }
    }
}
