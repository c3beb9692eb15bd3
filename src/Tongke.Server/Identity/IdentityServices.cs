
using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc;
using Tongke.Server.Http;
using Tongke.Server.Records;

namespace Tongke.Server.Identity;

/// <summary>Puts sign-in into the server: one line for its services, one for the pipeline, one for its endpoints.</summary>
public static class IdentityServices
{
    private const int LargestBody = 64 * 1024;

    /// <summary>Adds sign-in. A <see cref="Kernel.Workspace"/> must be registered too.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">Its section <c>Identity</c> has the settings, each named as in <see cref="IdentityOptions"/>.</param>
    /// <param name="key">The installation's secret.</param>
    public static IServiceCollection AddIdentity(this IServiceCollection services, IConfiguration configuration, SecretKey key)
    {
        var options = configuration.GetSection("Identity").Get<IdentityOptions>() ?? new IdentityOptions();
        return services
            .AddSingleton(options)
            .AddSingleton(key)
            .AddSingleton<PasswordHasher>()
            .AddSingleton<Credentials>()
            .AddSingleton<SignInAttempts>()
            .AddSingleton<SignInLog>()
            .AddSingleton<SignInDuty>()
            .AddSingleton<SigningIn>()
            .AddSingleton<WebSessions>()
            .AddSingleton<SeeingAs>()
            .AddHostedService<SessionNotices>()
            .AddSingleton<SecondFactors>()
            .AddSingleton<PasswordChanges>()
            .AddSingleton<ApiKeys>()
            .AddSingleton<SettingUp>()
            .AddSingleton<SessionEndpoints>()
            .AddSingleton<SessionListEndpoints>()
            .AddSingleton<SetUpEndpoints>()
            .AddSingleton<PasswordEndpoints>()
            .AddSingleton<SecondFactorEndpoints>()
            .AddSingleton<ApiKeyEndpoints>()
            .AddSingleton<IRecordInputExtra, UserPassword>()
            .AddHostedService<IdentityCleaning>()
            .AddSingleton<RequestLimits>()
            .Configure<ForwardedHeadersOptions>(forwarded =>
            {
                forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
                foreach (var proxy in options.TrustedProxies)
                    forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
            });
    }

    /// <summary>Finds out who makes each request and holds them to their limits. Belongs inside the handling of errors.</summary>
    public static IApplicationBuilder UseIdentity(this IApplicationBuilder app) => app.UseMiddleware<Authentication>().UseMiddleware<RequireActor>()
        .Use(next => http => http.RequestServices.GetRequiredService<RequestLimits>().ShowAsync(http, next))
        .Use(next => http => http.RequestServices.GetRequiredService<RequestLimits>().AdmitAsync(http, next));

    /// <summary>Adds the endpoints of sign-in.</summary>
    public static void MapIdentity(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/session", (HttpContext http, SessionEndpoints session) => session.GetAsync(http)).AllowAnonymous();
        app.MapPost("/api/session", (HttpContext http, SessionEndpoints session) => session.PostAsync(http)).AllowAnonymous().FromOurPageOnly();
        app.MapPatch("/api/session", (HttpContext http, SessionEndpoints session) => session.PatchAsync(http));
        app.MapDelete("/api/session", (HttpContext http, SessionEndpoints session) => session.DeleteAsync(http)).AllowAnonymous().FromOurPageOnly();
        app.MapPost("/api/session/view", (HttpContext http, SeeingAs seeing) => seeing.PostAsync(http));
        app.MapDelete("/api/session/view", (HttpContext http, SeeingAs seeing) => seeing.DeleteAsync(http)).ChangesNothing();
        app.MapPost("/api/setup", (HttpContext http, SetUpEndpoints setUp) => setUp.PostAsync(http)).AllowAnonymous().FromOurPageOnly();

        app.MapGet("/api/sessions", (HttpContext http, SessionListEndpoints list) => list.GetSessionsAsync(http));
        app.MapDelete("/api/sessions/{id:guid}", (HttpContext http, Guid id, SessionListEndpoints list) => list.DeleteAsync(http, id));
        app.MapGet("/api/sign-in-log", (HttpContext http, SessionListEndpoints list) => list.GetLogAsync(http));

        app.MapPost("/api/password", (HttpContext http, PasswordEndpoints passwords) => passwords.ChangeAsync(http)).OpenToUnfinished();
        app.MapPost("/api/users/{id:guid}/password", (HttpContext http, Guid id, PasswordEndpoints passwords) => passwords.GiveAsync(http, id));

        app.MapGet("/api/second-factor", (HttpContext http, SecondFactorEndpoints factor) => factor.GetAsync(http)).OpenToUnfinished();
        app.MapPost("/api/second-factor", (HttpContext http, SecondFactorEndpoints factor) => factor.BeginAsync(http)).OpenToUnfinished();
        app.MapPost("/api/second-factor/confirm", (HttpContext http, SecondFactorEndpoints factor) => factor.ConfirmAsync(http)).OpenToUnfinished();
        app.MapDelete("/api/second-factor", (HttpContext http, SecondFactorEndpoints factor) => factor.RemoveAsync(http));
        app.MapDelete("/api/users/{id:guid}/second-factor", (HttpContext http, Guid id, SecondFactorEndpoints factor) => factor.RemoveOfAsync(http, id));

        app.MapPost("/api/api-keys", (HttpContext http, ApiKeyEndpoints keys) => keys.CreateAsync(http));
        app.MapPost("/api/api-keys/{id:guid}/issue", (HttpContext http, Guid id, ApiKeyEndpoints keys) => keys.ReissueAsync(http, id));
        app.MapDelete("/api/api-keys/{id:guid}", (HttpContext http, Guid id, ApiKeyEndpoints keys) => keys.RevokeAsync(http, id));
    }

    private static TBuilder FromOurPageOnly<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new SameOriginOnly(), new RequestSizeLimitAttribute(LargestBody));

    /// <summary>Says that who sees the product as another may call it.</summary>
    internal static TBuilder ChangesNothing<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new ChangesNothing());

    private static TBuilder OpenToUnfinished<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new OpenToUnfinishedSignIn());
}
