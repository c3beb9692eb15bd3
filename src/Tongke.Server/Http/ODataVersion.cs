namespace Tongke.Server.Http;

/// <summary>The version of OData that an answer speaks: 4.01, or 4.0 to who asks for no more.</summary>
public static class ODataVersion
{
    /// <summary>Whether the request wants version 4.0.</summary>
    public static bool IsOld(HttpRequest request) => request.Headers["OData-MaxVersion"].ToString().Trim() == "4.0" || (request.Headers["OData-MaxVersion"].Count == 0 && request.Headers["OData-Version"].ToString().Trim() == "4.0");

    /// <summary>Puts the version into the answer.</summary>
    public static void Put(HttpContext context) => context.Response.Headers["OData-Version"] = IsOld(context.Request) ? "4.0" : "4.01";
}
