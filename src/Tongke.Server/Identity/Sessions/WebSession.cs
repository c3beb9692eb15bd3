using Tongke.Kernel.Texts;

namespace Tongke.Server.Identity;

/// <summary>Somebody's sign-in in one browser, as requests need it.</summary>
/// <param name="Id">Its id in lists; says nothing about the cookie.</param>
/// <param name="User">Who.</param>
/// <param name="ExpiresAt">When it ends at the latest.</param>
/// <param name="LastSeenAt">The last request, as far as it is stored.</param>
/// <param name="Language">The person's language.</param>
/// <param name="MustChangePassword">Whether the password was given by an administrator and is to be replaced first.</param>
/// <param name="HasSecondFactor">Whether the person has a second factor.</param>
/// <param name="View">As whom the person sees the product in this browser; null when as themselves.</param>
public sealed record WebSession(
    Guid Id, Guid User, DateTimeOffset ExpiresAt, DateTimeOffset LastSeenAt, Language Language, bool MustChangePassword, bool HasSecondFactor, SeenAs? View);

/// <summary>As whom somebody sees the product, and for how long.</summary>
/// <param name="Person">As whom.</param>
/// <param name="Until">When it ends by itself.</param>
/// <param name="Entry">The record that tells of it.</param>
public sealed record SeenAs(Guid Person, DateTimeOffset Until, Guid Entry);
