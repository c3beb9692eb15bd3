using Microsoft.AspNetCore.Authorization;
using Tongke.Server.Errors;

namespace Tongke.Server.Http;

/// <summary>Under <c>/api</c> nobody gets further without being somebody, unless the endpoint says that anybody may.</summary>
public sealed class RequireActor(RequestDelegate next)
{
    /// <summary>Lets the request pass or answers 401.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        var isOpen = context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        if (!isOpen && context.FindActor() is null && context.Request.Path.StartsWithSegments("/api"))
            throw new RequestRefusedException(401, "not_signed_in");

        return next(context);
    }
}
