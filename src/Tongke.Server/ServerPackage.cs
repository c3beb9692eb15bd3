using Tongke.Kernel;
using Tongke.Storage;

namespace Tongke.Server;

/// <summary>What the server keeps in the workspace beside records: answers of idempotent requests.</summary>
public static class ServerPackage
{
    /// <summary>The package.</summary>
    public static Package Instance { get; } = new()
    {
        Name = "server",
        Tables =
        [
            new TableDefinition
            {
                Name = Identifier.Of("idempotency_key"),
                Columns =
                [
                    Column("name", ColumnType.Text), Column("fingerprint", ColumnType.Text), Column("record", ColumnType.Uuid), Column("at", ColumnType.Instant),
                    Column("status", ColumnType.Integer), Column("headers", ColumnType.Text), Column("body", ColumnType.Text),
                ],
                PrimaryKey = [Identifier.Of("name")],
                Indexes = [new IndexDefinition(Identifier.Of("idempotency_key_at_ix"), [Identifier.Of("at")])],
            },
        ],
    };

    private static ColumnDefinition Column(string name, ColumnType type) => new(Identifier.Of(name), type) { IsNullable = false };
}
