using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Expressions;

/// <summary>
/// Leaves the depth of a parser when what was written makes no sense; each parser turns it into an answer with the position it had reached.
/// </summary>
internal sealed class RefusedExpressionException : Exception
{
    public RefusedExpressionException(Message reason, int? position = null) : base(reason.Code) => (Reason, Position) = (reason, position);

    public RefusedExpressionException(string code, params IReadOnlyList<object?> values) : this(new Message(code, values))
    {
    }

    /// <summary>What is wrong.</summary>
    public Message Reason { get; }

    /// <summary>Where, when the thrower knew.</summary>
    public int? Position { get; }
}
