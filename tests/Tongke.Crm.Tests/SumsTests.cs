using Tongke.Testing;
using Xunit;

namespace Tongke.Crm.Tests;

public sealed class SumsTests
{
    [Theory, OnEveryDatabase]
    public async Task Quantities_of_different_units_prices_and_rates_do_not_add_up_but_amounts_do(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        bool? Sums(string definition, string field) => crm.App.Schema[definition][field].Definition.Sums;

        foreach (var lines in new[] { "quote_line", "contract_line", "sales_order_line", "opportunity_line" })
        {
            Assert.False(Sums(lines, "quantity"));
            Assert.False(Sums(lines, "price"));
            Assert.NotEqual(false, Sums(lines, "amount"));
        }

        Assert.All([Sums("quote", "rate"), Sums("sales_order", "rate"), Sums("sales_order", "ordered_quantity"), Sums("sales_order_line", "delivered"), Sums("sales_order_line", "to_deliver"), Sums("delivery_line", "quantity")], s => Assert.False(s));
        Assert.NotEqual(false, Sums("contract", "amount"));
    }
}
