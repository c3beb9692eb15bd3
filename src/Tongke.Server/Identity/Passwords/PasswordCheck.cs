namespace Tongke.Server.Identity;

/// <summary>What comparing a password with a hash found.</summary>
public enum PasswordCheck
{
    /// <summary>Another password, or there is none.</summary>
    Wrong,

    /// <summary>The password.</summary>
    Right,

    /// <summary>The password, but its hash costs less than hashes do now: hash it anew.</summary>
    RightButOutdated,

    /// <summary>Too many are waiting already; nothing was compared.</summary>
    Busy,
}
