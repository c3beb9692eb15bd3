using Tongke.Kernel.Texts;

namespace Tongke.Server.Identity;

/// <summary>How signing in ended, for the caller.</summary>
public abstract record SignInResult
{
    private SignInResult() { }

    /// <summary>Signed in: the value of the cookie.</summary>
    public sealed record Started(string Token) : SignInResult;

    /// <summary>Not signed in, and why as far as it may be told.</summary>
    public sealed record NotSignedIn(Message Why) : SignInResult;

    /// <summary>To be tried again later.</summary>
    public sealed record Later(Message Why, TimeSpan Wait) : SignInResult;
}
