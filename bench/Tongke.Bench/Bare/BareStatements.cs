using Tongke.Storage;

namespace Tongke.Bench.Bare;

/// <summary>The hand-written SQL: for each work the statement that a programmer who knows the tables would write.</summary>
internal static class BareStatements
{
    private const int OnePage = 51;

    private static readonly Sql LeadColumns = Sql.Literal("t.id, t.name, t.company, t.title, t.status, t.source, t.mobile, t.email, t.region, t.industry, t.estimated_amount, t.rating, t.description, t.created_at, t.updated_at, t.version");
    private static readonly Sql DealColumns = Sql.Literal("t.id, t.name, t.amount, t.probability, t.close_date, t.status, t.created_at");

    public static Sql Lead(Guid id) => Sql.From($"select {LeadColumns} from lead t where t.id = {id} and t.deleted_at is null");

    /// <summary>The row as the product writes it for this request.</summary>
    public static Sql InsertLead(Guid id, DateTimeOffset now, Guid person, NewLead lead)
    {
        var money = Sql.Value(lead.Amount, ColumnType.Decimal(18, 2));
        return Sql.From($"insert into lead (id, version, created_at, created_by, updated_at, updated_by, owner, name, company, company_key, title, status, source, mobile, email, region, carrier, industry, estimated_amount, estimated_amount_currency, estimated_amount_base, rating, owner_since, pool_locked, name_zh_order, company_zh_order) values ({id}, {1L}, {now}, {person}, {now}, {person}, {person}, {lead.Name}, {lead.Company}, {lead.Company}, {lead.Title}, {"new"}, {lead.Source}, {lead.Mobile}, {lead.Email}, {NewLead.Region}, {NewLead.Carrier}, {lead.Industry}, {money}, {"CNY"}, {money}, {3L}, {now}, {false}, {lead.Name}, {lead.Company})");
    }

    /// <summary>What the log keeps of that row.</summary>
    public static string Diff(DateTimeOffset now, Guid person, NewLead lead) =>
        $$"""{"owner":[null,"{{person}}"],"name":[null,"{{lead.Name}}"],"company":[null,"{{lead.Company}}"],"company_key":[null,"{{lead.Company}}"],"title":[null,"{{lead.Title}}"],"status":[null,"new"],"source":[null,"{{lead.Source}}"],"mobile":[null,"{{lead.Mobile}}"],"email":[null,"{{lead.Email}}"],"region":[null,"{{NewLead.Region}}"],"carrier":[null,"{{NewLead.Carrier}}"],"industry":[null,"{{lead.Industry}}"],"estimated_amount":[null,{{lead.Amount}}],"estimated_amount_currency":[null,"CNY"],"estimated_amount_base":[null,{{lead.Amount}}],"rating":[null,3],"owner_since":[null,"{{now:O}}"],"pool_locked":[null,false]}""";

    public static Sql InsertChange(Guid id, string name, Guid record, DateTimeOffset now, string diff, Guid? actor = null)
    {
        var transaction = Sql.PerDialect(Sql.Literal("0"), Sql.Literal("pg_current_xact_id()::text::bigint"));
        return Sql.From($"insert into change (id, tx, object, record, version, kind, actor, actor_name, via, address, at, commit_id, diff) values ({id}, {transaction}, {name}, {record}, {1L}, {"created"}, {Sql.Value(actor, ColumnType.Uuid)}, {"bare"}, {"web"}, {"127.0.0.1"}, {now}, {id}, {Sql.Value(diff, ColumnType.Json)})");
    }

    /// <summary>Leads of one status, newest first, with their owner and product.</summary>
    public static Sql Leads(string status, DateTimeOffset? before, Guid id)
    {
        var after = before is { } at ? Sql.From($" and (t.created_at, t.id) < ({at}, {id})") : Sql.Empty;
        return Sql.From($"select t.id, t.name, t.company, t.mobile, t.status, t.source, t.region, t.created_at, o.id, o.name, p.id, p.name from lead t left join \"user\" o on o.id = t.owner and o.deleted_at is null left join product p on p.id = t.product and p.deleted_at is null where t.deleted_at is null and t.status = {status}{after} order by t.created_at desc, t.id desc limit {Sql.Integer(OnePage)}");
    }

    /// <summary>Open deals of some size by close date, with account and stage.</summary>
    public static Sql ClosingDeals(DateOnly? after, Guid id)
    {
        var rest = after is { } day ? Sql.From($" and (t.close_date, t.id) > ({day}, {id})") : Sql.Empty;
        return Sql.From($"select {DealColumns}, a.id, a.name, a.industry, s.id, s.name from opportunity t left join account a on a.id = t.account and a.deleted_at is null left join stage s on s.id = t.stage and s.deleted_at is null where t.deleted_at is null and t.status = {"open"} and t.amount >= {Sql.Value(500_000L, ColumnType.Decimal(18, 2))}{rest} order by t.close_date, t.id limit {Sql.Integer(OnePage)}");
    }

    /// <summary>All deals, newest first, with account and stage.</summary>
    public static Sql Deals(DateTimeOffset? before, Guid id)
    {
        var after = before is { } at ? Sql.From($" and (t.created_at, t.id) < ({at}, {id})") : Sql.Empty;
        return Sql.From($"select {DealColumns}, a.id, a.name, a.industry, s.id, s.name from opportunity t left join account a on a.id = t.account and a.deleted_at is null left join stage s on s.id = t.stage and s.deleted_at is null where t.deleted_at is null{after} order by t.created_at desc, t.id desc limit {Sql.Integer(OnePage)}");
    }

    public static Sql Count => Sql.Literal("select count(*) from opportunity t where t.deleted_at is null");

    public static Sql Groups => Sql.Literal("select t.stage, count(*), sum(t.amount) from opportunity t where t.deleted_at is null group by t.stage");

    /// <summary>Leads that contain the words, newest first.</summary>
    public static Sql Search(string words) =>
        Sql.From($"select t.id, t.name, t.company, t.mobile, t.status, t.created_at from lead t where t.deleted_at is null and {SearchIndex.Matches(Identifier.Of("lead"), Identifier.Of("t"), words)} order by t.created_at desc, t.id desc limit {Sql.Integer(OnePage)}");

    /// <summary>How the database goes about a statement.</summary>
    public static Sql Explain(Sql sql) => Sql.PerDialect(Sql.From($"explain query plan {sql}"), Sql.From($"explain (costs off) {sql}"));
}

/// <summary>A lead as it is sent.</summary>
internal sealed record NewLead(string Name, string Company, string Title, string Source, string Mobile, string Email, string Industry, long Amount)
{
    /// <summary>Where every number of the benchmark is registered.</summary>
    public const string Region = "上海市";

    /// <summary>The carrier of every number of the benchmark.</summary>
    public const string Carrier = "中国移动";
}
