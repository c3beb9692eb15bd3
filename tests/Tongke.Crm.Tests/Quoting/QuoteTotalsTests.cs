using CsCheck;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Testing;
using Xunit;

namespace Tongke.Crm.Tests.Quoting;

/// <summary>Money in quotes is exact: whatever is done to the lines, totals are their sums, and every line is rounded as people do it.</summary>
public sealed class QuoteTotalsTests
{
    private static readonly Gen<Edit> Edits = Gen.Select(
        Gen.Int[0, 3], Gen.Int[0, 9], Gen.Decimal[0.001m, 99_999m], Gen.Decimal[0m, 999_999m], Gen.Decimal[0m, 100m], Gen.OneOf(Gen.Const(13m), Gen.Const(9m), Gen.Const(6m), Gen.Const(3m), Gen.Const(1m), Gen.Const(0m), Gen.Const(12.5m)),
        (kind, which, quantity, price, discount, tax) => new Edit(kind, which, Math.Round(Math.Max(quantity, 0.001m), 3), Math.Round(price, 2), Math.Round(discount, 2), tax));

    [Theory, OnEveryDatabase]
    public async Task After_any_sequence_of_edits_the_totals_are_the_sums_of_the_lines(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var account = await crm.App.CreateAsync("account", new { name = "随机客户" });
        await Edits.List[5, 25].SampleAsync(async edits =>
        {
            var quote = await crm.App.CreateAsync("quote", new { account });
            foreach (var edit in edits)
                await DoAsync(crm, quote, edit);

            await CheckAsync(crm, quote);
        }, iter: 6, threads: 1);
    }

    [Theory, OnEveryDatabase]
    public async Task A_quote_has_five_hundred_lines_at_most_however_many_come_at_once(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var account = await crm.App.CreateAsync("account", new { name = "长报价客户" });
        var quote = await crm.App.CreateAsync("quote", new { account });
        async Task<Refusal?> AddAsync(int lines)
        {
            var session = crm.App.Workspace.Open(crm.App.System);
            for (var i = 0; i < lines; i++)
            {
                var line = session.Make(session.Schema["quote_line"]);
                (line["quote"], line["description"], line["price"], line["quantity"]) = (quote, $"行 {i}", 10m, 1m);
            }

            return await session.CommitAsync();
        }

        Assert.Equal("quote_too_many_lines", Assert.IsType<RuleRefused>(await AddAsync(501)).Message.Code);
        Assert.Null(await AddAsync(500));
        Assert.Equal("quote_too_many_lines", Assert.IsType<RuleRefused>(await AddAsync(1)).Message.Code);
    }

    [Theory, OnEveryDatabase]
    public async Task Lines_edited_by_many_at_once_add_up_too(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var account = await crm.App.CreateAsync("account", new { name = "并发客户" });
        var quote = await crm.App.CreateAsync("quote", new { account });
        var lines = new List<Guid>();
        for (var i = 0; i < 6; i++)
            lines.Add(await crm.App.CreateAsync("quote_line", new { quote, description = $"行 {i}", price = 10m, quantity = 1m }));

        await Task.WhenAll(lines.Select(async (line, i) =>
        {
            for (var round = 1; round <= 5; round++)
                Assert.Null(await crm.App.UpdateAsync("quote_line", line, new { price = (i * 7) + (round * 0.33m), quantity = round + 0.125m }));
        }));

        await CheckAsync(crm, quote);
    }

    [Theory, OnEveryDatabase]
    public async Task Half_a_cent_is_rounded_away_from_zero_and_tax_is_taken_out_of_the_line(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var account = await crm.App.CreateAsync("account", new { name = "四舍五入" });
        var quote = await crm.App.CreateAsync("quote", new { account });
        var tiny = await crm.App.CreateAsync("quote_line", new { quote, description = "半分", quantity = 0.5m, price = 0.01m });
        var taxed = await crm.App.CreateAsync("quote_line", new { quote, description = "含税", quantity = 3m, price = 33.35m, discount = 15m, tax_rate = 6m });

        Assert.Equal(0.01m, await crm.ValueAsync("quote_line", tiny, "amount"));
        Assert.Equal((100.05m, 85.04m, 15.01m, 4.81m), (
            (decimal)(await crm.ValueAsync("quote_line", taxed, "full_amount"))!, (decimal)(await crm.ValueAsync("quote_line", taxed, "amount"))!,
            (decimal)(await crm.ValueAsync("quote_line", taxed, "discount_amount"))!, (decimal)(await crm.ValueAsync("quote_line", taxed, "tax"))!));
        Assert.Equal((85.05m, 13m), ((decimal)(await crm.ValueAsync("quote", quote, "amount"))!, (decimal)(await crm.ValueAsync("quote_line", tiny, "tax_rate"))!));
    }

    private static async Task DoAsync(CrmWorkspace crm, Guid quote, Edit edit)
    {
        var lines = (await crm.WhereAsync("quote_line", "quote", quote)).ToArray();
        var line = lines.Length > 0 ? lines[edit.Which % lines.Length] : null;
        switch (edit.Kind)
        {
            case 1 when line is not null:
                Assert.Null(await crm.App.UpdateAsync("quote_line", line.Id, new { quantity = edit.Quantity, price = edit.Price }));
                break;
            case 2 when line is not null:
                Assert.Null(await crm.App.UpdateAsync("quote_line", line.Id, new { discount = edit.Discount, tax_rate = edit.Tax }));
                break;
            case 3 when line is not null:
                Assert.Null(await crm.App.DeleteAsync("quote_line", line.Id));
                break;
            default:
                await crm.App.CreateAsync("quote_line", new { quote, description = "随机", quantity = edit.Quantity, price = edit.Price, discount = edit.Discount, tax_rate = edit.Tax });
                break;
        }
    }

    private static async Task CheckAsync(CrmWorkspace crm, Guid quote)
    {
        var lines = await crm.WhereAsync("quote_line", "quote", quote);
        foreach (var line in lines)
        {
            var (quantity, price, discount, tax) = ((decimal)line["quantity"]!, (decimal)line["price"]!, (decimal)line["discount"]!, (decimal)line["tax_rate"]!);
            var amount = Round(quantity * price * (100 - discount) / 100);
            Assert.Equal((Round(quantity * price), amount, Round(amount * tax / (100 + tax))), ((decimal)line["full_amount"]!, (decimal)line["amount"]!, (decimal)line["tax"]!));
        }

        decimal Sum(string field) => lines.Sum(l => (decimal)l[field]!);
        var whole = await crm.App.LoadAsync("quote", quote);
        Assert.Equal(Sum("amount"), (decimal?)whole["amount"]);
        Assert.Equal(Sum("tax"), (decimal?)whole["tax_amount"]);
        Assert.Equal(Sum("full_amount"), (decimal?)whole["subtotal"]);
        Assert.Equal(Sum("discount_amount"), (decimal?)whole["discount_amount"]);
        Assert.Equal((decimal?)whole["subtotal"] - (decimal?)whole["discount_amount"], (decimal?)whole["amount"]);
    }

    private static decimal Round(decimal value) => Math.Round(value, 2, MidpointRounding.AwayFromZero);

    private sealed record Edit(int Kind, int Which, decimal Quantity, decimal Price, decimal Discount, decimal Tax);
}
