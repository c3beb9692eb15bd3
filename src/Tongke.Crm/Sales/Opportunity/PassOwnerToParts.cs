using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Sales;

/// <summary>What belongs to a record belongs to whom that belongs to, so that it is seen by the same people.</summary>
internal static class PassOwnerToParts
{
    /// <summary>Gives <paramref name="part"/> the owner and department of <paramref name="whole"/>.</summary>
    public static void Take(Record part, Record whole)
    {
        part[SystemFields.Owner] = whole[SystemFields.Owner];
        part[SystemFields.Department] = whole[SystemFields.Department];
    }
}
