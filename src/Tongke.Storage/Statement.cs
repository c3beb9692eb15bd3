namespace Tongke.Storage;

/// <summary>SQL that is put into the words of one database once and run often, each time with other values in its slots. Safe to use from many threads.</summary>
public sealed class Statement
{
    /// <summary>The slot of the last value, however many there are.</summary>
    internal const int Last = -1;

    private readonly RenderedSql _rendered;
    private readonly Dialect _dialect;
    private readonly bool _hasSlots;

    private Statement(RenderedSql rendered, Dialect dialect)
    {
        (_rendered, _dialect) = (rendered, dialect);
        _hasSlots = rendered.Parameters.Any(p => p.Slot is not null);
    }

    /// <param name="sql">May hold <see cref="Sql.Slot"/>.</param>
    /// <param name="dialect">That of the database that will run it.</param>
    public static Statement Of(Sql sql, Dialect dialect) => new(RenderedSql.Of(sql, dialect, isKept: true), dialect);

    /// <exception cref="InvalidOperationException">It was made for another database.</exception>
    internal RenderedSql With(IReadOnlyList<object?> values, Dialect dialect)
    {
        if (dialect != _dialect)
            throw new InvalidOperationException($"The statement is in the words of {_dialect}.");
        if (!_hasSlots)
            return _rendered;

        var parameters = new SqlParameter[_rendered.Parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            var parameter = _rendered.Parameters[i];
            parameters[i] = parameter.Slot is { } slot ? SqlParameter.Of(values[slot.Number == Last ? values.Count - 1 : slot.Number], slot.Type) : parameter;
        }

        return new RenderedSql(_rendered.Text, parameters);
    }

    /// <summary>Its words.</summary>
    public override string ToString() => _rendered.Text;
}
