using Tongke.Storage;
using Tongke.Testing;
using Xunit;

namespace Tongke.Exchange.Tests;

/// <summary>A real company's files, faults included: 85 accounts, 7 products, 35 agents, 8,800 deals.</summary>
public class SalesHistoryTests
{
    private static readonly string[] MadeOnTheWay = ["manager", "department"];

    private static readonly object Accounts = new
    {
        mapping = new Dictionary<string, string>
        {
            ["account"] = "name", ["sector"] = "industry", ["year_established"] = "year_established", ["revenue"] = "revenue", ["employees"] = "employees",
            ["office_location"] = "country", ["subsidiary_of"] = "parent",
        },
        values = new Dictionary<string, Dictionary<string, string>> { ["industry"] = new() { ["technolgy"] = "technology" } },
    };

    private static readonly Dictionary<string, string> DealColumns = new()
    {
        ["opportunity_id"] = "code", ["sales_agent"] = "owner", ["product"] = "product", ["account"] = "account", ["deal_stage"] = "stage",
        ["engage_date"] = "engage_date", ["close_date"] = "close_date", ["close_value"] = "amount",
    };

    private static readonly object Deals = new
    {
        mapping = DealColumns,
        values = new Dictionary<string, Dictionary<string, string>>
        {
            ["product"] = new() { ["GTXPro"] = "GTX Pro" },
            ["stage"] = new() { ["Prospecting"] = "lead", ["Engaging"] = "visit" },
        },
    };

    [Theory, OnEveryDatabase]
    public async Task Five_files_become_a_company_with_the_figures_that_are_known_of_it(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);

        var people = await desk.ImportAsync("user", Desk.Sample("sales_teams.csv"), new
        {
            mapping = new Dictionary<string, string> { ["sales_agent"] = "name", ["manager"] = "manager", ["regional_office"] = "department" },
            create_missing = MadeOnTheWay,
        });
        Assert.True(people is { Status: "done", Counts: (35, 0, 0, 0) }, people.ToString());
        var agent = await desk.FindAsync("user", "name", "Darcel Schlecht");
        var manager = await desk.FindAsync("user", "name", "Melvin Marxen");
        var central = await desk.FindAsync("department", "name", "Central");
        Assert.Equal((manager.Id, central.Id, "darcel.schlecht"), ((Guid)agent["manager"]!, (Guid)agent["department"]!, (string)agent["login"]!));

        var unmapped = await desk.UploadAsync("account", "accounts.csv", Desk.Sample("accounts.csv"), new
        {
            mapping = new Dictionary<string, string> { ["account"] = "name", ["sector"] = "industry", ["subsidiary_of"] = "parent" },
        });
        var trial = await desk.RunAsync(unmapped, "dry_run");
        Assert.Equal("checked", trial.Status);
        Assert.Equal(("industry", "technolgy", 12L, "technology"), Assert.Single(trial.Unmatched));
        Assert.Equal((73, 0, 0, 12), trial.Counts);
        Assert.Empty(await desk.AllAsync("account"));

        var accounts = await desk.ImportAsync("account", Desk.Sample("accounts.csv"), Accounts);
        Assert.True(accounts is { Status: "done", Counts: (85, 0, 0, 0) }, accounts.ToString());
        var child = await desk.FindAsync("account", "name", "Codehow");
        Assert.Equal((await desk.FindAsync("account", "name", "Acme Corporation")).Id, child["parent"]);

        var products = await desk.ImportAsync("product", Desk.Sample("products.csv"), new
        {
            mapping = new Dictionary<string, string> { ["product"] = "name", ["series"] = "series", ["sales_price"] = "price" },
        });
        Assert.True(products is { Status: "done", Counts: (7, 0, 0, 0) }, products.ToString());

        var dealsTrial = await desk.RunAsync(await desk.UploadAsync("opportunity", "pipeline.csv", Desk.Sample("sales_pipeline.csv"), new { mapping = DealColumns }), "dry_run");
        Assert.Contains(("product", "GTXPro", 1480L, "GTX Pro"), dealsTrial.Unmatched);
        Assert.Contains(dealsTrial.Unmatched, u => u is { Field: "stage", Value: "Engaging", Count: 1589 });

        var deals = await desk.ImportAsync("opportunity", Desk.Sample("sales_pipeline.csv"), Deals);
        Assert.True(deals is { Status: "done", Counts: (8800, 0, 0, 0) }, deals.ToString());
        await AssertFiguresAsync(desk.App.Workspace.Database);
    }

    private static async Task AssertFiguresAsync(Database database)
    {
        await using var rows = await database.QueryAsync(Sql.Literal(
            "select count(*), sum(case when status = 'won' then 1 else 0 end), sum(case when status = 'lost' then 1 else 0 end), sum(case when account is null then 1 else 0 end) from opportunity where deleted_at is null"));
        Assert.True(await rows.ReadAsync());
        Assert.Equal((8800, 4238, 2473, 1425), (rows.GetInt64(0), rows.GetInt64(1), rows.GetInt64(2), rows.GetInt64(3)));
        Assert.Equal(63.15, Math.Round(100.0 * rows.GetInt64(1) / (rows.GetInt64(1) + rows.GetInt64(2)), 2));

        await using var won = await database.QueryAsync(Sql.Literal("select sum(amount), sum(cycle_days), count(*) from opportunity where status = 'won'"));
        Assert.True(await won.ReadAsync());
        Assert.Equal(10_005_534m, won.GetDecimal(0, 2));
        Assert.Equal(51.78, Math.Round((double)won.GetInt64(1) / won.GetInt64(2), 2));
    }
}
