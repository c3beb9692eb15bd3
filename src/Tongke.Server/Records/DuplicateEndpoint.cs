using System.Text.Json;
using System.Threading.RateLimiting;
using Tongke.Crm.Customers;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Server.Errors;
using Tongke.Server.Http;
using Tongke.Server.Identity;

namespace Tongke.Server.Records;

/// <summary>
/// <c>POST /api/v1/{object}/$duplicates</c>: which records are probably the same as the one that is being entered, those of colleagues included, masked.
/// Only for those who may enter or change such records, and not often enough to find out what a company has by asking.
/// </summary>
public static class DuplicateEndpoint
{
    /// <summary>A person who enters records asks a few times for each.</summary>
    private const int MostInMinute = 60;

    private const int MostInHour = 600;

    private static readonly JsonSerializerOptions Snake = new(Json.Relaxed) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Adds how often one person may ask.</summary>
    public static void AddDuplicateCheck(this IServiceCollection services) => services.AddSingleton(_ => new DuplicateLimits(
        Limiter(MostInMinute, TimeSpan.FromMinutes(1)),
        Limiter(MostInHour, TimeSpan.FromHours(1))));

    /// <summary>Adds the endpoint.</summary>
    public static void MapDuplicateCheck(this IEndpointRouteBuilder endpoints) => endpoints.MapPost("/api/v1/{object}/$duplicates", CheckAsync).ChangesNothing();

    private static async Task CheckAsync(HttpContext context, string @object, Workspace workspace, DuplicateLimits limits)
    {
        var actor = context.GetActor();
        var session = workspace.Open(context.Request.AskedLanguage() is { } language ? actor with { Language = language } : actor);
        var definition = session.Schema.Find(@object) ?? throw new RequestRefusedException(404, "unknown_object", @object.Length <= 60 ? @object : "…");
        var access = session.Access.On(definition);
        if (!access.May(RecordAction.Create) && !access.May(RecordAction.Edit))
            throw new RequestRefusedException(Refusals.ToError(new Forbidden(new("forbidden_action", definition.Label, RecordAction.Create.Label()))));

        var body = await RequestBody.ReadObjectAsync(context);
        using var lease = limits.Ask(actor.UserId?.ToString() ?? actor.Name);
        if (!lease.IsAcquired)
            throw new RequestRefusedException(ApiError.Of(429, "too_many_requests") with
            {
                RetryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 1,
            });

        var record = await RecordOfAsync(session, definition, body, context.RequestAborted);
        var matches = await CheckDuplicates.RunAsync(record, session, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsJsonAsync(new { value = matches }, Snake, context.RequestAborted);
    }

    /// <summary>A record of the values that the rules read; a masked field can't be asked about, the answer would tell its value. It lives in a session that is never committed.</summary>
    private static async ValueTask<Record> RecordOfAsync(Session session, ObjectSchema definition, JsonElement body, CancellationToken ct)
    {
        Guid? id = null;
        if (body.TryGetProperty("id", out var text) && text.ValueKind != JsonValueKind.Null)
            id = text.ValueKind == JsonValueKind.String && text.TryGetGuid(out var given) ? given : throw Wrong("id", "expected_id");

        if (!body.TryGetProperty("values", out var values) || values.ValueKind != JsonValueKind.Object)
            throw Wrong("values", "expected_json_object");

        var record = session.Make(definition, id);
        foreach (var field in CheckDuplicates.Asked(definition))
        {
            if (!values.TryGetProperty(field.Name, out var value) || !session.Access.On(definition).MayRead(field))
                continue;

            // What is typed halfway is no value yet: it is like nothing.
            if (await RecordInput.CoerceAsync(session, field, value, ct) is { Problem: null } coerced)
                record[field] = coerced.Value;
        }

        return record;
    }

    private static RequestRefusedException Wrong(string member, string code) => new(Refusals.ToError(new Invalid([new Problem(member, new(code))])));

    private static PartitionedRateLimiter<string> Limiter(int most, TimeSpan window) => PartitionedRateLimiter.Create<string, string>(person =>
        RateLimitPartition.GetSlidingWindowLimiter(person, _ => new SlidingWindowRateLimiterOptions { PermitLimit = most, Window = window, SegmentsPerWindow = 6 }));
}

/// <summary>How often one person may ask for duplicates.</summary>
internal sealed class DuplicateLimits(PartitionedRateLimiter<string> inMinute, PartitionedRateLimiter<string> inHour) : IDisposable
{
    private readonly PartitionedRateLimiter<string> both = PartitionedRateLimiter.CreateChained(inMinute, inHour);

    /// <summary>Takes one of what the person may still ask.</summary>
    public RateLimitLease Ask(string person) => both.AttemptAcquire(person);

    /// <inheritdoc />
    public void Dispose()
    {
        both.Dispose();
        inMinute.Dispose();
        inHour.Dispose();
    }
}
