using System.Text.Json.Serialization;

namespace Tongke.Crm.Customers;

/// <summary>An account and everything below it, with what the reader may see of each.</summary>
/// <param name="Currency">The company's currency, in which the amounts are.</param>
/// <param name="Root">The account at the top of the whole tree, where the reader sees it.</param>
/// <param name="Rows">The account asked about first, then those below it, each behind the one it stands under.</param>
/// <param name="IsCut">Whether there are more accounts than are looked at.</param>
public sealed record GroupReport(string Currency, GroupAccount? Root, IReadOnlyList<GroupRow> Rows, [property: JsonPropertyName("is_cut")] bool IsCut);

/// <summary>An account by its name.</summary>
public sealed record GroupAccount(Guid Id, string Name);

/// <summary>One account of the tree.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Level">How far below the first row it stands, among the accounts that are seen.</param>
/// <param name="Owner">Who looks after it.</param>
/// <param name="Own">Of the account alone.</param>
/// <param name="Total">Of the account and all below it.</param>
public sealed record GroupRow(Guid Id, string Name, int Level, string? Owner, GroupFigures Own, GroupFigures Total);

/// <summary>Amounts in the company's currency, over the records that the reader sees; null where they may not know such amounts.</summary>
/// <param name="Won">Of deals that were won.</param>
/// <param name="Contracted">Of contracts in force.</param>
/// <param name="Received">Received for contracts.</param>
public sealed record GroupFigures(decimal? Won, decimal? Contracted, decimal? Received);
