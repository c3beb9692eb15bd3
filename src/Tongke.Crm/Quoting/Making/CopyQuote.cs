using Tongke.Crm.Actions;
using Tongke.Crm.Customers;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Quoting;

/// <summary>Makes a draft with the same lines, for the same customer or another; it belongs to whoever copies.</summary>
public sealed class CopyQuote : IRecordAction
{
    private const int LongestName = 200;

    /// <inheritdoc />
    public string Object => Quote.ObjectName;

    /// <inheritdoc />
    public string Name => "copy";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var former = Quote.Over(record);
        var copy = Quote.Over(session.Add(record.Object));
        await QuoteMaker.CopyAsync(copy, former, session, ct);
        (copy.Record[SystemFields.Owner], copy.Record[SystemFields.Department]) = (null, null);
        var account = parameters.Read<Guid>(Quote.Fields.Account);
        var isSame = account is null || account == former.Account?.Value;
        copy.Account = account is { } other ? new Id<Account>(other) : former.Account;
        if (isSame)
            (copy.Opportunity, copy.Contact, copy.Name) = (former.Opportunity, former.Contact, NameOf(former, session));
        else
            (copy.Name, copy.Subject) = (null, null);

        return ActionOutcome.With(("quote", copy.Id));
    }

    /// <summary>The name says that it is a copy, so that the two are told apart in lists.</summary>
    private static string NameOf(Quote former, Session session)
    {
        var ending = new Message("quote_copy").In(session.Schema.Conventions.Language);
        return (former.Name ?? "").Cut(LongestName - ending.Length) + ending;
    }
}
