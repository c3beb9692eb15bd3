namespace Tongke.Server.Http;

/// <summary>A step of every request between routing and the endpoints: sign-in is one; tests bring their own.</summary>
public interface IRequestStep
{
    /// <summary>Does its part and calls the next step.</summary>
    Task InvokeAsync(HttpContext context, RequestDelegate next);
}
