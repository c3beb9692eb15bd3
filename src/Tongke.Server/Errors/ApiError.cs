using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Server.Errors;

/// <summary>Why a request is not done, as HTTP says it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Message">Stable code and sentence.</param>
public sealed record ApiError(int Status, Message Message)
{
    /// <summary>One entry for every field at fault.</summary>
    public IReadOnlyList<ErrorDetail> Details { get; init; } = [];

    /// <summary>Seconds after which it is worth trying again.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The methods that the address takes, where it does not take the one it was asked with.</summary>
    public string? Allow { get; init; }

    /// <summary>What an error without details says.</summary>
    public static ApiError Of(int status, string code, params IReadOnlyList<object?> values) => new(status, new Message(code, values));
}

/// <summary>One field or condition at fault.</summary>
/// <param name="Target">Field, or place in the request.</param>
/// <param name="Message">What is wrong.</param>
public sealed record ErrorDetail(string? Target, Message Message)
{
    /// <summary>The values that contend, where two people changed the same field.</summary>
    public FieldConflict? Conflict { get; init; }

    /// <summary>What may be filled to put it right.</summary>
    public IReadOnlyList<FieldSchema> Ways { get; init; } = [];
}
