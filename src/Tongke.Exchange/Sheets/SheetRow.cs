namespace Tongke.Exchange.Sheets;

/// <summary>One row of a spreadsheet below its header.</summary>
/// <param name="Number">Its number as spreadsheet programs count: the header is 1.</param>
/// <param name="Cells">Its texts, one for each header; empty where the row is shorter.</param>
public sealed record SheetRow(long Number, IReadOnlyList<string> Cells);
