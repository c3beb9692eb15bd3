namespace Tongke.Storage;

/// <summary>Something that happened in the workspace, told to every node that listens. Told at most once and forgotten: a hint to look, never the data itself.</summary>
/// <param name="Channel">Its kind.</param>
/// <param name="Payload">At most <see cref="LongestPayload"/> characters.</param>
public readonly record struct Notice(string Channel, string Payload)
{
    public const int LongestPayload = 2000;
}
