namespace Tongke.Server.Identity;

/// <summary>Marks an endpoint that changes something without a session yet, such as sign-in: pages of other sites may not call it.</summary>
internal sealed record SameOriginOnly
{
    /// <summary>Whether the browser says the request comes from our own page, or it comes from no browser.</summary>
    public static bool IsMet(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
            return site is "same-origin" or "none";

        return request.Headers.Origin.ToString() is not { Length: > 0 } origin
            || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}

/// <summary>Marks an endpoint that somebody reaches who has to change the password or enrol a second factor first.</summary>
internal sealed record OpenToUnfinishedSignIn;

/// <summary>Marks an endpoint that only reads although its method is one of writing, or that ends the seeing itself: who sees the product as another may call it.</summary>
internal sealed record ChangesNothing;

/// <summary>Marks an endpoint that is for no person and no key, and looks itself at what it is sent.</summary>
internal sealed record AsksForItself;
