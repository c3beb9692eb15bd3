using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Kernel.SystemObjects;

/// <summary>With whom a view is shared is said by its owner, or by those who may change every view; who may change it as well changes what it shows.</summary>
internal static class GuardViewSharing
{
    private static readonly string[] Sharing = ["object", "shared", "shared_users", "shared_departments", "shared_roles", "viewers_edit"];

    public static Rule Rule { get; } = new("list_view", RuleMoment.BeforeSave, nameof(GuardViewSharing), (view, session, _) =>
        new(view.IsNew || session.Actor.IsSystem || view.Owner == session.Actor.UserId || session.Access.On(view.Object).Edit == Constant.True
            ? null
            : Refused(view)));

    private static Forbidden? Refused(Record view)
    {
        var changed = Sharing.Select(name => view.Object[name]).Where(view.HasChanged).ToArray();
        return changed.Length == 0 ? null : new Forbidden(new("view_shared_by_owner"), [.. changed.Select(f => new Problem(f.Name, new("view_shared_by_owner")))]);
    }
}
