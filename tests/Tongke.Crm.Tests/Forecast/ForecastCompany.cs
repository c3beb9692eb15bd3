using Tongke.Crm.Forecast;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Testing;

namespace Tongke.Crm.Tests.Forecast;

/// <summary>A company of two departments whose stages ask for nothing, and words for what tests of the forecast ask.</summary>
internal sealed class ForecastCompany : IAsyncDisposable
{
    private ForecastCompany(CrmWorkspace crm) => Crm = crm;

    public CrmWorkspace Crm { get; }

    public required Guid East { get; init; }

    public required Actor Boss { get; init; }

    public required Actor EastManager { get; init; }

    public required Actor Ana { get; init; }

    public required Actor Ben { get; init; }

    public required Actor WestManager { get; init; }

    public required Actor Cai { get; init; }

    public required Guid Account { get; init; }

    public DateOnly Today => Crm.App.Workspace.Open(Crm.App.System).Context.Today;

    public static async Task<ForecastCompany> StartAsync(TestDatabase database)
    {
        var crm = await CrmWorkspace.StartAsync(database);
        foreach (var stage in await crm.App.Workspace.Open(crm.App.System).LoadWhereAsync(crm.App.Schema["stage"], Kernel.Expressions.Constant.True))
            await crm.App.UpdateAsync("stage", stage.Id, new { entry_criteria = (object?)null, exit_criteria = (object?)null });

        var top = await crm.App.CreateAsync("department", new { name = "公司" });
        var (east, west) = (await crm.App.CreateAsync("department", new { name = "华东", parent = top }), await crm.App.CreateAsync("department", new { name = "华西", parent = top }));
        var boss = await crm.PersonAsync("boss", "boss", top);
        var (eastManager, westManager) = (await crm.PersonAsync("east", "sales_manager", east, boss.UserId), await crm.PersonAsync("west", "sales_manager", west, boss.UserId));
        await crm.App.UpdateAsync("department", east, new { head = eastManager.UserId });
        await crm.App.UpdateAsync("department", west, new { head = westManager.UserId });
        return new ForecastCompany(crm)
        {
            East = east,
            Boss = boss,
            EastManager = eastManager,
            WestManager = westManager,
            Ana = await crm.PersonAsync("ana", "sales_rep", east, eastManager.UserId),
            Ben = await crm.PersonAsync("ben", "sales_rep", east, eastManager.UserId),
            Cai = await crm.PersonAsync("cai", "sales_rep", west, westManager.UserId),
            Account = await crm.App.CreateAsync("account", new { name = "测试客户", owner = boss.UserId }),
        };
    }

    /// <summary>A deal of somebody, in the stage of the standard pipeline with this code.</summary>
    public async Task<Guid> DealAsync(Actor owner, decimal amount, DateOnly? close, string stage = "lead") => await Crm.App.CreateAsync(
        "opportunity", new { name = $"商机 {Guid.CreateVersion7():N}", account = Account, owner = owner.UserId, amount, close_date = close, stage = await Crm.StageAsync(stage) });

    public async Task<ForecastPage> PageAsync(Actor? actor = null, PeriodUnit unit = PeriodUnit.Quarter, DateOnly? start = null, DateOnly? asOf = null)
    {
        var session = Crm.App.Workspace.Open(actor ?? Crm.App.System);
        var (page, refusal) = await ReadForecast.RunAsync(session, ForecastPeriod.Containing(unit, start ?? Today), asOf, default);
        return page ?? throw new InvalidOperationException(Kernel.Testing.TestWorkspace.Describe(refusal!));
    }

    public async Task<Waterfall> WaterfallAsync(DateOnly from, DateOnly to, ForecastScope? scope = null, Actor? actor = null, PeriodUnit unit = PeriodUnit.Quarter, DateOnly? start = null)
    {
        var session = Crm.App.Workspace.Open(actor ?? Crm.App.System);
        var (waterfall, refusal) = await ReadWaterfall.RunAsync(session, ForecastPeriod.Containing(unit, start ?? Today), from, to, scope ?? new(), default);
        return waterfall ?? throw new InvalidOperationException(Kernel.Testing.TestWorkspace.Describe(refusal!));
    }

    /// <summary>An adjustment that somebody makes; what came of it.</summary>
    public async Task<Refusal?> AdjustAsync(Actor author, object values)
    {
        var session = Crm.App.Workspace.Open(author);
        var record = session.Add(session.Schema["forecast_adjustment"]);
        foreach (var property in values.GetType().GetProperties())
            record.Write(record.Object[property.Name], property.GetValue(values));

        return await session.CommitAsync();
    }

    public async Task<IReadOnlyList<Record>> MovesAsync() =>
        await Crm.App.Workspace.Open(Crm.App.System).LoadWhereAsync(Crm.App.Schema["forecast_move"], Kernel.Expressions.Constant.True, 100_000);

    public ValueTask DisposeAsync() => Crm.DisposeAsync();
}
