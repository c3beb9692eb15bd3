using Tongke.Kernel;
using Tongke.Kernel.Access;

namespace Tongke.Server.Identity;

/// <summary>What somebody signed in has to do before anything else.</summary>
public sealed class SignInDuty(Workspace workspace, IdentityOptions options)
{
    /// <summary>The code of the duty; null when there is none.</summary>
    public string? Of(WebSession session, Member member) => session switch
    {
        { MustChangePassword: true } => "password_change_required",
        { HasSecondFactor: false } when IsRequiredOf(member) => "second_factor_enrolment_required",
        _ => null,
    };

    /// <summary>Whether one of the person's roles asks for a second factor.</summary>
    public bool IsRequiredOf(Member member) =>
        options.SecondFactorRoles.Count > 0
        && member.Roles.Any(id => workspace.Schema.Roles.GetValueOrDefault(id) is { } role && options.SecondFactorRoles.Contains(role.Name));
}
