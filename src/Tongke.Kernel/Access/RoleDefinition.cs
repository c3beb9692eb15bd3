using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Access;

/// <summary>A role: a name and its grants by object name; <c>*</c> is for objects not named.</summary>
public sealed record RoleDefinition(Guid Id, string Name, Label Label, IReadOnlyDictionary<string, Grant> Grants)
{
    /// <summary>The grants of the system itself, visible as data like any role's.</summary>
    public static RoleDefinition System { get; } = new(
        Guid.Empty,
        "system",
        new Label("系统", "System"),
        new Dictionary<string, Grant>
        {
            ["*"] = new()
            {
                Create = true, Read = "all", Edit = "all", Delete = "all", Import = true, Export = true, MassEdit = true, Transfer = true, Purge = true,
            },
        });
}
