using Tongke.Storage;

namespace Tongke.Server.Identity;

/// <summary>The tables of sign-in. They hold secrets and their traces, so they are not objects: no list, export or API reads them.</summary>
internal static class IdentityTables
{
    public static IReadOnlyList<TableDefinition> All { get; } =
    [
        // One password a person, as a PHC string.
        Table("credential", "user",
            [Not("user", ColumnType.Uuid), Not("password_hash", ColumnType.Text), Not("changed_at", ColumnType.Instant), Not("must_change", ColumnType.Boolean)],
            belongsTo: [("user", "user")]),

        // The secret of an authenticator, encrypted; it counts once a code confirmed it. last_step is the time step of the last code used.
        Table("second_factor", "user",
            [Not("user", ColumnType.Uuid), Not("secret", ColumnType.Bytes), May("confirmed_at", ColumnType.Instant), Not("last_step", ColumnType.Integer)],
            belongsTo: [("user", "user")]),
        Table("recovery_code", "hash",
            [Not("hash", ColumnType.Text), Not("user", ColumnType.Uuid), May("used_at", ColumnType.Instant)],
            belongsTo: [("user", "user")],
            indexes: [Index("recovery_code_user_ix", "user")]),

        // The cookie's value is known only as its hash.
        Table("web_session", "id",
            [
                Not("id", ColumnType.Uuid), Not("token_hash", ColumnType.Text), Not("user", ColumnType.Uuid), Not("created_at", ColumnType.Instant),
                Not("last_seen_at", ColumnType.Instant), Not("expires_at", ColumnType.Instant), Not("address", ColumnType.Text), Not("agent", ColumnType.Text),
                May("revoked_at", ColumnType.Instant), May("seen_as", ColumnType.Uuid), May("seen_until", ColumnType.Instant), May("seen_entry", ColumnType.Uuid),
            ],
            belongsTo: [("user", "user")],
            indexes: [Index("web_session_token_ux", "token_hash") with { IsUnique = true }, Index("web_session_user_ix", "user", "created_at")]),

        Table("api_key_secret", "api_key",
            [Not("api_key", ColumnType.Uuid), Not("hash", ColumnType.Text), Not("issued_at", ColumnType.Instant)],
            belongsTo: [("api_key", "api_key")],
            indexes: [Index("api_key_secret_hash_ux", "hash") with { IsUnique = true }]),

        // No foreign key: the log outlives the person.
        Table("sign_in_log", "id",
            [
                Not("id", ColumnType.Uuid), Not("at", ColumnType.Instant), Not("login", ColumnType.Text), May("user", ColumnType.Uuid),
                Not("address", ColumnType.Text), Not("agent", ColumnType.Text), Not("outcome", ColumnType.Text), Not("second_factor", ColumnType.Boolean),
            ],
            indexes: [Index("sign_in_log_user_ix", "user", "at"), Index("sign_in_log_address_ix", "address", "at"), Index("sign_in_log_at_ix", "at")]),

        // Wrong tries by login, known or not, so that being locked doesn't tell which accounts exist.
        Table("sign_in_failure", "login_hash",
            [Not("login_hash", ColumnType.Text), Not("failed", ColumnType.Integer), Not("last_failed_at", ColumnType.Instant), May("locked_until", ColumnType.Instant)]),

        // One row, raised by every change that takes somebody's power to administer: of two at the same time, the second looks again.
        Table("administrator_guard", "name", [Not("name", ColumnType.Text), Not("version", ColumnType.Integer)]),

        // Keys of one-time set-up links; all vanish when one is used.
        Table("set_up_token", "hash", [Not("hash", ColumnType.Text), Not("created_at", ColumnType.Instant)]),
    ];

    private static TableDefinition Table(
        string name, string key, ColumnDefinition[] columns, (string Column, string Target)[]? belongsTo = null, IndexDefinition[]? indexes = null) => new()
    {
        Name = Identifier.Of(name),
        Columns = columns,
        PrimaryKey = [Identifier.Of(key)],
        ForeignKeys = [.. (belongsTo ?? []).Select(b => new ForeignKeyDefinition(Identifier.Of($"{name}_{b.Column}_fk"), Identifier.Of(b.Column), Identifier.Of(b.Target)) { OnDelete = DeleteRule.Cascade })],
        Indexes = indexes ?? [],
    };

    private static ColumnDefinition Not(string name, ColumnType type) => new(Identifier.Of(name), type) { IsNullable = false };

    private static ColumnDefinition May(string name, ColumnType type) => new(Identifier.Of(name), type);

    private static IndexDefinition Index(string name, params string[] columns) => new(Identifier.Of(name), [.. columns.Select(c => new IndexColumn(Identifier.Of(c)))]);
}
