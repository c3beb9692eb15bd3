using System.Security.Cryptography;

namespace Tongke.Server.Identity;

/// <summary>
/// The installation's one secret: 32 bytes from which the keys of everything encrypted are derived. Without it second factors must be enrolled anew.
/// Nodes that share a database share it.
/// </summary>
public sealed class SecretKey
{
    /// <summary>The variable that holds it as base64 where there are several nodes.</summary>
    public const string Variable = "TONGKE_SECRET_KEY";

    private const int Length = 32;
    private readonly byte[] bytes;

    /// <exception cref="ArgumentException">It is not 32 bytes long.</exception>
    public SecretKey(byte[] bytes)
    {
        if (bytes.Length != Length)
            throw new ArgumentException($"The secret key has {Length} bytes.", nameof(bytes));

        this.bytes = bytes;
    }

    /// <summary>Takes the key from <see cref="Variable"/>, or from the file <c>secret.key</c> in the data folder, which is made when absent.</summary>
    /// <exception cref="InvalidOperationException">The variable or the file does not hold 32 bytes as base64.</exception>
    public static SecretKey Load(string folder)
    {
        var path = Path.Combine(folder, "secret.key");
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
            return Parse(given, Variable);

        if (!File.Exists(path))
            Create(path);

        return Parse(File.ReadAllText(path), path);
    }

    /// <summary>The key of one purpose: knowing it tells nothing about the others.</summary>
    public byte[] For(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, bytes, Length, info: System.Text.Encoding.UTF8.GetBytes(purpose));

    private static SecretKey Parse(string text, string source)
    {
        var bytes = new byte[Length];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var written) && written == Length
            ? new SecretKey(bytes)
            : throw new InvalidOperationException($"{source} must hold {Length} bytes as base64, e.g. what 'openssl rand -base64 {Length}' prints.");
    }

    private static void Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        using var writer = new StreamWriter(path, options);
        writer.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length)));
    }
}
