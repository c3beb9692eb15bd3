namespace Tongke.Generators.Json;

/// <summary>A text is not JSON.</summary>
/// <param name="message">What was expected.</param>
/// <param name="offset">Characters before the place where it was expected.</param>
internal sealed class JsonSyntaxException(string message, int offset) : Exception(message)
{
    public int Offset { get; } = offset;
}
