using System.Text.Json;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Queries;

/// <summary>A record that was just committed as the one row that a statement would bring back: what writes rows writes it too.</summary>
/// <param name="record">The record.</param>
/// <param name="columns">Its fields in the places of the statement's columns.</param>
internal sealed class RecordRow(Record record, IReadOnlyList<FieldSchema> columns) : Rows
{
    private bool isRead;

    public override int FieldCount => columns.Count;

    public override string GetName(int i) => columns[i].Name;

    public override ValueTask<bool> ReadAsync(CancellationToken ct = default)
    {
        (var isFirst, isRead) = (!isRead, true);
        return new(isFirst);
    }

    public override bool IsNull(int i) => ValueOf(i) is null;

    public override long GetInt64(int i) => Value<long>(i);

    public override double GetDouble(int i) => Value<double>(i);

    public override decimal GetDecimal(int i, int scale) => Decimals.WithScale(Value<decimal>(i), scale);

    public override decimal GetCanonicalDecimal(int i) => Decimals.Canonical(Value<decimal>(i));

    public override Guid GetGuid(int i) => Value<Guid>(i);

    public override string GetText(int i) => (string)(Values.ToStored(ValueOf(i)) ?? throw Missing(i));

    public override bool GetBoolean(int i) => Value<bool>(i);

    public override DateOnly GetDate(int i) => Value<DateOnly>(i);

    public override TimeOnly GetTime(int i) => Value<TimeOnly>(i);

    public override DateTimeOffset GetInstant(int i) => Value<DateTimeOffset>(i);

    public override byte[] GetBytes(int i) => Value<byte[]>(i);

    public override void WriteText(int i, Utf8JsonWriter writer) => Write(i, writer);

    public override void WriteInt64(int i, Utf8JsonWriter writer) => Write(i, writer);

    public override void WriteDouble(int i, Utf8JsonWriter writer) => Write(i, writer);

    public override void WriteDecimal(int i, int scale, Utf8JsonWriter writer) => Values.WriteJson(writer, IsNull(i) ? null : GetDecimal(i, scale));

    public override void WriteCanonicalDecimal(int i, Utf8JsonWriter writer) => Values.WriteJson(writer, IsNull(i) ? null : GetCanonicalDecimal(i));

    public override void WriteBoolean(int i, Utf8JsonWriter writer) => Write(i, writer);

    public override void WriteGuid(int i, Utf8JsonWriter writer) => Write(i, writer);

    public override void WriteDate(int i, Utf8JsonWriter writer) => Write(i, writer);

    public override void WriteTime(int i, Utf8JsonWriter writer) => Write(i, writer);

    public override void WriteInstant(int i, Utf8JsonWriter writer) => Write(i, writer);

    public override void WriteJson(int i, Utf8JsonWriter writer) => Write(i, writer);

    public override void WriteBytes(int i, Utf8JsonWriter writer) => Write(i, writer);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>What the column holds: of children that it does not have, a new record counts none and adds nothing up.</summary>
    private object? ValueOf(int i) => record[columns[i]] ?? columns[i].OfNothing;

    private T Value<T>(int i) => (T)(ValueOf(i) ?? throw Missing(i));

    private void Write(int i, Utf8JsonWriter writer) => Values.WriteJson(writer, ValueOf(i));

    private InvalidCastException Missing(int i) => new($"Field {i} ({GetName(i)}) is null.");
}
