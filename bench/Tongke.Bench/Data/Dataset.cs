using Microsoft.Extensions.Logging.Abstractions;
using Tongke.Crm.Demo;
using Tongke.Kernel;
using Tongke.Kernel.Schemas;
using Tongke.Server;
using Tongke.Storage;

namespace Tongke.Bench.Data;

/// <summary>The sample company, grown: leads and opportunities by the hundred thousand, an account for every ten of them.</summary>
internal sealed class Dataset
{
    /// <summary>Another one whenever the generator makes other rows.</summary>
    public const string Version = "2";

    /// <summary>The tables whose rows the generator makes.</summary>
    public static readonly string[] Tables = ["account", "lead", "opportunity"];

    private const int DealsPerAccount = 10;
    private static readonly string[] Statuses = ["new", "assigned", "contacted", "nurturing", "qualified", "unqualified"];
    private static readonly string[] Sources = ["website", "search_ads", "social", "wechat", "exhibition", "inbound_call", "referral", "partner", "prospecting", "other"];
    private static readonly string[] Industries = ["manufacturing", "automotive", "electronics", "chemical", "energy", "software", "medical", "food", "retail", "logistics"];
    private static readonly string[] Titles = ["采购经理", "总经理", "技术总监", "设备主管", "项目经理", "副总裁"];
    private static readonly string[] Reasons = ["price", "competition", "budget", "missing_features", "long_cycle", "unresponsive"];

    private readonly Random chance = new(20);
    private readonly Names names;
    private readonly Workspace workspace;
    private readonly Company company;
    private readonly DateTimeOffset end = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly int rows;

    private Dataset(Workspace workspace, Company company, int rows) => (this.workspace, this.company, this.rows, names) = (workspace, company, rows, new Names(chance));

    /// <summary>Fills an empty workspace, as the server keeps it, with this many leads and opportunities.</summary>
    public static async Task LoadAsync(ServerOptions options, int rows, CancellationToken ct)
    {
        await using var workspace = await TongkeHost.OpenAsync(options, NullLoggerFactory.Instance, ct: ct);
        await DemoCompany.FillAsync(workspace, ct);
        var dataset = new Dataset(workspace, await Company.ReadAsync(workspace.Database, ct), rows);
        var indexes = await Indexes.DropAsync(workspace.Database, [.. Tables, .. Tables.Select(t => $"{t}_search")], ct);
        var accounts = await dataset.AccountsAsync(ct);
        await dataset.LeadsAsync(ct);
        await dataset.OpportunitiesAsync(accounts, ct);
        await indexes.RestoreAsync(ct);
    }

    private async Task<IReadOnlyList<(Guid Id, string Key)>> AccountsAsync(CancellationToken ct)
    {
        var loader = Into("account", "id", "version", "created_at", "updated_at", "owner", "department", "name", "name_key", "level", "industry", "phone", "country");
        var accounts = new List<(Guid, string)>();
        for (var i = 0; i < rows / DealsPerAccount; i++)
        {
            var at = At(i, rows / DealsPerAccount);
            var (name, key) = names.Company();
            var (owner, department) = Owner();
            accounts.Add((Guid.CreateVersion7(at), key));
            await loader.AddAsync([accounts[^1].Item1, 1L, at, at, owner, department, $"{name}（{i}）", key, names.Of(["a", "b", "c", "d"]), names.Of(Industries), names.Mobile(), "中国"], ct);
        }

        await loader.FlushAsync(ct);
        return accounts;
    }

    private async Task LeadsAsync(CancellationToken ct)
    {
        var loader = Into("lead", "id", "version", "created_at", "updated_at", "owner", "department", "name", "company", "company_key", "title", "status", "unqualified_reason", "source",
            "mobile", "email", "region", "industry", "product", "estimated_amount", "estimated_amount_currency", "estimated_amount_base", "rating", "description");
        for (var i = 0; i < rows; i++)
        {
            var at = At(i, rows);
            var (name, key) = names.Company();
            var (owner, department) = Owner();
            var status = names.Of(Statuses);
            var amount = chance.Next(1, 500) * 1_000m;
            await loader.AddAsync(
                [Guid.CreateVersion7(at), 1L, at, at, owner, department, names.Person(), name, key, names.Of(Titles), status, status == "unqualified" ? "no_need" : null, names.Of(Sources),
                names.Mobile(), $"buyer{i}@example.cn", names.City(), names.Of(Industries), Product(), amount, "CNY", amount, (long)chance.Next(1, 6), "希望尽快安排演示，并提供报价。"], ct);
        }

        await loader.FlushAsync(ct);
    }

    private async Task OpportunitiesAsync(IReadOnlyList<(Guid Id, string Key)> accounts, CancellationToken ct)
    {
        var loader = Into("opportunity", "id", "version", "created_at", "updated_at", "owner", "department", "name", "code", "account", "pipeline", "stage", "status", "amount",
            "amount_currency", "amount_base", "probability", "expected_revenue", "engage_date", "close_date", "cycle_days", "product", "source", "loss_reason", "stage_entered_at", "push_count", "record_type");
        for (var i = 0; i < rows; i++)
        {
            var at = At(i, rows);
            var (account, key) = accounts[chance.Next(accounts.Count)];
            var (stage, type, probability) = company.Stages[chance.Next(company.Stages.Count)];
            var (owner, department) = Owner();
            var amount = chance.Next(1, 2_000) * 1_000m;
            var engaged = DateOnly.FromDateTime(at.UtcDateTime);
            var days = chance.Next(5, 180);
            await loader.AddAsync(
                [Guid.CreateVersion7(at), 1L, at, at, owner, department, $"{key}{names.Need()}", $"B{i:D8}", account, company.Pipeline, stage, type, amount,
                "CNY", amount, probability, amount * probability / 100, engaged, engaged.AddDays(days), type == "open" ? null : (long)days, Product(), names.Of(Sources),
                type == "lost" ? names.Of(Reasons) : null, at, 0L, "standard"], ct);
        }

        await loader.FlushAsync(ct);
    }

    private TableLoader Into(string name, params string[] fields) => new(workspace.Database, workspace.Schema[name], fields);

    /// <summary>Spread over two years.</summary>
    private DateTimeOffset At(int i, int of) => end.AddDays(-730).AddMilliseconds(Math.Floor(TimeSpan.FromDays(730).TotalMilliseconds * i / of));

    private (Guid Id, Guid Department) Owner() => company.Owners[chance.Next(company.Owners.Count)];

    private Guid Product() => company.Products[chance.Next(company.Products.Count)];
}
