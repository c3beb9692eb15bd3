using Tongke.Crm.Contracts;
using Tongke.Crm.Sales;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Crm.Customers;

/// <summary>
/// Rolls up an account and all accounts below it for one reader: over the accounts, deals and contracts that the reader sees, asked for as any list is.
/// Nothing is taken from stored sums, which know no reader; so a department sees its own part of a hospital, and who sees all departments the whole.
/// </summary>
public sealed class ReadGroup
{
    /// <summary>Accounts that are looked at.</summary>
    public const int MostAccounts = 2_000;

    private readonly Session session;
    private readonly ObjectSchema accounts;
    private readonly Dictionary<Guid, Guid?> above = [];

    private ReadGroup(Session session) => (this.session, accounts) = (session, session.Schema[Account.ObjectName]);

    /// <summary>The tree below an account, or why the reader does not get it: one of the two.</summary>
    public static async ValueTask<(GroupReport? Report, Refusal? Refusal)> RunAsync(Session session, Guid account, CancellationToken ct)
    {
        var found = await session.FindAsync(session.Schema[Account.ObjectName], account, RecordAction.Read, ct);
        if (found.Record is null)
            return (null, found.Refusal);

        // The tree says what the account's page says and more: to ask for it opens the account.
        return await OpenPooledRecord.CountAsync(session, found.Record.Object, account, ct) is { } refused
            ? (null, refused)
            : (await new ReadGroup(session).ReadAsync(account, ct), null);
    }

    private async ValueTask<GroupReport> ReadAsync(Guid account, CancellationToken ct)
    {
        var isCut = await DescendAsync(account, ct);
        var seen = (await session.FindManyAsync(accounts, [.. above.Keys], ct: ct)).Where(f => f.Value.Record is not null).ToDictionary(f => f.Key, f => f.Value.Record!);
        var figures = await FiguresAsync([.. seen.Keys], ct);
        var below = seen.Keys.Where(id => id != account).ToLookup(id => NearestSeen(id, seen));
        var rows = new List<GroupRow>();
        Add(account, 0);
        return new GroupReport(session.Schema.Conventions.Currency, await RootAsync(account, ct), rows, isCut);

        GroupFigures Add(Guid id, int level)
        {
            var own = figures(id);
            var place = rows.Count;
            rows.Add(null!);
            var total = own;
            foreach (var child in below[id].OrderBy(c => NameOf(seen[c]), StringComparer.Ordinal))
                total = Sum(total, Add(child, level + 1));

            rows[place] = new GroupRow(id, NameOf(seen[id]), level, OwnerOf(seen[id]), own, total);
            return total;
        }
    }

    /// <summary>
    /// Finds every account below, whoever sees it: one that is seen may stand below one that is not. Where a pool hides what an account belongs to, that
    /// it stands here stays hidden, and with it what stands below.
    /// </summary>
    private async ValueTask<bool> DescendAsync(Guid account, CancellationToken ct)
    {
        above[account] = null;
        var parent = accounts[Account.Fields.Parent];
        if (!session.Access.On(accounts).MayRead(parent))
            return false;

        var hiding = new PoolRights(session.Actor, session.Organization, session.Access).Hiding(parent);
        for (List<Guid> level = [account]; level.Count > 0;)
        {
            var children = await session.Workspace.Database.ListAsync(
                Sql.From($"select id, {parent.Column}, {accounts[PoolFields.Pool].Column} from {accounts.Table} where deleted_at is null and {Sql.In(Sql.From($"{parent.Column}"), level)} order by id limit {MostAccounts + 1}"),
                r => (Id: r.GetGuid(0), Parent: r.GetGuid(1), Pool: r.Get<Guid?>(2)),
                ct);
            var next = new List<Guid>();
            foreach (var child in children.Where(c => c.Pool is not { } pool || !hiding.Contains(pool)))
            {
                if (above.Count >= MostAccounts)
                    return true;
                if (above.TryAdd(child.Id, child.Parent))
                    next.Add(child.Id);
            }

            level = next;
        }

        return false;
    }

    private Guid NearestSeen(Guid id, Dictionary<Guid, Record> seen)
    {
        var at = above[id]!.Value;
        while (!seen.ContainsKey(at))
            at = above[at]!.Value;
        return at;
    }

    private async ValueTask<Func<Guid, GroupFigures>> FiguresAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var won = await SumAsync(Opportunity.ObjectName, Opportunity.Fields.Account, "amount_base", "status = \"won\"", ids, ct);
        var contracted = await SumAsync(Contract.ObjectName, Contract.Fields.Account, "amount_base", "AND(status IN (\"signed\", \"performing\", \"completed\"), kind <> \"purchase\")", ids, ct);
        var received = await SumAsync(Contract.ObjectName, Contract.Fields.Account, Contract.Fields.ReceivedBase, null, ids, ct);
        return id => new(Of(won, id), Of(contracted, id), Of(received, id));

        static decimal? Of(Dictionary<Guid, decimal>? sums, Guid id) => sums is null ? null : sums.GetValueOrDefault(id);
    }

    /// <summary>Sums by account, over the records that the reader sees; null when the reader may not know such amounts.</summary>
    private async ValueTask<Dictionary<Guid, decimal>?> SumAsync(string name, string lookup, string of, string? filter, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var definition = session.Schema[name];
        var groups = new Groups(session);
        var condition = Condition.AllOf([Condition.IsAmong(new FieldPath(definition[lookup]), ids), filter is null ? null : Formula.Parse(filter, definition).Expr]);
        var rows = await groups.AskAsync(definition, condition, [lookup], [("amount", Aggregate.Sum, of)], ct);
        return groups.Refusal is null ? rows.Where(r => r.Text("k0") is not null).ToDictionary(r => Guid.Parse(r.Text("k0")!), r => r.Number("amount") ?? 0) : null;
    }

    /// <summary>The top of the tree that the account is in, as far up as the reader sees without a gap; null when that is the account itself.</summary>
    private async ValueTask<GroupAccount?> RootAsync(Guid account, CancellationToken ct)
    {
        var parent = accounts[Account.Fields.Parent];
        GroupAccount? root = null;
        var visited = new HashSet<Guid> { account };
        for (var at = (await session.FindAsync(accounts, account, RecordAction.Read, ct)).Record; at?[parent] is Guid up && visited.Add(up);)
        {
            if (!session.AccessTo(at).MayRead(parent) || (at = (await session.FindAsync(accounts, up, RecordAction.Read, ct)).Record) is null)
                break;

            root = new GroupAccount(up, NameOf(at));
        }

        return root;
    }

    private static GroupFigures Sum(GroupFigures a, GroupFigures b) => new(a.Won + b.Won, a.Contracted + b.Contracted, a.Received + b.Received);

    private string NameOf(Record account) => MayRead(account, Account.Fields.Name) ? account[Account.Fields.Name] as string ?? "" : "";

    private string? OwnerOf(Record account) => account.Owner is { } owner && MayRead(account, SystemFields.Owner) ? session.Organization.Find(owner)?.Name : null;

    private bool MayRead(Record account, string field) => session.AccessTo(account).MayRead(accounts[field]);
}
