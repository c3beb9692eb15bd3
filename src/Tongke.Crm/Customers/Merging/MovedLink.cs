namespace Tongke.Crm.Customers;

/// <summary>A link that a merge turned from a loser to the winner.</summary>
/// <param name="Object">Object of the record that holds the link.</param>
/// <param name="Id">That record.</param>
/// <param name="Field">The lookup, reference or id field that was turned.</param>
/// <param name="From">The loser it pointed to.</param>
/// <param name="List">For a list of records: what it held before.</param>
/// <param name="Dropped">Whether the record went to the bin instead: the winner has one like it already, and may have no two.</param>
internal sealed record MovedLink(string Object, Guid Id, string Field, Guid From, IReadOnlyList<Guid>? List = null, bool Dropped = false);
