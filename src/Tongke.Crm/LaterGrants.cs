using System.Text.Json;
using System.Text.Json.Nodes;
using Tongke.Kernel;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm;

/// <summary>
/// Objects that came with a later version than the roles of many workspaces. There the delivered roles get the grants that a new workspace has from the
/// start: once, and only while no role says anything of the object, for then nobody can have decided about it.
/// </summary>
public static class LaterGrants
{
    private static readonly string[] Objects =
    [
        "comment_reaction", "record_follow", "hand_over", "hand_over_line", "work_bench", "sales_target", "role", "sea_pool", "sea_pool_level", "absence",
        "payment_term", "payment_term_step", "contract", "contract_line", "payment_plan", "payment", "payment_match", "invoice", "invoice_title",
        "sales_order", "sales_order_line", "delivery", "delivery_line", "contract_change", "contract_change_line", "contract_change_plan",
        "lead_form", "lead_channel", "score_rule", "reminder_rule", "task_dispatch",
        "forecast_move", "forecast_adjustment", "work_capacity",
        "product_category", "product_component", "price_book", "price_book_entry", "discount_policy", "document_template", "quote", "quote_line", "quote_link",
        "duplicate_group", "duplicate_scan",
        "pipeline_node", "deal_node", "deal_party", "project_purchase", "project_entry",
    ];

    /// <summary>A package for each of these objects, so that each is granted once.</summary>
    public static IReadOnlyList<Package> Packages { get; } =
    [
        .. Objects.Select(o => new Package { Name = $"grants_{o}", Seed = (session, ct) => GrantAsync(o, session, ct) }),
        new Package { Name = "grants_shared_views", Seed = ShareViewsAsync },
        new Package { Name = "grants_contract_figures", Seed = HideContractFiguresAsync },
        new Package { Name = "grants_approve", Seed = LetApproveAsync },
    ];

    /// <summary>Views are shared with chosen people since; roles that have the right to views as it was delivered before get it as it is now.</summary>
    private static async System.Threading.Tasks.Task ShareViewsAsync(Session session, CancellationToken ct)
    {
        const string Before = "=OR(shared, owner = ME())";
        var now = CrmSeed.Roles.Select(r => r.Grants.TryGetProperty("list_view", out var grant) ? grant : default).First(g => g.ValueKind == JsonValueKind.Object);
        foreach (var role in await session.LoadWhereAsync(session.Schema["role"], Constant.True, ct: ct))
            if (GrantsOf(role) is { } grants && grants["list_view"] is JsonObject views && (string?)views["read"] == Before && (string?)views["edit"] == "own")
            {
                grants["list_view"] = JsonNode.Parse(now.GetRawText());
                role["grants"] = JsonSerializer.SerializeToElement(grants);
            }
    }

    /// <summary>From whom the amounts of an account's deals are kept, those of its contracts are kept too.</summary>
    private static async System.Threading.Tasks.Task HideContractFiguresAsync(Session session, CancellationToken ct)
    {
        string[] figures = ["contract_amount", "received_amount", "written_off_amount", "outstanding_amount", "payment_amount", "credit_amount"];
        foreach (var role in await session.LoadWhereAsync(session.Schema["role"], Constant.True, ct: ct))
        {
            var grants = GrantsOf(role);
            if (grants["account"]?["fields"] is not JsonObject fields || (string?)fields["won_amount"] != "none")
                continue;

            foreach (var figure in figures.Where(f => !fields.ContainsKey(f)))
                fields[figure] = "none";
            role["grants"] = JsonSerializer.SerializeToElement(grants);
        }
    }

    /// <summary>To approve, issue and write off is a right of its own since; before it took the right to change owners, and whoever had that goes on.</summary>
    private static async System.Threading.Tasks.Task LetApproveAsync(Session session, CancellationToken ct)
    {
        string[] decided = ["*", "contract", "contract_change", "payment_plan", "invoice"];
        foreach (var role in await session.LoadWhereAsync(session.Schema["role"], Constant.True, ct: ct))
        {
            var grants = GrantsOf(role);
            var may = decided.Select(d => grants[d]).OfType<JsonObject>().Where(g => (bool?)g["transfer"] == true && !g.ContainsKey("approve")).ToArray();
            if (may.Length == 0)
                continue;

            foreach (var grant in may)
                grant["approve"] = true;
            role["grants"] = JsonSerializer.SerializeToElement(grants);
        }
    }

    private static async System.Threading.Tasks.Task GrantAsync(string definition, Session session, CancellationToken ct)
    {
        var roles = await session.LoadWhereAsync(session.Schema["role"], Constant.True, ct: ct);
        if (roles.Any(role => GrantsOf(role).ContainsKey(definition)))
            return;

        foreach (var delivered in CrmSeed.Roles.Where(r => r.Grants.TryGetProperty(definition, out _)))
            if (roles.FirstOrDefault(r => (string?)r["name"] == delivered.Name) is { } role)
            {
                var grants = GrantsOf(role);
                grants[definition] = JsonNode.Parse(delivered.Grants.GetProperty(definition).GetRawText());
                role["grants"] = JsonSerializer.SerializeToElement(grants);
            }
    }

    private static JsonObject GrantsOf(Record role) => role["grants"] is JsonElement { ValueKind: JsonValueKind.Object } grants ? JsonObject.Create(grants)! : [];
}
