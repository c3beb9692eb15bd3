using System.Runtime.CompilerServices;

namespace Tongke.Storage;

/// <summary>Receives the pieces of <c>Sql.From($"…")</c>.</summary>
[InterpolatedStringHandler]
public ref struct SqlInterpolation
{
    private readonly object[] _parts;
    private int _count;

    public SqlInterpolation(int literalLength, int formattedCount)
    {
        _ = literalLength;
        _parts = new object[(2 * formattedCount) + 1];
    }

    public void AppendLiteral(string text) => _parts[_count++] = text;

    public void AppendFormatted(Sql sql) => _parts[_count++] = sql ?? throw new ArgumentNullException(nameof(sql));

    public void AppendFormatted(Identifier name) => _parts[_count++] = name.Quoted;

    public void AppendFormatted<T>(T value) => _parts[_count++] = SqlParameter.Of(value);

    internal readonly Sql ToSql() => new(_parts, _count);
}
