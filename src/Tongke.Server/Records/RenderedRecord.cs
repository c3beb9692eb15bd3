namespace Tongke.Server.Records;

/// <summary>A record as a request asked for it.</summary>
/// <param name="Json">The object with its fields.</param>
/// <param name="Tag">Its ETag.</param>
/// <param name="Context">Context URL of lists of such records.</param>
internal sealed record RenderedRecord(byte[] Json, string Tag, string Context);
