using Tongke.Kernel.Records;
using Tongke.Kernel.SystemObjects;

namespace Tongke.Kernel;

/// <summary>The kernel's own package: people, departments, roles, settings, jobs. It holds no CRM word.</summary>
public static class KernelPackage
{
    /// <summary>The package.</summary>
    public static Package Instance { get; } = new()
    {
        Name = "kernel",
        Objects = Package.EmbeddedObjects(typeof(KernelPackage).Assembly),
        Rules =
        [
            CheckCustomisation.Rule,
            CheckCustomisation.OnRestore,
            KeepCustomisedData.Rule,
            CheckGrants.Rule,
            WriteDepartmentPath.Rule,
            GuardViewSharing.Rule,
            CheckView.Rule,
            AttachWithinReach.Comment,
            AttachWithinReach.Favourite,
            AttachWithinReach.Follow,
            AttachWithinReach.Member,
            .. AttachWithinReach.MemberGone,
            .. ClaimBeforeAdding.Rules,
        ],
        Duties = [LateWrites.Duty],
    };
}
