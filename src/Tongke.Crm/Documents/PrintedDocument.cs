using Tongke.Kernel.Texts;

namespace Tongke.Crm.Documents;

/// <summary>A document as it is printed, whatever it is printed with: every text in its language, every amount as people read it.</summary>
public sealed record PrintedDocument
{
    /// <summary>Its language.</summary>
    public required Language Language { get; init; }

    /// <summary>What it is: 报价单.</summary>
    public required string Title { get; init; }

    /// <summary>Its number; also the name of the file.</summary>
    public required string Number { get; init; }

    /// <summary>Who issues it.</summary>
    public required Letterhead Letterhead { get; init; }

    /// <summary>What stands over the lines: customer, contact, dates.</summary>
    public IReadOnlyList<PrintedFact> Facts { get; init; } = [];

    /// <summary>The columns of the lines.</summary>
    public IReadOnlyList<PrintedColumn> Columns { get; init; } = [];

    /// <summary>The lines.</summary>
    public IReadOnlyList<PrintedSection> Sections { get; init; } = [];

    /// <summary>Totals under the lines.</summary>
    public IReadOnlyList<PrintedTotal> Totals { get; init; } = [];

    /// <summary>The total in words, with its label.</summary>
    public PrintedFact? InWords { get; init; }

    /// <summary>Texts under the totals: terms, bank.</summary>
    public IReadOnlyList<PrintedText> Texts { get; init; } = [];

    /// <summary>Places to sign.</summary>
    public IReadOnlyList<string> Signatures { get; init; } = [];

    /// <summary>Says across the pages that it does not hold, as 草稿 does; null where it does.</summary>
    public string? Stamp { get; init; }

    /// <summary>Which page of how many.</summary>
    public string PageOf(int page, int pages) => new Message("print_page", page, pages).In(Language);
}

/// <summary>Who issues a document.</summary>
public sealed record Letterhead(string Company, Guid? Logo, IReadOnlyList<string> Lines, string? Footer);

/// <summary>A label and its value.</summary>
public sealed record PrintedFact(string Label, string Value);

/// <summary>A column of the lines.</summary>
/// <param name="Title">Its head.</param>
/// <param name="Share">Its part of the width.</param>
/// <param name="IsNumber">Whether it holds numbers, which stand at the right.</param>
public sealed record PrintedColumn(string Title, double Share, bool IsNumber = false);

/// <summary>Lines that have a sub-total of their own.</summary>
/// <param name="Title">Its head; null for lines of no section.</param>
/// <param name="Lines">The lines.</param>
/// <param name="Subtotal">Its sum; null where nothing is gained by it.</param>
public sealed record PrintedSection(string? Title, IReadOnlyList<PrintedLine> Lines, PrintedTotal? Subtotal);

/// <summary>A line, one text a column; a part belongs to the line before it.</summary>
public sealed record PrintedLine(IReadOnlyList<string> Cells, bool IsPart = false);

/// <summary>A sum.</summary>
public sealed record PrintedTotal(string Label, string Value, bool IsMain = false);

/// <summary>A text under its head.</summary>
public sealed record PrintedText(string Title, string Text);
