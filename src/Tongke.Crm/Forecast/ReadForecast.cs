using Tongke.Crm.Sales;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Storage;

namespace Tongke.Crm.Forecast;

/// <summary>Reads the forecast of a period as the actor of a session sees it: only deals that they may read count; who may not read their amounts is told how many there are.</summary>
public static class ReadForecast
{
    /// <summary>The forecast, or why the actor does not get it: one of the two.</summary>
    /// <param name="session">Of the actor.</param>
    /// <param name="period">The period.</param>
    /// <param name="asOf">The day at whose end it is looked at; null for now.</param>
    /// <param name="ct">Gives up.</param>
    public static async ValueTask<(ForecastPage? Page, Refusal? Refusal)> RunAsync(Session session, ForecastPeriod period, DateOnly? asOf, CancellationToken ct)
    {
        // What has not been yet is as it is now.
        if (asOf > session.Context.Today)
            asOf = null;

        var hasAmounts = ForecastCells.MayReadAmounts(session);
        var cells = new ForecastCells(session, hasAmounts);
        var numbers = asOf is { } day ? await cells.OnAsync(period, day, ct) : await cells.NowAsync(period, ct);
        if (cells.Refusal is { } refusal)
            return (null, refusal);

        var moment = asOf is { } last ? Moments.StartOf(last.AddDays(1), session.Schema.Conventions.TimeZone) : DateTimeOffset.MaxValue;
        var adjustments = hasAmounts ? ReadAdjustments.At(await ReadAdjustments.AllAsync(session, period.From, period.To, ct), moment) : [];
        var targets = !hasAmounts ? ForecastTargets.None : await ForecastTargets.ReadAsync(session, SalesTarget.MeasureValue.Won, period.From, period.To, ct);
        var book = new ForecastBook(session, await ForecastTree.ReadAsync(session, ct), new Leading(session.Organization), adjustments, targets, hasAmounts, asOf ?? session.Context.Today);
        return (
            new ForecastPage
            {
                From = period.From,
                To = period.To,
                AsOf = asOf,
                Since = await SinceAsync(session, ct),
                HasAmounts = hasAmounts,
                Rows = book.Rows(period, numbers),
            },
            null);
    }

    /// <summary>The first day of the ledger.</summary>
    internal static async ValueTask<DateOnly?> SinceAsync(Session session, CancellationToken ct) =>
        (await session.Workspace.Database.ListAsync(
            Sql.From($"select day from {session.Schema[ForecastMove.ObjectName].Table} where deleted_at is null order by day limit 1"), rows => rows.GetDate(0), ct)) is [var first] ? first : null;
}
