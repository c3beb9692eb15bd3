using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Documents;

/// <summary>Reads a record as a document to print. An object that has one is printed by every way there is: file, preview, share link.</summary>
public interface IDocumentPrint
{
    /// <summary>The object whose records it prints.</summary>
    string Object { get; }

    /// <summary>Fields that a reader must be allowed to read to get the document, and with them all of it.</summary>
    IReadOnlyList<string> Shows { get; }

    /// <summary>The document.</summary>
    /// <param name="record">The record, which the caller was allowed to read.</param>
    /// <param name="language">The language to print in; null prints in the record's own.</param>
    /// <param name="session">Where to read from.</param>
    /// <param name="ct">Gives up.</param>
    ValueTask<PrintedDocument> ReadAsync(Record record, Language? language, Session session, CancellationToken ct);
}
