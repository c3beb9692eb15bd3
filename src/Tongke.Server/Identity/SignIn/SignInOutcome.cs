namespace Tongke.Server.Identity;

/// <summary>How a try to sign in ended; stands in the sign-in log.</summary>
public enum SignInOutcome
{
    /// <summary>It has not ended yet, or its server went down meanwhile; nobody is shown it.</summary>
    Begun,

    /// <summary>A session was started.</summary>
    SignedIn,

    /// <summary>No such login, or it has no password.</summary>
    UnknownLogin,

    /// <summary>The password is another.</summary>
    WrongPassword,

    /// <summary>The person may not sign in any more.</summary>
    Inactive,

    /// <summary>The password is right and a code is still to come.</summary>
    CodeAsked,

    /// <summary>The code is wrong or was used before.</summary>
    WrongCode,

    /// <summary>Too many wrong tries before; the password was not looked at.</summary>
    Locked,
}
