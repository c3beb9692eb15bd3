using System.Text.Json;
using Tongke.Crm.Sales;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Server.Errors;
using Tongke.Server.Http;
using Tongke.Server.Identity;
using Tongke.Server.Records;
using Task = System.Threading.Tasks.Task;

namespace Tongke.Server.Pages;

/// <summary>A year's target over months and people: <c>POST /api/pages/targets/plan</c> works it out, <c>POST /api/pages/targets/keep</c> keeps it.</summary>
public static class TargetPageEndpoints
{
    private const int MonthsOfYear = 12;
    private const int MostPeople = 500;
    private const decimal Most = 1_000_000_000_000m;

    /// <summary>Adds the endpoints.</summary>
    public static void MapTargetPages(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/api/pages/targets/plan", PlanAsync).ChangesNothing();
        endpoints.MapPost("/api/pages/targets/keep", KeepAsync);
    }

    private static async Task PlanAsync(HttpContext context, Workspace workspace)
    {
        var asked = await ReadAsync<PlanAsked>(context);
        if (asked.People is not { Length: > 0 and <= MostPeople } || asked.Amount is < 0 or > Most || !IsAllowed(asked.Year, asked.Measure) || asked.By is not ("equal" or "last_year"))
            throw Form();

        var session = workspace.Open(context.GetActor());
        var definition = session.Schema[SalesTarget.ObjectName];
        if (!session.Access.On(definition).May(RecordAction.Create))
            Refusals.ThrowIfAny(new Forbidden(new("forbidden_action", definition.Label, RecordAction.Create.Label())));

        var (plan, refusal) = await SpreadTarget.RunAsync(session, asked.Measure!, asked.Year, Cents(asked.Amount), [.. asked.People.Distinct()], asked.By == "last_year", context.RequestAborted);
        Refusals.ThrowIfAny(refusal);
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsJsonAsync(plan, PageJson.Snake, context.RequestAborted);
    }

    private static async Task KeepAsync(HttpContext context, Workspace workspace)
    {
        var asked = await ReadAsync<KeepAsked>(context);
        if (asked.Rows is not { Length: > 0 and <= MostPeople } || !IsAllowed(asked.Year, asked.Measure) || !Array.TrueForAll(asked.Rows, r => r is { Months.Length: MonthsOfYear } && Array.TrueForAll(r.Months, m => m is >= 0 and <= Most))
            || asked.Rows.DistinctBy(r => r.Person).Count() != asked.Rows.Length)
            throw Form();

        var (made, changed) = await WriteAsync(workspace, context.GetActor(), asked, context.RequestAborted);
        await context.Response.WriteAsJsonAsync(new { made, changed }, PageJson.Snake, context.RequestAborted);
    }

    private static async Task<(int Made, int Changed)> WriteAsync(Workspace workspace, Actor actor, KeepAsked asked, CancellationToken ct)
    {
        for (var run = 1; ; run++)
        {
            var session = workspace.Open(actor);
            var (made, changed, refusal) = await KeepTargets.RunAsync(
                session, asked.Measure!, asked.Year, [.. asked.Rows!.Select(r => new TargetRow(r.Person, [.. r.Months!.Select(Cents)]))], asked.Department, asked.Company == true, ct);
            Refusals.ThrowIfAny(refusal);
            var refused = await session.CommitAsync(ct);
            if (await WriteReruns.IsWorthAsync(refused, run, ct))
                continue;

            Refusals.ThrowIfAny(refused);
            return (made, changed);
        }
    }

    private static decimal Cents(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);

    private static bool IsAllowed(int year, string? measure) => year is >= 1990 and <= 2200 && TargetSource.All.Any(s => s.Measure == measure);

    private static async Task<T> ReadAsync<T>(HttpContext context)
    {
        var body = await RequestBody.ReadObjectAsync(context);
        try
        {
            return body.Deserialize<T>(PageJson.Snake)!;
        }
        catch (JsonException)
        {
            throw Form();
        }
    }

    private static RequestRefusedException Form() => new(Refusals.ToError(new Invalid([new(null, new("target_plan_form"))])));

    private sealed record PlanAsked(int Year, string? Measure, decimal Amount, Guid[]? People, string? By);

    private sealed record KeepAsked(int Year, string? Measure, KeepRow[]? Rows, Guid? Department, bool? Company);

    private sealed record KeepRow(Guid Person, decimal[]? Months);
}
