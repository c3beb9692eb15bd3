namespace Tongke.Crm.Contracts;

/// <summary>What is outstanding of signed contracts, by how long it is overdue, in the company's currency.</summary>
/// <param name="By">What the rows stand for: account, owner or department.</param>
/// <param name="Currency">The company's currency.</param>
/// <param name="Total">All of it.</param>
/// <param name="Rows">The largest first.</param>
public sealed record AgeingReport(string By, string Currency, AgeingRow Total, IReadOnlyList<AgeingRow> Rows);

/// <summary>One account, owner or department; or all of them.</summary>
/// <param name="Value">Its id; null where there is none, and for the total.</param>
/// <param name="Label">Its name.</param>
/// <param name="Outstanding">The sum.</param>
/// <param name="Filter">OData condition of the payments due behind it.</param>
/// <param name="Buckets">By age, all five in their order.</param>
public sealed record AgeingRow(string? Value, string? Label, decimal Outstanding, string Filter, IReadOnlyList<AgeingBucket> Buckets);

/// <summary>What is outstanding of one age.</summary>
/// <param name="Age">not_due, up_to_30, up_to_60, up_to_90 or over_90.</param>
/// <param name="Count">How many payments are due.</param>
/// <param name="Amount">Their sum.</param>
/// <param name="Filter">OData condition of them.</param>
public sealed record AgeingBucket(string Age, long Count, decimal Amount, string Filter);
