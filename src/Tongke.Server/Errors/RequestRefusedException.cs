using Tongke.Kernel.Texts;

namespace Tongke.Server.Errors;

/// <summary>Leaves the depth of reading a request that can't be served; the one handler of errors answers it.</summary>
public sealed class RequestRefusedException(ApiError error) : Exception(error.Message.Code)
{
    /// <summary>A refusal without details.</summary>
    public RequestRefusedException(int status, string code, params IReadOnlyList<object?> values) : this(ApiError.Of(status, code, values))
    {
    }

    /// <summary>A refusal without details.</summary>
    public RequestRefusedException(int status, Message message) : this(new ApiError(status, message))
    {
    }

    /// <summary>What is answered.</summary>
    public ApiError Error { get; } = error;
}
