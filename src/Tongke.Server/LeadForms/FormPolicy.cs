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
        var target = Elsewhere(form) is { } elsewhere ? $" {OriginOf(elsewhere)}" : "";
        headers.ContentSecurityPolicy = $"default-src 'none'; style-src {FormStyle.Hash}; script-src {scripts}; form-action 'self'{target}; base-uri 'none'; frame-ancestors {ancestors}";
        if (origins.Length > 0)
            headers.Remove("X-Frame-Options");
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
        headers.CacheControl = "no-store";
    }

    /// <summary>Where a form leads once it was sent, as headers can say it: hosts and paths in Chinese are spelt out. Null where it stays here.</summary>
    public static string? Onward(LeadForm form) => Elsewhere(form) is { } elsewhere ? $"{OriginOf(elsewhere)}{elsewhere.PathAndQuery}{elsewhere.Fragment}" : null;

    private static Uri? Elsewhere(LeadForm? form) =>
        Uri.TryCreate(form?.Redirect, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" ? uri : null;

    private static string OriginOf(Uri uri) => $"{uri.Scheme}://{uri.IdnHost}{(uri.IsDefaultPort ? "" : $":{uri.Port}")}";
}
