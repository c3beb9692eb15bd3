using System.Security.Cryptography;
using System.Text;
using Tongke.Kernel;
using Tongke.Kernel.Records;
using Tongke.Storage;

namespace Tongke.Crm.LeadForms;

/// <summary>
/// How often each form was opened, filled in and misused on each day, and who wrote lately. The statements stand in the batch that keeps what was sent, so that
/// limits hold however many send at once. Numbers and addresses are kept as hashes and forgotten after a day.
/// </summary>
public static class FormUse
{
    private const int MostOfOneContact = 3;
    private static readonly TimeSpan ContactWindow = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ContactsKept = TimeSpan.FromDays(1);
    private static readonly Identifier Uses = Identifier.Of("lead_form_use");
    private static readonly Identifier Contacts = Identifier.Of("lead_form_contact");

    /// <summary>Their tables.</summary>
    internal static IReadOnlyList<TableDefinition> Tables { get; } =
    [
        new()
        {
            Name = Uses,
            PrimaryKey = [Identifier.Of("form"), Identifier.Of("channel"), Identifier.Of("day")],
            Columns =
            [
                Column("form", ColumnType.Uuid), Column("channel", ColumnType.Uuid), Column("day", ColumnType.Date),
                Column("views", ColumnType.Integer), Column("taken", ColumnType.Integer), Column("refused", ColumnType.Integer),
            ],
        },
        new()
        {
            Name = Contacts,
            PrimaryKey = [Identifier.Of("contact")],
            Columns = [Column("contact", ColumnType.Text), Column("used", ColumnType.Integer), Column("at", ColumnType.Instant)],
            Indexes = [new IndexDefinition(Identifier.Of("lead_form_contact_at_ix"), [Identifier.Of("at")])],
        },
    ];

    /// <summary>Forgets who wrote, once it no longer matters.</summary>
    public static Duty Duty { get; } = new("forgetting who filled in forms", TimeSpan.FromHours(1), ForgetAsync);

    private static async Task ForgetAsync(Workspace workspace, CancellationToken ct)
    {
        var batch = new WriteBatch();
        batch.Add(Sql.From($"delete from {Contacts} where at < {workspace.Clock.GetUtcNow() - ContactsKept}"));
        await workspace.Database.WriteAsync(batch, ct);
    }

    /// <summary>The form was opened.</summary>
    public static Task ViewAsync(Database database, Guid form, Guid? channel, DateOnly day, CancellationToken ct)
    {
        var batch = new WriteBatch();
        foreach (var of in Rows(channel))
            batch.Add(Sql.From($"insert into {Uses} (form, channel, day, views, taken, refused) values ({form}, {of}, {day}, {1L}, {0L}, {0L}) on conflict (form, channel, day) do update set views = {Uses}.views + 1"));
        return database.WriteAsync(batch, ct);
    }

    /// <summary>Something was sent that no person would send.</summary>
    public static Task RefuseAsync(Database database, Guid form, DateOnly day, CancellationToken ct)
    {
        var batch = new WriteBatch();
        batch.Add(Sql.From($"insert into {Uses} (form, channel, day, views, taken, refused) values ({form}, {Guid.Empty}, {day}, {0L}, {0L}, {1L}) on conflict (form, channel, day) do update set refused = {Uses}.refused + 1"));
        return database.WriteAsync(batch, ct);
    }

    /// <summary>What was counted of a form, by channel; the whole form under null.</summary>
    public static async ValueTask<IReadOnlyList<(Guid? Channel, long Views, long Taken, long Refused)>> OfAsync(Database database, Guid form, CancellationToken ct) => await database.ListAsync(
        Sql.From($"select channel, cast(sum(views) as bigint), cast(sum(taken) as bigint), cast(sum(refused) as bigint) from {Uses} where form = {form} group by channel"),
        rows => (rows.GetGuid(0) is var channel && channel == Guid.Empty ? (Guid?)null : channel, rows.GetInt64(1), rows.GetInt64(2), rows.GetInt64(3)),
        ct);

    /// <summary>How often each of these contacts wrote within the last minutes.</summary>
    internal static async ValueTask<IReadOnlyList<RecentContact>> RecentAsync(Database database, IReadOnlyCollection<string> contacts, DateTimeOffset now, CancellationToken ct)
    {
        var hashes = contacts.Select(HashOf).Order(StringComparer.Ordinal).ToArray();
        if (hashes.Length == 0)
            return [];

        var since = now - ContactWindow;
        var known = (await database.ListAsync(Sql.From($"select contact, used, at from {Contacts} where {Sql.In(Sql.Literal("contact"), hashes)}"), rows => (rows.GetText(0), Used: rows.GetInt64(1), At: rows.GetInstant(2)), ct))
            .ToDictionary(k => k.Item1, StringComparer.Ordinal);
        return [.. hashes.Select(h => known.TryGetValue(h, out var k) ? new RecentContact(h, k.Used, k.At, k.At > since && k.Used >= MostOfOneContact, k.At <= since) : new RecentContact(h, null, default, false, false))];
    }

    /// <summary>
    /// Keeps the commit to what was read: where one of the contacts wrote meanwhile, or the form has taken its fill today, it comes to nothing. Always in the
    /// same order, so that two that share contacts wait for each other instead of locking up.
    /// </summary>
    internal static void Take(WriteBatch batch, LeadForm form, Guid? channel, DateOnly day, IReadOnlyList<RecentContact> contacts, DateTimeOffset now, Refusal wroteMeanwhile, Refusal full)
    {
        foreach (var contact in contacts)
            batch.Add(
                contact.Used is not { } used
                    ? Sql.From($"insert into {Contacts} (contact, used, at) values ({contact.Hash}, {1L}, {now}) on conflict (contact) do nothing")
                    : Sql.From($"update {Contacts} set used = {(contact.IsOver ? 1L : used + 1)}, at = {(contact.IsOver ? now : contact.At)} where contact = {contact.Hash} and used = {used} and at = {contact.At}"),
                Expect.One,
                wroteMeanwhile);

        batch.Add(
            Sql.From($"insert into {Uses} (form, channel, day, views, taken, refused) values ({form.Id}, {Guid.Empty}, {day}, {0L}, {1L}, {0L}) on conflict (form, channel, day) do update set taken = {Uses}.taken + 1 where {Uses}.taken < {form.DailyLimit ?? long.MaxValue}"),
            Expect.One,
            full);
        if (channel is { } of)
            batch.Add(Sql.From($"insert into {Uses} (form, channel, day, views, taken, refused) values ({form.Id}, {of}, {day}, {0L}, {1L}, {0L}) on conflict (form, channel, day) do update set taken = {Uses}.taken + 1"));
    }

    /// <summary>Counts what came on a day of history, by a channel and for the whole form.</summary>
    internal static void Count(WriteBatch batch, Guid form, Guid channel, DateOnly day, long views, long taken)
    {
        foreach (var of in Rows(channel))
            batch.Add(Sql.From($"insert into {Uses} (form, channel, day, views, taken, refused) values ({form}, {of}, {day}, {views}, {taken}, {0L}) on conflict (form, channel, day) do update set views = {Uses}.views + excluded.views, taken = {Uses}.taken + excluded.taken"));
    }

    private static IEnumerable<Guid> Rows(Guid? channel) => channel is { } of ? [Guid.Empty, of] : [Guid.Empty];

    private static string HashOf(string contact) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(contact)));

    private static ColumnDefinition Column(string name, ColumnType type) => new(Identifier.Of(name), type) { IsNullable = false };
}

/// <summary>A way to reach somebody, and how often it was given lately.</summary>
/// <param name="Hash">What it is kept as.</param>
/// <param name="Used">How often, as stored; null when it never was.</param>
/// <param name="At">Since when that counts.</param>
/// <param name="IsSpent">Whether it was given so often that no more is taken.</param>
/// <param name="IsOver">Whether that was so long ago that counting begins anew.</param>
internal sealed record RecentContact(string Hash, long? Used, DateTimeOffset At, bool IsSpent, bool IsOver);
