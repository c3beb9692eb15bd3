using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>A day that somebody types lies between 1990 and 2200, or is a slip. What is stored already stays, so that it goes on being reminded of.</summary>
internal static class DayOfOurAge
{
    private static readonly DateOnly First = new(1990, 1, 1);
    private static readonly DateOnly Last = new(2200, 12, 31);

    /// <summary>Refuses another day where it is new.</summary>
    public static Refusal? Refuse(TypedRecord record, string field) =>
        record.Changed(field) && record.Record[field] is DateOnly day && (day < First || day > Last)
            ? new Invalid([new Problem(field, new Message("day_in_another_age", record.Record.Object[field].Label))])
            : null;
}
