using Tongke.Kernel.Texts;

namespace Tongke.Server.Identity;

/// <summary>The company and its first administrator, as set-up asks for them.</summary>
/// <param name="Login">What the administrator signs in with.</param>
/// <param name="Password">Chosen by the administrator.</param>
/// <param name="Name">The administrator's name.</param>
/// <param name="Company">The company's name; null to leave what is there, or to name it later.</param>
/// <param name="Language">The language of both.</param>
public sealed record FirstAdministrator(string Login, string Password, string Name, string? Company, Language Language);
