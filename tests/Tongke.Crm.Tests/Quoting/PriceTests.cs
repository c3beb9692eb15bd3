using Tongke.Kernel.Access;
using Tongke.Testing;
using Xunit;

namespace Tongke.Crm.Tests.Quoting;

/// <summary>Which price a line takes, and from where.</summary>
public sealed class PriceTests
{
    private static readonly string[] KeyCustomers = ["a"];

    [Theory, OnEveryDatabase]
    public async Task A_line_takes_the_best_valid_entry_for_level_currency_day_and_quantity(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var product = await crm.App.CreateAsync("product", new { name = "阶梯产品", price = 100m });
        var everybody = await BookAsync(crm, new { name = "通用价格表", priority = 1 }, product, (0, 95), (10, 90), (100, 80));
        await BookAsync(crm, new { name = "A 级专享", levels = KeyCustomers, priority = 50 }, product, (0, 85));
        await BookAsync(crm, new { name = "去年价格表", valid_until = new DateOnly(2020, 1, 1), priority = 0 }, product, (0, 1));
        await BookAsync(crm, new { name = "USD", currency = "USD", priority = 0 }, product, (0, 12));
        await BookAsync(crm, new { name = "停用", active = false, priority = 0 }, product, (0, 2));

        Assert.Equal((95m, "价格表“通用价格表”"), await PriceOfAsync(crm, "c", product, 1));
        Assert.Equal((90m, "价格表“通用价格表”，10 起"), await PriceOfAsync(crm, "c", product, 99.999m));
        Assert.Equal((80m, "价格表“通用价格表”，100 起"), await PriceOfAsync(crm, "c", product, 100));
        Assert.Equal((85m, "价格表“A 级专享”"), await PriceOfAsync(crm, "a", product, 100));
        Assert.Equal((80m, "价格表“通用价格表”，100 起"), await PriceOfAsync(crm, "a", product, 100, everybody));
        Assert.Equal((7.5m, "产品标准单价"), await PriceOfAsync(crm, "b", await crm.App.CreateAsync("product", new { name = "无价格表", price = 7.5m }), 3));
    }

    [Theory, OnEveryDatabase]
    public async Task What_a_form_proposes_for_a_line_is_what_is_saved_where_no_price_book_says_otherwise(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var account = await crm.App.CreateAsync("account", new { name = "客户" });
        var (quote, contract, order) = (await QuoteAsync(crm, "c"), await crm.App.CreateAsync("contract", new { account }), await crm.App.CreateAsync("sales_order", new { account }));
        string[] rates = [.. crm.App.Schema["product"]["tax_rate"].Definition.Options.Select(o => o.Value)];
        foreach (var tax_rate in rates)
        {
            var product = await crm.App.CreateAsync("product", new { name = $"产品 {tax_rate}", price = 12.5m, unit = "台", tax_rate });
            foreach (var line in new[] { await crm.App.CreateAsync("quote_line", new { quote, product }), await crm.App.CreateAsync("contract_line", new { contract, product }), await crm.App.CreateAsync("sales_order_line", new { sales_order = order, product }) }.Zip(["quote_line", "contract_line", "sales_order_line"]))
            {
                var taken = crm.App.Schema[line.Second].Fields.Where(f => f.Definition.TakenFrom is not null).ToArray();
                Assert.Subset(taken.Select(f => f.Name).ToHashSet(), new HashSet<string> { "description", "unit", "price" });
                foreach (var field in taken)
                    Assert.Equal(await crm.ValueAsync("product", product, field.Definition.TakenFrom!.Split('.')[1]), await crm.ValueAsync(line.Second, line.First, field.Name));
            }
        }

        // The amount of a line stands among the columns that a form has room for.
        foreach (var name in new[] { "quote_line", "contract_line", "sales_order_line" })
            Assert.Contains("amount", crm.App.Schema[name].Definition.Views[0].Columns.Skip(1).Take(8));
    }

    [Theory, OnEveryDatabase]
    public async Task A_price_nobody_typed_follows_the_quantity_to_its_tier_and_a_typed_one_stays(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var product = await crm.App.CreateAsync("product", new { name = "跟随", price = 100m });
        await BookAsync(crm, new { name = "阶梯" }, product, (0, 95), (10, 90));
        var quote = await QuoteAsync(crm, "c");
        var follows = await crm.App.CreateAsync("quote_line", new { quote, product, quantity = 1m });
        var typed = await crm.App.CreateAsync("quote_line", new { quote, product, quantity = 1m, price = 88m });
        foreach (var line in new[] { follows, typed })
            Assert.Null(await crm.App.UpdateAsync("quote_line", line, new { quantity = 20m }));

        Assert.Equal(90m, await crm.ValueAsync("quote_line", follows, "price"));
        Assert.Equal((88m, 90m, 2.22m), ((decimal)(await crm.ValueAsync("quote_line", typed, "price"))!, (decimal)(await crm.ValueAsync("quote_line", typed, "list_price"))!, (decimal)(await crm.ValueAsync("quote_line", typed, "off"))!));
        await crm.DoAsync("quote", quote, "reprice");
        Assert.Equal(90m, await crm.ValueAsync("quote_line", typed, "price"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_list_price_in_another_currency_is_converted_at_the_days_rate_and_a_currency_without_one_is_refused(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var account = await crm.App.CreateAsync("account", new { name = "海外客户" });
        var product = await crm.App.CreateAsync("product", new { name = "出口产品", price = 720m });
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => crm.App.CreateAsync("quote", new { account, amount_currency = "USD" }));
        Assert.Contains("USD", refused.Message, StringComparison.Ordinal);

        await crm.App.CreateAsync("currency_rate", new { currency = "USD", date = new DateOnly(2020, 1, 1), rate = 7.2m });
        var quote = await crm.App.CreateAsync("quote", new { account, amount_currency = "USD" });
        var line = await crm.App.CreateAsync("quote_line", new { quote, product, quantity = 2m });
        Assert.Equal((100m, "USD"), ((decimal)(await crm.ValueAsync("quote_line", line, "price"))!, (string)(await crm.ValueAsync("quote_line", line, "price_currency"))!));
        Assert.Equal(200m, await crm.ValueAsync("quote", quote, "amount"));
        var other = await crm.App.UpdateAsync("quote", quote, new { amount_currency = "CNY" });
        Assert.Equal("quote_currency_fixed", Assert.Single(other!.Problems).Message.Code);
    }

    [Theory, OnEveryDatabase]
    public async Task A_kit_brings_its_components_which_follow_its_quantity_and_go_with_it(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var (arm, camera) = (await crm.App.CreateAsync("product", new { name = "机械臂", price = 1000m }), await crm.App.CreateAsync("product", new { name = "相机", price = 250.5m }));
        var kit = await crm.App.CreateAsync("product", new { name = "工作站", is_kit = true });
        await crm.App.CreateAsync("product_component", new { kit, component = arm, quantity = 1m });
        await crm.App.CreateAsync("product_component", new { kit, component = camera, quantity = 2m });
        var quote = await QuoteAsync(crm, "c");
        var line = await crm.App.CreateAsync("quote_line", new { quote, product = kit, quantity = 3m, section = "主机" });

        Assert.Equal(1501m, await crm.ValueAsync("quote_line", line, "price"));
        Assert.Equal(4503m, await crm.ValueAsync("quote", quote, "amount"));
        Assert.Equal([3m, 6m], (await crm.WhereAsync("quote_line", "kit_line", line)).Select(l => (decimal)l["quantity"]!).Order());
        Assert.All(await crm.WhereAsync("quote_line", "kit_line", line), part => Assert.Equal((0m, "主机"), ((decimal)part["amount"]!, (string)part["section"]!)));

        Assert.Null(await crm.App.UpdateAsync("quote_line", line, new { quantity = 1m }));
        Assert.Equal([1m, 2m], (await crm.WhereAsync("quote_line", "kit_line", line)).Select(l => (decimal)l["quantity"]!).Order());
        Assert.Null(await crm.App.DeleteAsync("quote_line", line));
        Assert.Empty(await crm.WhereAsync("quote_line", "quote", quote));
        var nested = await Assert.ThrowsAnyAsync<Exception>(() => crm.App.CreateAsync("product_component", new { kit, component = kit, quantity = 1m }));
        Assert.Contains("kit", nested.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, OnEveryDatabase]
    public async Task A_product_in_use_is_not_deleted_but_taken_off_sale_and_then_not_quoted(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var product = await crm.App.CreateAsync("product", new { name = "在用产品", price = 1m });
        var quote = await QuoteAsync(crm, "c");
        await crm.App.CreateAsync("quote_line", new { quote, product });

        Assert.Equal("product_in_use", (await crm.App.DeleteAsync("product", product))!.Message.Code);
        Assert.Null(await crm.App.UpdateAsync("product", product, new { active = false }));
        await Assert.ThrowsAnyAsync<Exception>(() => crm.App.CreateAsync("quote_line", new { quote, product }));
        var unused = await crm.App.CreateAsync("product", new { name = "没用过", price = 1m });
        Assert.Null(await crm.App.DeleteAsync("product", unused));
    }

    private static async Task<Guid> BookAsync(CrmWorkspace crm, object book, Guid product, params (decimal From, decimal Price)[] tiers)
    {
        var id = await crm.App.CreateAsync("price_book", book);
        foreach (var (from, price) in tiers)
            await crm.App.CreateAsync("price_book_entry", new { price_book = id, product, min_quantity = from, price });

        return id;
    }

    private static async Task<Guid> QuoteAsync(CrmWorkspace crm, string level, Guid? book = null)
    {
        var account = await crm.App.CreateAsync("account", new { name = $"客户 {Guid.NewGuid():N}", level });
        return await crm.App.CreateAsync("quote", new { account, price_book = book });
    }

    private static async Task<(decimal Price, string Source)> PriceOfAsync(CrmWorkspace crm, string level, Guid product, decimal quantity, Guid? book = null)
    {
        var line = await crm.App.CreateAsync("quote_line", new { quote = await QuoteAsync(crm, level, book), product, quantity });
        return ((decimal)(await crm.ValueAsync("quote_line", line, "price"))!, (string)(await crm.ValueAsync("quote_line", line, "price_source"))!);
    }
}
