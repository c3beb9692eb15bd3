using System.Globalization;
using Tongke.Crm.Forecast;
using Tongke.Crm.Sales;
using Tongke.Kernel;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;
using Tongke.Server.Errors;
using Tongke.Server.Http;
using Task = System.Threading.Tasks.Task;

namespace Tongke.Server.Pages;

/// <summary>The forecast page: <c>GET /api/pages/forecast</c>, its waterfall with the deals behind a step, its accuracy, the leaderboard and the workload of the people one sees.</summary>
public static class ForecastPageEndpoints
{
    private const int UsualPeriods = 6;
    private const int MostPeriods = 12;

    /// <summary>Adds the endpoints.</summary>
    public static void MapForecastPages(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/pages/forecast", (HttpContext context, Workspace workspace) => AnswerAsync(context, workspace, (asked, session, ct) =>
            ReadForecast.RunAsync(session, asked.Period(session.Context.Today), asked.Day("as_of"), ct)));
        endpoints.MapGet("/api/pages/forecast/waterfall", (HttpContext context, Workspace workspace) => AnswerAsync(context, workspace, (asked, session, ct) =>
        {
            var period = asked.Period(session.Context.Today);
            var (from, to) = asked.Days(period, session.Context.Today);
            return ReadWaterfall.RunAsync(session, period, from, to, asked.Scope(), ct);
        }));
        endpoints.MapGet("/api/pages/forecast/waterfall/deals", (HttpContext context, Workspace workspace) => AnswerAsync(context, workspace, async (asked, session, ct) =>
        {
            var period = asked.Period(session.Context.Today);
            var (from, to) = asked.Days(period, session.Context.Today);
            var (deals, refusal) = await ReadWaterfall.DealsAsync(session, period, from, to, asked.Scope(), asked.Text("step"), ct);
            return (deals is null ? null : new { deals }, refusal);
        }));
        endpoints.MapGet("/api/pages/forecast/accuracy", (HttpContext context, Workspace workspace) => AnswerAsync(context, workspace, (asked, session, ct) =>
            ReadAccuracy.RunAsync(session, asked.Unit(), Math.Clamp(asked.Number("count") ?? UsualPeriods, 1, MostPeriods), asked.Scope(), ct)));
        endpoints.MapGet("/api/pages/leaderboard", (HttpContext context, Workspace workspace) => AnswerAsync(context, workspace, (asked, session, ct) =>
        {
            var period = asked.Period(session.Context.Today);
            return ReadLeaderboard.RunAsync(session, asked.Measure(), period.From, period.To, ct);
        }));
        endpoints.MapGet("/api/pages/workload", (HttpContext context, Workspace workspace) => AnswerAsync(context, workspace, (_, session, ct) => ReadWorkload.RunAsync(session, ct)));
    }

    private static async Task AnswerAsync<T>(HttpContext context, Workspace workspace, Func<Asked, Session, CancellationToken, ValueTask<(T? Answer, Refusal? Refusal)>> read) where T : class
    {
        var actor = context.GetActor();
        var session = workspace.Open(context.Request.AskedLanguage() is { } language ? actor with { Language = language } : actor);
        var (answer, refusal) = await read(new Asked(context), session, context.RequestAborted);
        Refusals.ThrowIfAny(refusal);
        context.Response.Headers.CacheControl = "private, no-cache";
        await context.Response.WriteAsJsonAsync(answer, PageJson.Snake, context.RequestAborted);
    }

    /// <summary>What a request asks for.</summary>
    private sealed class Asked(HttpContext context)
    {
        private static readonly DateOnly Earliest = new(1990, 1, 1);
        private static readonly DateOnly Latest = new(2200, 12, 31);

        public string Text(string name) => context.Request.Query[name].ToString();

        public int? Number(string name) => int.TryParse(Text(name), CultureInfo.InvariantCulture, out var number) ? number : null;

        public DateOnly? Day(string name)
        {
            if (Text(name) is not { Length: > 0 } text)
                return null;

            if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day < Earliest || day > Latest)
                Refuse(name, "expected_date");

            return day;
        }

        public PeriodUnit Unit() => Text("period") switch
        {
            "" or "quarter" => PeriodUnit.Quarter,
            "month" => PeriodUnit.Month,
            "year" => PeriodUnit.Year,
            _ => Refuse<PeriodUnit>("period", "expected_period"),
        };

        public ForecastPeriod Period(DateOnly today) => ForecastPeriod.Containing(Unit(), Day("start") ?? today);

        /// <summary>The evening before the period and now, unless it says otherwise; never the wrong way round.</summary>
        public (DateOnly From, DateOnly To) Days(ForecastPeriod period, DateOnly today)
        {
            var usual = period.From > today ? today.AddDays(-30) : period.From.AddDays(-1);
            var (from, to) = (Day("from") ?? usual, Day("to") ?? (period.To < today ? period.To : today));
            return from <= to ? (from, to) : (to, from);
        }

        public ForecastScope Scope() => new(Id("owner"), Id("department"));

        public string Measure() => Text("measure") switch
        {
            "" => "won",
            "won" or "contracted" or "received" => Text("measure"),
            _ => Refuse<string>("measure", "expected_measure"),
        };

        private Guid? Id(string name)
        {
            if (Text(name) is not { Length: > 0 } text)
                return null;

            if (!Guid.TryParse(text, out var id))
                Refuse(name, "expected_id");

            return id;
        }

        private static void Refuse(string name, string code) => Refusals.ThrowIfAny(new Invalid([new Problem(name, new Message(code))]));

        private static T Refuse<T>(string name, string code)
        {
            Refuse(name, code);
            return default!;
        }
    }
}
