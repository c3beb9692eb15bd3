using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Tongke.Storage.Postgres;

namespace Tongke.Storage;

/// <summary>A statement in the words of one database. The same <see cref="Sql"/> shape gives the same text, so prepared statements are found again.</summary>
internal sealed class RenderedSql
{
    [ThreadStatic]
    private static StringBuilder? _builder;

    internal RenderedSql(string text, SqlParameter[] parameters) => (Text, Parameters) = (text, parameters);

    public string Text { get; }

    public SqlParameter[] Parameters { get; }

    /// <param name="sql">What is to be said.</param>
    /// <param name="dialect">In which words.</param>
    /// <param name="isKept">
    /// Whether it will be run again and again with the same values of its own. PostgreSQL then gets plain ones as words: a statement without parameters it
    /// plans once, one with parameters often each time, which takes longer than finding a page.
    /// </param>
    public static RenderedSql Of(Sql sql, Dialect dialect, bool isKept = false)
    {
        var builder = _builder ??= new StringBuilder(1024);
        builder.Clear();
        var parameters = new List<SqlParameter>();
        Append(sql, dialect, isKept && dialect == Dialect.Postgres, builder, parameters);
        return new RenderedSql(builder.ToString(), [.. parameters]);
    }

    private static void Append(Sql sql, Dialect dialect, bool inWords, StringBuilder text, List<SqlParameter> parameters)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var part in sql.Parts)
        {
            switch (part)
            {
                case string literal:
                    text.Append(literal);
                    break;
                case SqlParameter parameter when inWords && PostgresWords.Of(parameter) is { } words:
                    text.Append(words);
                    break;
                case SqlParameter parameter:
                    text.Append(dialect == Dialect.Sqlite ? '?' : '$').Append(CultureInfo.InvariantCulture, $"{NumberOf(parameter, parameters)}");
                    break;
                case Sql nested:
                    Append(nested, dialect, inWords, text, parameters);
                    break;
                case SqlVariant variant:
                    Append(dialect == Dialect.Sqlite ? variant.Sqlite : variant.Postgres, dialect, inWords, text, parameters);
                    break;
            }
        }
    }

    /// <summary>A piece used twice, as in select and group by, keeps one parameter: PostgreSQL would take two for different expressions.</summary>
    private static int NumberOf(SqlParameter parameter, List<SqlParameter> parameters)
    {
        var known = parameters.IndexOf(parameter);
        if (known >= 0)
            return known + 1;

        parameters.Add(parameter);
        return parameters.Count;
    }
}
