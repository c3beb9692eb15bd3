using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Demo;

/// <summary>
/// A believable sample company: a Chinese maker of automation equipment with 5 departments, 25 people, 300 accounts and two years of deals up to
/// today. Everything is written as any other record is, through sessions; the same chance every time.
/// </summary>
public sealed class DemoCompany
{
    /// <summary>What it is called, on its pages as on its quotes.</summary>
    internal const string Name = "智行自动化设备（上海）有限公司";

    /// <summary>Records written with one commit.</summary>
    private const int CommitSize = 500;

    private readonly Workspace workspace;
    private readonly DateTimeOffset now;
    private Session session;
    private int made;

    private DemoCompany(Workspace workspace)
    {
        this.workspace = workspace;
        now = workspace.Clock.GetUtcNow();
        session = Open();
    }

    /// <summary>The moment up to which the history reaches.</summary>
    internal DateTimeOffset Now => now;

    /// <summary>Its day in the company.</summary>
    internal DateOnly Today => Kernel.Expressions.Moments.DayOf(now, session.Schema.Conventions.TimeZone);

    /// <summary>The people, once they are made.</summary>
    internal DemoPeople People { get; private set; } = null!;

    /// <summary>Fills <paramref name="workspace"/>, unless it has accounts already, and tells nobody what is being made.</summary>
    /// <returns>Whether anything was written.</returns>
    public static System.Threading.Tasks.Task<bool> FillAsync(Workspace workspace, CancellationToken ct) => FillAsync(workspace, _ => { }, ct);

    /// <summary>Fills <paramref name="workspace"/>, unless it has accounts already.</summary>
    /// <param name="workspace">What is filled.</param>
    /// <param name="tell">Is told what is being made: it takes a minute on a small machine.</param>
    /// <param name="ct">Gives up between two commits.</param>
    /// <returns>Whether anything was written.</returns>
    /// <exception cref="InvalidOperationException">A record was refused: a bug in the sample.</exception>
    public static async System.Threading.Tasks.Task<bool> FillAsync(Workspace workspace, Action<Label> tell, CancellationToken ct)
    {
        var demo = new DemoCompany(workspace);
        if ((await demo.session.LoadWhereAsync<Customers.Account>(Kernel.Expressions.Constant.True, top: 1, ct)).Count > 0)
            return false;

        tell(new("正在生成示例公司，不到一分钟……", "Making the sample company, less than a minute …"));
        var settings = demo.session.Schema["company_setting"];
        var company = await demo.session.LoadWhereAsync(settings, Kernel.Expressions.Constant.True, 1, ct) is [var there] ? there : demo.Make("company_setting");
        company["name"] = Name;
        tell(new("  部门与人员", "  departments and people"));
        demo.People = await DemoPeople.MakeAsync(demo, ct);
        tell(new("  产品与客户", "  products and customers"));
        var products = await DemoProducts.MakeAsync(demo, ct);
        var accounts = await DemoAccounts.MakeAsync(demo, ct);
        var (form, channels) = DemoForms.Make(demo);
        DemoForms.MakeRules(demo);
        tell(new("  线索", "  leads"));
        await DemoLeads.MakeAsync(demo, products, form, channels, ct);
        tell(new("  商机与跟进记录", "  deals and activities"));
        await DemoDeals.MakeAsync(demo, accounts, products, ct);
        tell(new("  合同与回款", "  contracts and payments"));
        await DemoContracts.MakeAsync(demo, ct);
        await DemoModels.MakeAsync(demo, accounts, ct);
        await DemoTargets.MakeAsync(demo, ct);
        await demo.CommitAsync(ct);
        await DemoForms.CallKeyCustomersAsync(demo, ct);
        await demo.CommitAsync(ct);
        tell(new("  预测、公海与报价", "  forecast, pools and quotes"));
        await DemoForecast.MakeAsync(demo, ct);
        await DemoPools.MakeAsync(demo, ct);
        await DemoQuotes.MakeAsync(demo, ct);
        DemoAssignment.Make(demo);
        await demo.CommitAsync(ct);
        return true;
    }

    /// <summary>A new record of <typeparamref name="T"/>, in the commit that is being filled.</summary>
    internal T Make<T>() where T : TypedRecord, ITypedRecord<T>
    {
        made++;
        return session.Make<T>();
    }

    /// <summary>A new record of the object named <paramref name="name"/>.</summary>
    internal Record Make(string name)
    {
        made++;
        return session.Make(session.Schema[name]);
    }

    /// <summary>The session that is being filled.</summary>
    internal Session Session => session;

    /// <summary>Commits when enough has gathered. To be called between records that belong together.</summary>
    internal ValueTask BreatheAsync(CancellationToken ct) => made >= CommitSize ? CommitAsync(ct) : default;

    /// <summary>Commits what was made so far.</summary>
    internal async ValueTask CommitAsync(CancellationToken ct)
    {
        if (await session.CommitAsync(ct) is { } refusal)
            throw new InvalidOperationException($"The sample was refused: {refusal.Message.In(Language.English)} {string.Join("; ", refusal.Problems.Select(p => $"{p.Target}: {p.Message.In(Language.English)}"))}");

        made = 0;
        session = Open();
    }

    private Session Open() => workspace.Open(Actor.System("sample company"));
}
