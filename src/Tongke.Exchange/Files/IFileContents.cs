namespace Tongke.Exchange.Files;

/// <summary>Where the bytes of files lie, under their hash. Which record a file hangs on, and who may read it, says <c>stored_file</c>.</summary>
public interface IFileContents
{
    /// <summary>The bytes of a file; the stream can seek.</summary>
    /// <exception cref="FileNotFoundException">They are gone.</exception>
    Task<Stream> OpenAsync(string sha256, CancellationToken ct);

    /// <summary>Keeps the bytes of <paramref name="content"/> from its present position on.</summary>
    Task<(string Sha256, long Size)> KeepAsync(Stream content, CancellationToken ct);

    /// <summary>Forgets the bytes.</summary>
    Task RemoveAsync(string sha256, CancellationToken ct);
}
