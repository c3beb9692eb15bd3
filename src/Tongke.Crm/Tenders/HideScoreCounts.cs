using Tongke.Kernel;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Tenders;

/// <summary>Tenders that were being evaluated while they still told how many scores were in: from now on they tell it when all are.</summary>
public static class HideScoreCounts
{
    /// <summary>Does so once in every workspace.</summary>
    public static Package Package { get; } = new() { Name = "tender_score_counts", Seed = HideAsync };

    private static async System.Threading.Tasks.Task HideAsync(Session session, CancellationToken ct)
    {
        var tenders = session.Schema[Tender.ObjectName];
        var evaluated = Condition.Equal(new FieldPath(tenders[Tender.Fields.Status]), Tender.StatusValue.Evaluating);
        foreach (var tender in await session.LoadWhereAsync<Tender>(evaluated, ct: ct))
            await ShowScores.ShowAsync(tender, session, ct);
    }
}
