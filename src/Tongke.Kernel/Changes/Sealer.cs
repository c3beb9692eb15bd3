using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Changes;

/// <summary>
/// Gives the log its order and its seal: one consumer that follows the commits, numbers what is settled without gaps and chains each row to the
/// one before by SHA-256. Whoever alters, removes or inserts a row afterwards breaks the chain.
/// </summary>
public sealed class Sealer(Database database, TimeProvider clock, ILogger<Sealer> log)
{
    private const int BatchSize = 2_000;

    /// <summary>Seals all that is settled. What a transaction still running anywhere on the server might precede is left for the next time.</summary>
    /// <returns>How many rows were sealed.</returns>
    public async Task<long> SealAsync(CancellationToken ct)
    {
        long total = 0;
        while (true)
        {
            var (seq, tx, change, hash) = await HeadAsync(ct);
            var rows = await database.ListAsync(Unsealed(tx, change), SealedRow.Read, ct);
            if (rows.Count == 0)
                return total;

            var batch = new WriteBatch();
            var sealedRows = new List<object?[]>(rows.Count);
            foreach (var row in rows)
            {
                hash = Hash(hash, ++seq, row);
                sealedRows.Add([seq, row.Id, row.Tx, hash]);
            }

            batch.AddRows(Identifier.Of("change_seal"), SealColumns, sealedRows);
            if (await database.WriteAsync(batch, ct) is Refused refused)
            {
                // Another node sealed the same rows a moment before: its work stands, and this one goes on behind it.
                log.LogDebug("Sealing gave way to another node: {Reason}", refused.Reason);
                continue;
            }

            total += rows.Count;
            if (rows.Count < BatchSize)
                return total;
        }
    }

    /// <summary>Reads the whole log against its seals.</summary>
    /// <returns>How many rows were verified, and the first sequence number that does not fit; null when all do.</returns>
    public async Task<(long Verified, long? BrokenAt)> VerifyAsync(CancellationToken ct)
    {
        byte[] previous = new byte[SHA256.HashSizeInBytes];
        long verified = 0;
        while (true)
        {
            var page = await database.ListAsync(
                Sql.From($"select {SealedRow.Columns}, s.seq, s.hash from change_seal s left join change c on c.id = s.change where s.seq > {verified} order by s.seq limit {BatchSize}"),
                rows => (Row: rows.IsNull(0) ? null : SealedRow.Read(rows), Seq: rows.GetInt64(SealedRow.Count), Hash: rows.GetBytes(SealedRow.Count + 1)),
                ct);
            if (page.Count == 0)
                return (verified, null);

            foreach (var (row, seq, hash) in page)
            {
                if (row is null || seq != verified + 1 || !Hash(previous, seq, row).AsSpan().SequenceEqual(hash))
                    return (verified, verified + 1);

                previous = hash;
                verified = seq;
            }
        }
    }

    /// <summary>How many committed changes wait for their seal, and for how long the oldest has.</summary>
    public async Task<(long Count, TimeSpan Age)> LagAsync(CancellationToken ct)
    {
        var (_, tx, change, _) = await HeadAsync(ct);
        await using var rows = await database.QueryAsync(Sql.From($"select count(*), min(at) from change c where {After(tx, change)}"), ct);
        await rows.ReadAsync(ct);
        var count = rows.GetInt64(0);
        return (count, count == 0 ? TimeSpan.Zero : clock.GetUtcNow() - rows.GetInstant(1));
    }

    private static readonly RowColumn[] SealColumns =
    [
        new(Identifier.Of("seq"), ColumnType.Integer), new(Identifier.Of("change"), ColumnType.Uuid), new(Identifier.Of("tx"), ColumnType.Integer), new(Identifier.Of("hash"), ColumnType.Bytes),
    ];

    private async Task<(long Seq, long Tx, Guid? Change, byte[] Hash)> HeadAsync(CancellationToken ct)
    {
        await using var rows = await database.QueryAsync(Sql.From($"select seq, tx, change, hash from change_seal order by seq desc limit 1"), ct);
        return await rows.ReadAsync(ct)
            ? (rows.GetInt64(0), rows.GetInt64(1), rows.GetGuid(2), rows.GetBytes(3))
            : (0, -1, null, new byte[SHA256.HashSizeInBytes]);
    }

    /// <summary>
    /// SQLite has one writer, so rows are in commit order by their number. PostgreSQL has many: transactions older than every running one are
    /// settled, and within those the order (transaction, id) never changes again.
    /// </summary>
    private static Sql Unsealed(long tx, Guid? change) => Sql.PerDialect(
        Sql.From($"select {SealedRow.Columns} from change c where {After(tx, change)} order by c._row limit {BatchSize}"),
        Sql.From($"select {SealedRow.Columns} from change c where {After(tx, change)} and c.tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint order by c.tx, c.id limit {BatchSize}"));

    private static Sql After(long tx, Guid? change) => change is { } last
        ? Sql.PerDialect(
            Sql.From($"c._row > (select l._row from change l where l.id = {last})"),
            Sql.From($"(c.tx, c.id) > ({tx}, {last})"))
        : Sql.Literal("1 = 1");

    private static byte[] Hash(byte[] previous, long seq, SealedRow row)
    {
        var room = previous.Length + sizeof(long) + row.Parts.Sum(part => sizeof(long) + Encoding.UTF8.GetMaxByteCount(part.Length));
        var bytes = ArrayPool<byte>.Shared.Rent(room);
        previous.CopyTo(bytes, 0);
        var length = previous.Length;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(length), seq);
        length += sizeof(long);
        foreach (var part in row.Parts)
        {
            // Each part with its length, so that no two rows spell the same bytes.
            var written = Encoding.UTF8.GetBytes(part, bytes.AsSpan(length + sizeof(long)));
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(length), written);
            length += sizeof(long) + written;
        }

        var hash = SHA256.HashData(bytes.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(bytes);
        return hash;
    }

    /// <summary>What of a log row is sealed: all of it.</summary>
    private sealed record SealedRow(Guid Id, long Tx, IReadOnlyList<string> Parts)
    {
        public const int Count = 13;

        public static Sql Columns { get; } = Sql.Literal("c.id, c.tx, c.object, c.record, c.version, c.kind, c.actor, c.actor_name, c.via, c.address, c.at, c.commit_id, c.diff");

        public static SealedRow Read(Rows rows) => new(
            rows.GetGuid(0),
            rows.GetInt64(1),
            [
                rows.GetGuid(0).ToString(), rows.GetText(2), rows.GetGuid(3).ToString(), rows.GetInt64(4).ToString(System.Globalization.CultureInfo.InvariantCulture), rows.GetText(5),
                rows.Get<Guid?>(6)?.ToString() ?? string.Empty, rows.GetText(7), rows.GetText(8), rows.Get<string>(9) ?? string.Empty,
                rows.GetInstant(10).ToString(Values.InstantFormat, System.Globalization.CultureInfo.InvariantCulture), rows.GetGuid(11).ToString(), rows.GetText(12),
            ]);
    }
}
