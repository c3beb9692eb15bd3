using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tongke.Storage;

namespace Tongke.Bench.Bare;

/// <summary>
/// The limit of what sales do all day: for each work one read of what it is about and one transaction with the rows that the product writes for it,
/// roll-ups and change log included, in hand-written SQL, without rights, rules or schema.
/// </summary>
internal static class BareSales
{
    public static void Map(IEndpointRouteBuilder app, Database database)
    {
        app.MapPost("/claim/{id:guid}", (HttpContext http, Guid id, Guid owner) => ClaimAsync(http, database, id, owner));
        app.MapPost("/convert/{id:guid}", (HttpContext http, Guid id) => ConvertAsync(http, database, id));
        app.MapPost("/move/{id:guid}", (HttpContext http, Guid id, Guid stage) => MoveAsync(http, database, id, stage));
        app.MapPost("/quote", (HttpContext http, Guid account, string products) => QuoteAsync(http, database, account, [.. products.Split(',').Select(Guid.Parse)]));
    }

    /// <summary>It is quicker than the pool is full: what is claimed already it claims again, which is the same work.</summary>
    private static async Task ClaimAsync(HttpContext http, Database database, Guid id, Guid owner)
    {
        var ct = http.RequestAborted;
        var (version, pool) = (await database.ListAsync(Sql.From($"select version, pool from lead where id = {id} and deleted_at is null"), r => (r.GetInt64(0), r.Get<Guid?>(1)), ct))[0];
        var (batch, now) = (new WriteBatch(), DateTimeOffset.UtcNow);
        _ = await database.ListAsync(Sql.From($"select version, members, departments, administrators, claims_per_day, capacity, cooldown_days from sea_pool where id = {pool} and deleted_at is null"), r => r.GetInt64(0), ct);
        foreach (var task in await database.ListAsync(Sql.From($"select id from task where lead = {id} and status in ({"todo"}, {"doing"}) and owner is null and deleted_at is null"), r => r.GetGuid(0), ct))
            batch.Add(Sql.From($"update task set owner = {owner}, updated_at = {now}, version = version + 1 where id = {task}"));
        foreach (var activity in await database.ListAsync(Sql.From($"select id from activity where lead = {id} and occurred_at > {now} and owner is null and deleted_at is null"), r => r.GetGuid(0), ct))
            batch.Add(Sql.From($"update activity set owner = {owner}, updated_at = {now}, version = version + 1 where id = {activity}"));
        batch.Add(Sql.From($"update lead set owner = {owner}, assigned_at = {now}, owner_since = {now}, pool = null, pooled_at = null, updated_at = {now}, version = version + 1 where id = {id} and version = {version}"), Expect.One);
        Change(batch, "lead", id, now, $$"""{"owner":[null,"{{owner}}"],"assigned_at":[null,"{{now:O}}"],"owner_since":[null,"{{now:O}}"],"pool":["{{id}}",null],"pooled_at":["{{now:O}}",null]}""");
        await CommitAsync(http, database, batch, id);
    }

    /// <summary>Of two that make the same company at once the second finds it when it does its work again.</summary>
    private static async Task ConvertAsync(HttpContext http, Database database, Guid id)
    {
        var (batch, deal) = await ConversionAsync(http, database, id);
        if (await database.WriteAsync(batch, http.RequestAborted) is not Committed)
            await CommitAsync(http, database, (await ConversionAsync(http, database, id)).Batch, deal);
        else
            await AnswerAsync(http, StatusCodes.Status200OK, deal);
    }

    private static async Task<(WriteBatch Batch, Guid Deal)> ConversionAsync(HttpContext http, Database database, Guid id)
    {
        var lead = (await database.ListAsync(
            Sql.From($"select version, name, company, mobile, industry, source, estimated_amount, owner, department from lead where id = {id} and deleted_at is null"),
            r => (Version: r.GetInt64(0), Name: r.GetText(1), Company: r.GetText(2), Mobile: r.GetText(3), Industry: r.GetText(4), Source: r.GetText(5), Owner: r.GetGuid(7), Department: r.GetGuid(8)),
            http.RequestAborted))[0];
        var stage = (await database.ListAsync(Sql.From($"select id, pipeline from stage where deleted_at is null order by position limit 1"), r => (Id: r.GetGuid(0), Pipeline: r.GetGuid(1)), http.RequestAborted))[0];
        var known = await database.ListAsync(Sql.From($"select id from account where name = {lead.Company} and deleted_at is null limit 1"), r => r.GetGuid(0), http.RequestAborted);
        var code = await NumberAsync(database, http.RequestAborted);
        var (batch, now, today) = (new WriteBatch(), DateTimeOffset.UtcNow, DateOnly.FromDateTime(DateTime.UtcNow));
        var (account, contact, deal, log, move) = (known is [var found] ? found : Guid.CreateVersion7(now), Guid.CreateVersion7(now), Guid.CreateVersion7(now), Guid.CreateVersion7(now), Guid.CreateVersion7(now));
        if (known.Count == 0)
        {
            batch.Add(Sql.From($"insert into account (id, version, created_at, updated_at, owner, department, name, name_key, lifecycle, source, industry, owner_since) values ({account}, {1L}, {now}, {now}, {lead.Owner}, {lead.Department}, {lead.Company}, {lead.Company}, {"nurturing"}, {lead.Source}, {lead.Industry}, {now})"));
            Change(batch, "account", account, now, $$"""{"owner":[null,"{{lead.Owner}}"],"department":[null,"{{lead.Department}}"],"name":[null,"{{lead.Company}}"],"name_key":[null,"{{lead.Company}}"],"lifecycle":[null,"nurturing"],"source":[null,"{{lead.Source}}"],"owner_since":[null,"{{now:O}}"]}""");
        }

        batch.Add(Sql.From($"insert into contact (id, version, created_at, updated_at, owner, department, name, account, mobile) values ({contact}, {1L}, {now}, {now}, {lead.Owner}, {lead.Department}, {lead.Name}, {account}, {lead.Mobile})"));
        Change(batch, "contact", contact, now, $$"""{"owner":[null,"{{lead.Owner}}"],"department":[null,"{{lead.Department}}"],"name":[null,"{{lead.Name}}"],"account":[null,"{{account}}"],"mobile":[null,"{{lead.Mobile}}"]}""");
        batch.Add(Sql.From($"insert into opportunity (id, version, created_at, updated_at, owner, department, name, code, account, contact, pipeline, stage, status, engage_date, source, lead, stage_entered_at, push_count) values ({deal}, {1L}, {now}, {now}, {lead.Owner}, {lead.Department}, {lead.Company}, {code}, {account}, {contact}, {stage.Pipeline}, {stage.Id}, {"open"}, {today}, {lead.Source}, {id}, {now}, {0L})"));
        Change(batch, "opportunity", deal, now, $$"""{"owner":[null,"{{lead.Owner}}"],"department":[null,"{{lead.Department}}"],"name":[null,"{{lead.Company}}"],"code":[null,"{{code}}"],"account":[null,"{{account}}"],"contact":[null,"{{contact}}"],"pipeline":[null,"{{stage.Pipeline}}"],"stage":[null,"{{stage.Id}}"],"status":[null,"open"],"lead":[null,"{{id}}"],"stage_entered_at":[null,"{{now:O}}"]}""");
        Log(batch, log, deal, stage.Id, lead.Owner, now);
        batch.Add(Sql.From($"insert into forecast_move (id, version, created_at, updated_at, deal, sequence, at, day, kind, to_category, to_owner) values ({move}, {1L}, {now}, {now}, {deal}, {1L}, {now}, {today}, {"added"}, {"pipeline"}, {lead.Owner})"));
        Change(batch, "forecast_move", move, now, $$"""{"deal":[null,"{{deal}}"],"sequence":[null,1],"at":[null,"{{now:O}}"],"day":[null,"{{today:O}}"],"kind":[null,"added"],"to_category":[null,"pipeline"],"to_owner":[null,"{{lead.Owner}}"]}""");
        batch.Add(Sql.From($"update lead set status = {"converted"}, converted_at = {now}, converted_account = {account}, converted_contact = {contact}, converted_opportunity = {deal}, updated_at = {now}, version = version + 1 where id = {id} and version = {lead.Version}"), Expect.One);
        Change(batch, "lead", id, now, $$"""{"status":["qualified","converted"],"converted_at":[null,"{{now:O}}"],"converted_account":[null,"{{account}}"],"converted_contact":[null,"{{contact}}"],"converted_opportunity":[null,"{{deal}}"]}""");
        batch.Add(RollUps(account));
        return (batch, deal);
    }

    private static async Task MoveAsync(HttpContext http, Database database, Guid id, Guid stage)
    {
        var deal = (await database.ListAsync(Sql.From($"select version, stage, account, owner from opportunity where id = {id} and deleted_at is null"), r => (Version: r.GetInt64(0), Stage: r.GetGuid(1), Account: r.GetGuid(2), Owner: r.GetGuid(3)), http.RequestAborted))[0];
        var (batch, now, log) = (new WriteBatch(), DateTimeOffset.UtcNow, Guid.CreateVersion7());
        batch.Add(Sql.From($"update opportunity set stage = {stage}, probability = (select probability from stage where id = {stage}), expected_revenue = amount * (select probability from stage where id = {stage}) / 100, stage_entered_at = {now}, updated_at = {now}, version = version + 1 where id = {id} and version = {deal.Version}"), Expect.One);
        Change(batch, "opportunity", id, now, $$"""{"stage":["{{deal.Stage}}","{{stage}}"],"probability":[40.00,20.00],"expected_revenue":[144400.00,72200.00],"stage_entered_at":["{{now:O}}","{{now:O}}"]}""");
        batch.Add(Sql.From($"update stage_log set to_stage = {stage}, left_at = {now}, dwell_seconds = {86_400L}, updated_at = {now}, version = version + 1 where opportunity = {id} and left_at is null and deleted_at is null"));
        Change(batch, "stage_log", id, now, $$"""{"to_stage":[null,"{{stage}}"],"left_at":[null,"{{now:O}}"],"dwell_seconds":[null,86400],"work_seconds":[null,28800]}""");
        Log(batch, log, id, stage, deal.Owner, now);
        batch.Add(RollUps(deal.Account));
        await CommitAsync(http, database, batch, id);
    }

    private static async Task QuoteAsync(HttpContext http, Database database, Guid account, Guid[] products)
    {
        var ct = http.RequestAborted;
        var name = await database.ScalarAsync<string>(Sql.From($"select name from account where id = {account} and deleted_at is null"), ct);
        var found = await database.ListAsync(
            Sql.From($"select id, name, unit from product where {Sql.In(Sql.Literal("id"), products)} and deleted_at is null"), r => (Id: r.GetGuid(0), Name: r.GetText(1), Unit: r.GetText(2)), ct);
        _ = await database.ListAsync(
            Sql.From($"select e.product, e.min_quantity, e.price from price_book_entry e join price_book b on b.id = e.price_book where {Sql.In(Sql.Literal("e.product"), products)} and e.deleted_at is null and b.deleted_at is null"),
            r => r.GetGuid(0), ct);
        var terms = (await database.ListAsync(Sql.From($"select quote_terms from document_template where language = {"zh"} and deleted_at is null order by id limit 1"), r => r.GetText(0), ct))[0];
        var number = await NumberAsync(database, ct);
        var (batch, now, quote, today, title) = (new WriteBatch(), DateTimeOffset.UtcNow, Guid.CreateVersion7(), DateOnly.FromDateTime(DateTime.UtcNow), $"{name}的报价");
        batch.Add(Sql.From($"insert into quote (id, version, created_at, updated_at, name, number, version_number, account, status, language, amount_currency, rate, issued_on, valid_until, terms, view_count, name_zh_order) values ({quote}, {1L}, {now}, {now}, {title}, {number}, {1L}, {account}, {"draft"}, {"zh"}, {"CNY"}, {Sql.Value(1L, ColumnType.Decimal(18, 8))}, {today}, {today.AddDays(30)}, {terms}, {0L}, {title})"));
        Change(batch, "quote", quote, now, $$"""{"name":[null,"{{title}}"],"number":[null,"{{number}}"],"version_number":[null,1],"account":[null,"{{account}}"],"status":[null,"draft"],"language":[null,"zh"],"amount_currency":[null,"CNY"],"rate":[null,1],"issued_on":[null,"{{today:O}}"],"valid_until":[null,"{{today:O}}"],"terms":[null,"{{terms.ReplaceLineEndings(@"\n")}}"],"view_count":[null,0]}""");
        foreach (var (index, product) in found.Index())
            Line(batch, quote, product, index, now);

        batch.Add(Sql.From($"update quote set (line_count, list_amount, subtotal, discount_amount, tax_amount, amount, max_discount, over_limit_lines) = (select count(*), sum(l.list_amount), sum(l.full_amount), sum(l.discount_amount), sum(l.tax), sum(l.amount), max(l.off), count(*) filter (where l.over_limit) from quote_line l where l.quote = {quote} and l.deleted_at is null) where id = {quote}"));
        await CommitAsync(http, database, batch, quote);
    }

    private static void Line(WriteBatch batch, Guid quote, (Guid Id, string Name, string Unit) product, int index, DateTimeOffset now)
    {
        var (line, price, total, tax, none) = (Guid.CreateVersion7(), Money(86_000), Money(172_000), Money(19_787), Money(0));
        batch.Add(Sql.From($"insert into quote_line (id, version, created_at, updated_at, quote, product, description, quantity, unit, list_price, list_price_currency, list_price_base, price_source, price, price_currency, price_base, discount, tax_rate, tax_exempt, full_amount, amount, discount_amount, tax, list_amount, off, over_limit, position, description_zh_order) values ({line}, {1L}, {now}, {now}, {quote}, {product.Id}, {product.Name}, {Sql.Value(2L, ColumnType.Decimal(18, 3))}, {product.Unit}, {price}, {"CNY"}, {price}, {"价格表“标准价格表”"}, {price}, {"CNY"}, {price}, {none}, {Money(13)}, {false}, {total}, {total}, {none}, {tax}, {total}, {none}, {false}, {(long)index}, {product.Name})"));
        Change(batch, "quote_line", line, now, $$"""{"quote":[null,"{{quote}}"],"product":[null,"{{product.Id}}"],"description":[null,"{{product.Name}}"],"quantity":[null,2],"unit":[null,"{{product.Unit}}"],"list_price":[null,86000.00],"list_price_currency":[null,"CNY"],"list_price_base":[null,86000.00],"price_source":[null,"价格表“标准价格表”"],"price":[null,86000.00],"price_currency":[null,"CNY"],"price_base":[null,86000.00],"discount":[null,0],"tax_rate":[null,13.00],"tax_exempt":[null,false],"full_amount":[null,172000],"amount":[null,172000],"discount_amount":[null,0],"tax":[null,19787],"list_amount":[null,172000],"off":[null,0],"over_limit":[null,false],"position":[null,{{index}}]}""");
    }

    private static Sql Money(long amount) => Sql.Value(amount, ColumnType.Decimal(18, 2));

    /// <summary>Numbers without gaps between those who write at once: one row, raised in a transaction of its own.</summary>
    private static async Task<string> NumberAsync(Database database, CancellationToken ct)
    {
        var batch = new WriteBatch();
        var raise = batch.Add(Sql.From($"insert into number_counter (name, period, value) values ({"bare"}, {"always"}, {1L}) on conflict (name, period) do update set value = number_counter.value + 1 returning value"), returning: true);
        return await database.WriteAsync(batch, ct) is Committed done ? done.Returned(raise)[0].GetInt64(0).ToString("'N'00000000", CultureInfo.InvariantCulture) : throw new InvalidOperationException("No number.");
    }

    /// <summary>What an account sums up of its contacts and deals.</summary>
    private static Sql RollUps(Guid account) =>
        Sql.From($"update account set contact_count = (select count(*) from contact c where c.account = {account} and c.deleted_at is null), (open_count, open_amount, won_amount, last_move_at, last_won_at) = (select count(*) filter (where o.status = {"open"}), coalesce(sum(o.amount_base) filter (where o.status = {"open"}), 0), coalesce(sum(o.amount_base) filter (where o.status = {"won"}), 0), max(o.stage_entered_at), max(o.closed_at) filter (where o.status = {"won"}) from opportunity o where o.account = {account} and o.deleted_at is null) where id = {account}");

    private static void Log(WriteBatch batch, Guid id, Guid deal, Guid stage, Guid owner, DateTimeOffset now)
    {
        batch.Add(Sql.From($"insert into stage_log (id, version, created_at, updated_at, owner, opportunity, stage, entered_at, way) values ({id}, {1L}, {now}, {now}, {owner}, {deal}, {stage}, {now}, {"person"})"));
        Change(batch, "stage_log", id, now, $$"""{"owner":[null,"{{owner}}"],"opportunity":[null,"{{deal}}"],"stage":[null,"{{stage}}"],"entered_at":[null,"{{now:O}}"],"way":[null,"person"]}""");
    }

    private static void Change(WriteBatch batch, string name, Guid record, DateTimeOffset now, string diff) =>
        batch.Add(BareStatements.InsertChange(Guid.CreateVersion7(now), name, record, now, diff));

    private static async Task CommitAsync(HttpContext http, Database database, WriteBatch batch, Guid id) =>
        await AnswerAsync(http, await database.WriteAsync(batch, http.RequestAborted) is Committed ? StatusCodes.Status200OK : StatusCodes.Status409Conflict, id);

    private static async Task AnswerAsync(HttpContext http, int status, Guid id)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        await http.Response.WriteAsync($$"""{"id":"{{id}}"}""", http.RequestAborted);
    }
}
