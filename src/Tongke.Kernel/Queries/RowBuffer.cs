using System.Buffers;
using System.Text.Json;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Queries;

/// <summary>Rows of a page as JSON that wait for the lists of related records that belong into them.</summary>
internal sealed class RowBuffer
{
    private readonly ArrayBufferWriter<byte> bytes = new(16 * 1024);
    private readonly List<(Guid Id, int Start, int Length)> rows = [];
    private readonly List<(JsonEncodedText Name, ILookup<Guid, ReadOnlyMemory<byte>> Lists)> lists = [];

    public IReadOnlyList<Guid> Ids => [.. rows.Select(r => r.Id).Distinct()];

    public void Add(Guid id, Action<Utf8JsonWriter> write)
    {
        var start = bytes.WrittenCount;
        using (var writer = new Utf8JsonWriter(bytes, Json.Writer))
            write(writer);

        rows.Add((id, start, bytes.WrittenCount - start));
    }

    /// <summary>Gives every row the list of the related records with its id; an empty one where there are none.</summary>
    public void AddLists(string name, RowBuffer children) => lists.Add((JsonEncodedText.Encode(name), children.rows.ToLookup(r => r.Id, children.Text)));

    public void WriteTo(Utf8JsonWriter writer)
    {
        foreach (var row in rows)
            writer.WriteRawValue(Text(row).Span, skipInputValidation: true);
    }

    /// <summary>A row as JSON text, its lists before the closing brace.</summary>
    private ReadOnlyMemory<byte> Text((Guid Id, int Start, int Length) row)
    {
        var whole = bytes.WrittenMemory.Slice(row.Start, row.Length);
        if (lists.Count == 0)
            return whole;

        var text = new ArrayBufferWriter<byte>(whole.Length + 256);
        text.Write(whole.Span[..^1]);
        foreach (var (name, items) in lists)
        {
            text.Write(text.WrittenSpan.Length > 1 ? ",\""u8 : "\""u8);
            text.Write(name.EncodedUtf8Bytes);
            text.Write("\":["u8);
            var isFirst = true;
            foreach (var item in items[row.Id])
            {
                if (!isFirst)
                    text.Write(","u8);
                text.Write(item.Span);
                isFirst = false;
            }

            text.Write("]"u8);
        }

        text.Write("}"u8);
        return text.WrittenMemory;
    }
}
