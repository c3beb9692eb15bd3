using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Quoting;

/// <summary>Takes back every link to a quote that was given out.</summary>
public sealed class RevokeLinks : IRecordAction
{
    /// <inheritdoc />
    public string Object => Quote.ObjectName;

    /// <inheritdoc />
    public string Name => "revoke_links";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var path = new FieldPath(session.Schema[QuoteLink.ObjectName][QuoteLink.Fields.Quote]);
        var revoked = 0L;
        foreach (var link in (await session.LoadWhereAsync<QuoteLink>(Condition.Equal(path, record.Id), ct: ct)).Where(l => l.RevokedAt is null))
        {
            link.RevokedAt = session.Now;
            revoked++;
        }

        return ActionOutcome.With(("revoked", revoked));
    }
}
