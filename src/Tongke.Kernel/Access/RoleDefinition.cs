using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Access;

/// <summary>A role: a name and its grants by object name; <c>*</c> is for objects not named.</summary>
public sealed record RoleDefinition(Guid Id, string Name, Label Label, IReadOnlyDictionary<string, Grant> Grants)
{
    /// <summary>What it allows on an object: as it names it, or else as on all others, unless the object is for those roles alone that name it.</summary>
    public Grant? On(ObjectSchema definition) => Grants.GetValueOrDefault(definition.Name) ?? (definition.Definition.NamedOnly && this != System ? null : Grants.GetValueOrDefault("*"));

    /// <summary>The grants of the system itself, visible as data like any role's.</summary>
    public static RoleDefinition System { get; } = new(
        Guid.Empty,
        "system",
        new Label("系统", "System"),
        new Dictionary<string, Grant>
        {
            ["*"] = new()
            {
                Create = true, Read = "all", Edit = "all", Delete = "all", Import = true, Export = true, MassEdit = true, Transfer = true, Approve = true, Purge = true,
            },
        });
}
