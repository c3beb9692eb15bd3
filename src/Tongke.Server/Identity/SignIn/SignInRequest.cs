namespace Tongke.Server.Identity;

/// <summary>What somebody signs in with.</summary>
/// <param name="Login">Capital and small letters are the same.</param>
/// <param name="Password">As it was chosen.</param>
/// <param name="Otp">A code of the authenticator, or a recovery code; absent until it is asked for.</param>
public sealed record SignInRequest(string? Login, string? Password, string? Otp);
