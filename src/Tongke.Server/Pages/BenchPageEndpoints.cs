using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tongke.Crm;
using Tongke.Crm.Sales;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;
using Tongke.Server.Http;
using Task = System.Threading.Tasks.Task;

namespace Tongke.Server.Pages;

/// <summary>What the start page asks: whose arrangement of cards holds (<c>GET /api/pages/bench</c>), and the day's list (<c>GET /api/pages/today?top=20</c>).</summary>
public static class BenchPageEndpoints
{
    private const int UsualTop = 20;
    private const int MostTop = 100;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Adds the endpoints.</summary>
    public static void MapBenchPages(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/pages/bench", ReadBenchAsync);
        endpoints.MapGet("/api/pages/today", ReadTodayAsync);
    }

    private static async Task ReadTodayAsync(HttpContext context, Workspace workspace)
    {
        var top = int.TryParse(context.Request.Query["top"], CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, MostTop) : UsualTop;
        var today = await ReadToday.RunAsync(workspace.Open(context.GetActor()), top, context.RequestAborted);
        await context.Response.WriteAsJsonAsync(today, Json, context.RequestAborted);
    }

    private static async Task ReadBenchAsync(HttpContext context, Workspace workspace)
    {
        var session = workspace.Open(context.GetActor());
        var benches = session.Schema[WorkBench.ObjectName];
        var found = session.Access.On(benches).May(RecordAction.Read)
            ? (await session.FindWhereAsync(benches, OwnOrDefault(benches, session.Actor), ct: context.RequestAborted)).Select(WorkBench.Over).ToArray()
            : [];
        var mine = found.FirstOrDefault(b => b.Shared != true);
        var standard = found.Where(b => b.Shared == true).OrderBy(b => b.Role is null).ThenBy(b => b.Position).ThenBy(b => b.Id).FirstOrDefault();
        var answer = new
        {
            mine = mine is null ? null : new { mine.Id, mine.Record.Version, mine.Cards },
            standard = standard?.Cards ?? DeliveredBenches.Everybodys,
        };
        await context.Response.WriteAsJsonAsync(answer, Json, context.RequestAborted);
    }

    /// <summary>One's own, that of one of one's roles, that for everybody.</summary>
    private static Expr OwnOrDefault(ObjectSchema benches, Actor actor)
    {
        var role = new FieldPath(benches[WorkBench.Fields.Role]);
        var isShared = Condition.Equal(new FieldPath(benches[WorkBench.Fields.Shared]), true);
        return Condition.AnyOf(
            Condition.AllOf(Condition.Not(isShared), Condition.Equal(new FieldPath(benches[SystemFields.Owner]), ContextName.Me)),
            Condition.AllOf(isShared, Condition.AnyOf(Condition.IsEmpty(role), Condition.IsAmong(role, actor.Roles.ToArray()))));
    }
}
