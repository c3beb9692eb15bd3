using Tongke.Crm.Sales;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Contracts;

/// <summary>
/// Wins the open deal of a signed contract, as the deal itself does it: for whoever may change the deal, and only when everything its stages ask for is
/// there.
/// </summary>
public sealed class WinDealOfContract : IRecordAction
{
    private readonly WinDeal win = new();

    /// <inheritdoc />
    public string Object => Contract.ObjectName;

    /// <inheritdoc />
    public string Name => "win_deal";

    /// <inheritdoc />
    public async ValueTask<bool> MayRunAsync(Record record, Session session, CancellationToken ct) => await FindAsync(record, session, ct) is { Record: not null, Refusal: null };

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var found = await FindAsync(record, session, ct);
        return found.Refusal is { } refusal ? refusal : await win.RunAsync(found.Record!, parameters, session, ct);
    }

    private static ValueTask<Found> FindAsync(Record record, Session session, CancellationToken ct) =>
        session.FindAsync(session.Schema[Opportunity.ObjectName], Contract.Over(record).Opportunity?.Value ?? Guid.Empty, RecordAction.Edit, ct);
}
