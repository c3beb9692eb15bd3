using Tongke.Crm.LeadForms;

namespace Tongke.Server.LeadForms;

/// <summary>What browsers are told to forbid on a public form: everything but its own style, and the sites that may embed it.</summary>
internal static class FormPolicy
{
    /// <summary>Puts it into the answer, in the place of what holds for the rest of the product.</summary>
    public static void Put(HttpContext http, LeadForm? form, bool embedded)
    {
        var headers = http.Response.Headers;
        var origins = form?.AllowedOrigins ?? [];
        var (ancestors, scripts) = (origins.Length > 0 ? string.Join(' ', origins) : "'none'", embedded ? "'self'" : "'none'");

        // Browsers hold the way that a sent form is led on to the same list.
        var target = form?.Redirect is { Length: > 0 } to && Uri.TryCreate(to, UriKind.Absolute, out var elsewhere) ? $" {elsewhere.GetLeftPart(UriPartial.Authority)}" : "";
        headers.ContentSecurityPolicy = $"default-src 'none'; style-src {FormStyle.Hash}; script-src {scripts}; form-action 'self'{target}; base-uri 'none'; frame-ancestors {ancestors}";
        if (origins.Length > 0)
            headers.Remove("X-Frame-Options");
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
        headers.CacheControl = "no-store";
    }
}
