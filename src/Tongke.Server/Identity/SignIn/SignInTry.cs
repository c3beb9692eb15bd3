namespace Tongke.Server.Identity;

/// <summary>One try at a login, which has its turn until it is disposed of.</summary>
internal sealed class SignInTry(SemaphoreSlim turn, TimeSpan? wait) : IDisposable
{
    /// <summary>Null when the password may be looked at; otherwise how long the login is still locked.</summary>
    public TimeSpan? Wait => wait;

    /// <inheritdoc />
    public void Dispose() => turn.Release();
}
