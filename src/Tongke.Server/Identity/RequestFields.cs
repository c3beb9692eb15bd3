using System.Text.Json;
using Tongke.Server.Errors;

namespace Tongke.Server.Identity;

/// <summary>Reads the members of a request's JSON object.</summary>
internal static class RequestFields
{
    /// <summary>A text member; null when it is absent or null.</summary>
    /// <exception cref="RequestRefusedException">It is something else.</exception>
    public static string? Text(this JsonElement body, string name) => body.Member(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => Unicode(text, name),
        _ => throw Refused(name, "expected_text"),
    };

    /// <summary>A boolean member.</summary>
    /// <exception cref="RequestRefusedException">It is something else.</exception>
    public static bool? Boolean(this JsonElement body, string name) => body.Member(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw Refused(name, "expected_boolean"),
    };

    /// <summary>Leaves with one fault of the request.</summary>
    public static RequestRefusedException Refused(string target, string code, params IReadOnlyList<object?> values) => Refused(target, new Kernel.Texts.Message(code, values));

    /// <summary>Leaves with one fault of the request.</summary>
    public static RequestRefusedException Refused(string target, Kernel.Texts.Message message) =>
        new(ApiError.Of(400, "validation_failed", 1) with { Details = [new ErrorDetail(target, message)] });

    private static JsonElement? Member(this JsonElement body, string name) =>
        body.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    /// <summary>The text of a JSON string.</summary>
    /// <exception cref="RequestRefusedException">It has half of a surrogate pair.</exception>
    internal static string Unicode(JsonElement text, string name)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Refused(name, "broken_text");
        }
    }
}
