using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Access;

/// <summary>What people call the actions.</summary>
public static class RecordActionLabels
{
    /// <summary>The verb, for sentences such as "You may not … this lead".</summary>
    public static Message Label(this RecordAction action) => new(action switch
    {
        RecordAction.Read => "action_read",
        RecordAction.Create => "action_create",
        RecordAction.Edit => "action_edit",
        RecordAction.Delete => "action_delete",
        RecordAction.Purge => "action_purge",
        RecordAction.Transfer => "action_transfer",
        RecordAction.Import => "action_import",
        RecordAction.Export => "action_export",
        RecordAction.MassEdit => "action_mass_edit",
        RecordAction.Approve => "action_approve",
    });
}
