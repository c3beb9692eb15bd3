using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Tongke.Storage;

/// <summary>A statement in the words of one database. The same <see cref="Sql"/> shape gives the same text, so prepared statements are found again.</summary>
internal sealed class RenderedSql
{
    [ThreadStatic]
    private static StringBuilder? _builder;

    internal RenderedSql(string text, SqlParameter[] parameters) => (Text, Parameters) = (text, parameters);

    public string Text { get; }

    public SqlParameter[] Parameters { get; }

    public static RenderedSql Of(Sql sql, Dialect dialect)
    {
        var builder = _builder ??= new StringBuilder(1024);
        builder.Clear();
        var parameters = new List<SqlParameter>();
        Append(sql, dialect, builder, parameters);
        return new RenderedSql(builder.ToString(), [.. parameters]);
    }

    private static void Append(Sql sql, Dialect dialect, StringBuilder text, List<SqlParameter> parameters)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var part in sql.Parts)
        {
            switch (part)
            {
                case string literal:
                    text.Append(literal);
                    break;
                case SqlParameter parameter:
                    text.Append(dialect == Dialect.Sqlite ? '?' : '$').Append(CultureInfo.InvariantCulture, $"{NumberOf(parameter, parameters)}");
                    break;
                case Sql nested:
                    Append(nested, dialect, text, parameters);
                    break;
                case SqlVariant variant:
                    Append(dialect == Dialect.Sqlite ? variant.Sqlite : variant.Postgres, dialect, text, parameters);
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
