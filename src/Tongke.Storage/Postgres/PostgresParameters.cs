using Npgsql;
using NpgsqlTypes;

namespace Tongke.Storage.Postgres;

/// <summary>Parameters with their PostgreSQL types, so that a null has a type too.</summary>
internal static class PostgresParameters
{
    public static void AddTo(NpgsqlParameterCollection collection, ReadOnlySpan<SqlParameter> parameters)
    {
        foreach (var parameter in parameters)
        {
            var type = TypeOf(parameter.Kind);
            collection.Add(new NpgsqlParameter
            {
                Value = parameter.Value ?? DBNull.Value,
                NpgsqlDbType = parameter.IsArray ? NpgsqlDbType.Array | type : type,
            });
        }
    }

    public static NpgsqlDbType TypeOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Uuid => NpgsqlDbType.Uuid,
        ColumnKind.Text => NpgsqlDbType.Text,
        ColumnKind.Integer => NpgsqlDbType.Bigint,
        ColumnKind.Decimal => NpgsqlDbType.Numeric,
        ColumnKind.Boolean => NpgsqlDbType.Boolean,
        ColumnKind.Date => NpgsqlDbType.Date,
        ColumnKind.Time => NpgsqlDbType.Time,
        ColumnKind.Instant => NpgsqlDbType.TimestampTz,
        ColumnKind.Double => NpgsqlDbType.Double,
        ColumnKind.Json => NpgsqlDbType.Jsonb,
        ColumnKind.Bytes => NpgsqlDbType.Bytea,
    };
}
