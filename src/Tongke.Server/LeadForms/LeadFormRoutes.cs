using Tongke.Kernel;
using Tongke.Server.Identity;

namespace Tongke.Server.LeadForms;

/// <summary>Puts the lead forms into the server: what they need, and where they answer.</summary>
public static class LeadFormRoutes
{
    /// <summary>Adds what they need.</summary>
    public static IServiceCollection AddLeadForms(this IServiceCollection services) => services
        .AddSingleton<FormStamp>()
        .AddSingleton<FormLimits>()
        .AddSingleton<IpCities>()
        .AddSingleton<PublicFormEndpoints>();

    /// <summary>Adds the endpoints: those for anybody, who is nobody there whatever else they are, and those of the pages.</summary>
    public static void MapLeadForms(this IEndpointRouteBuilder app)
    {
        ForAnybody(app.MapGet("/f/frame.js", (HttpContext http) => PublicFormEndpoints.ScriptAsync(http, FormScripts.Frame)));
        ForAnybody(app.MapGet("/f/{token}.js", (HttpContext http) => PublicFormEndpoints.ScriptAsync(http, FormScripts.Embed)));
        ForAnybody(app.MapGet("/f/{token}", (HttpContext http, string token, PublicFormEndpoints forms) => forms.ShowAsync(http, token)));
        ForAnybody(app.MapPost("/f/{token}", (HttpContext http, string token, PublicFormEndpoints forms) => forms.TakeAsync(http, token)));
        ForAnybody(app.MapGet("/f/{token}/done", (HttpContext http, string token, PublicFormEndpoints forms) => forms.ThankAsync(http, token)));
        ForAnybody(app.MapGet("/c/{code}", (HttpContext http, string code, PublicFormEndpoints forms) => forms.FollowAsync(http, code)));

        app.MapGet("/api/pages/lead-form/{id:guid}", (HttpContext http, Guid id, Workspace workspace) => LeadFormPages.ReadAsync(http, id, workspace));
        app.MapGet("/api/pages/lead-score/{id:guid}", (HttpContext http, Guid id, Workspace workspace) => LeadFormPages.ScoreAsync(http, id, workspace));
        app.MapGet("/api/pages/lead-scores", (HttpContext http, Workspace workspace) => LeadFormPages.ProgressAsync(http, workspace));
        app.MapGet("/api/lead-forms/fields", (HttpContext http, Workspace workspace) => LeadFormPages.FieldsAsync(http, workspace));
        app.MapPost("/api/lead-forms/preview", (HttpContext http, Workspace workspace) => LeadFormPages.PreviewAsync(http, workspace)).ChangesNothing();
        foreach (var kind in new[] { "svg", "png" })
        {
            app.MapGet($"/api/lead-forms/{{id:guid}}/qr.{kind}", (HttpContext http, Guid id, Workspace workspace) => LeadFormPages.CodeAsync(http, id, kind, ofChannel: false, workspace));
            app.MapGet($"/api/lead-channels/{{id:guid}}/qr.{kind}", (HttpContext http, Guid id, Workspace workspace) => LeadFormPages.CodeAsync(http, id, kind, ofChannel: true, workspace));
        }
    }

    private static void ForAnybody(IEndpointConventionBuilder endpoint) => endpoint.AllowAnonymous().WithMetadata(new AsksForItself());
}
