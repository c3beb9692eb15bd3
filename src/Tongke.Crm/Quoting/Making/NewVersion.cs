using System.Globalization;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Quoting;

/// <summary>Makes the next version of a quote, to be changed and sent anew; the one before is superseded, and its links say so.</summary>
public sealed class NewVersion : IRecordAction
{
    private const string Mark = "-V";

    /// <inheritdoc />
    public string Object => Quote.ObjectName;

    /// <inheritdoc />
    public string Name => "new_version";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var former = Quote.Over(record);
        session.Rely(record, record.Object[Quote.Fields.Status], new RuleRefused(new Message("quote_changed_meanwhile")));

        var next = Quote.Over(session.Add(record.Object));
        await QuoteMaker.CopyAsync(next, former, session, ct);
        next.VersionNumber = (former.VersionNumber ?? 1) + 1;
        next.Number = string.Create(CultureInfo.InvariantCulture, $"{Base(former.Number ?? "")}{Mark}{next.VersionNumber}");
        (next.Opportunity, next.Account, next.Contact) = (former.Opportunity, former.Account, former.Contact);
        next.Previous = new Id<Quote>(former.Id);
        former.Status = Quote.StatusValue.Superseded;
        return ActionOutcome.With(("quote", next.Id));
    }

    private static string Base(string number) => number.LastIndexOf(Mark, StringComparison.Ordinal) is > 0 and var at ? number[..at] : number;
}
