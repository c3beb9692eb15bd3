namespace Tongke.Server.Records;

/// <summary>The methods that the addresses of the record API take, as <c>Allow</c> names them. Nothing is said about what is there, or who may.</summary>
internal static class AllowedMethods
{
    private const string Read = "GET, HEAD, OPTIONS";

    /// <summary>What the path behind <c>/api/v1/</c> takes.</summary>
    public static string Of(string path) => path switch
    {
        "" or "$metadata" => Read,
        "$batch" => "POST, OPTIONS",
        _ => Of(RecordPath.Parse(path)),
    };

    /// <summary>What the path takes.</summary>
    public static string Of(RecordPath path) => path switch
    {
        { HasKey: false, Rest: "" } => "GET, HEAD, POST, OPTIONS",
        { HasKey: true, Rest: "" } => "GET, HEAD, PATCH, PUT, DELETE, OPTIONS",
        { HasKey: false, Rest: "$duplicates" } or { HasKey: true, Rest: "$reveal" } => "POST, OPTIONS",
        { Rest: ['$', ..] } or { HasKey: false } => Read,
        _ => "GET, HEAD, POST, OPTIONS",
    };
}
