using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Konscious.Security.Cryptography;

namespace Tongke.Server.Identity;

/// <summary>An Argon2id hash with its salt and cost, written as the PHC string <c>$argon2id$v=19$m=…,t=…,p=…$salt$hash</c>.</summary>
internal sealed partial record PasswordHash(PasswordCost Cost, byte[] Salt, byte[] Digest)
{
    private const int SaltBytes = 16;
    private const int DigestBytes = 32;

    /// <summary>Hashes a password with a new salt. Slow on purpose.</summary>
    public static PasswordHash Compute(string password, PasswordCost cost)
    {
        var salt = System.Security.Cryptography.RandomNumberGenerator.GetBytes(SaltBytes);
        return new(cost, salt, Digested(password, salt, cost, DigestBytes));
    }

    /// <summary>Whether the password is the one that was hashed; takes the same time for right and wrong ones. Slow on purpose.</summary>
    public bool Matches(string password) =>
        System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(Digested(password, Salt, Cost, Digest.Length), Digest);

    /// <exception cref="FormatException">The text is not a PHC string of Argon2id.</exception>
    public static PasswordHash Parse(string text)
    {
        var match = Phc().Match(text);
        if (!match.Success)
            throw new FormatException("The stored password hash is not an Argon2id PHC string.");

        var cost = new PasswordCost(Number(match.Groups["m"]), Number(match.Groups["t"]), Number(match.Groups["p"]));
        return new(cost, FromBase64(match.Groups["salt"].Value), FromBase64(match.Groups["hash"].Value));
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"$argon2id$v=19$m={Cost.MemoryKiB},t={Cost.Iterations},p={Cost.Parallelism}${ToBase64(Salt)}${ToBase64(Digest)}");

    private static byte[] Digested(string password, byte[] salt, PasswordCost cost, int length)
    {
        // The same password typed on another keyboard may come composed differently.
        using var argon = new Argon2id(Encoding.UTF8.GetBytes(password.Normalize(NormalizationForm.FormKC)))
        {
            Salt = salt,
            MemorySize = cost.MemoryKiB,
            Iterations = cost.Iterations,
            DegreeOfParallelism = cost.Parallelism,
        };
        return argon.GetBytes(length);
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    private static string ToBase64(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    private static byte[] FromBase64(string text) => Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));

    [GeneratedRegex(@"^\$argon2id\$v=19\$m=(?<m>\d{1,9}),t=(?<t>\d{1,4}),p=(?<p>\d{1,3})\$(?<salt>[A-Za-z0-9+/]+)\$(?<hash>[A-Za-z0-9+/]+)$")]
    private static partial Regex Phc();
}
