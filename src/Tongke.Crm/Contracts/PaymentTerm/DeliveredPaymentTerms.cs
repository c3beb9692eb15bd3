using Tongke.Kernel;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Contracts;

/// <summary>The usual ways to pay, for a workspace that has none.</summary>
public static class DeliveredPaymentTerms
{
    private const string Quarterly = "按季度付款";

    private static readonly (string Name, (string Step, decimal Share, long Months, long Days)[] Steps)[] Terms =
    [
        ("预付 30%，到货 60%，质保 10%", [("预付款", 30, 0, 0), ("到货款", 60, 0, 60), ("质保金", 10, 0, 365)]),
        ("预付 50%，验收 50%", [("预付款", 50, 0, 0), ("验收款", 50, 0, 60)]),
        ("货到 30 天付全款", [("全款", 100, 0, 30)]),
        (Quarterly, [("第一季度", 25, 0, 0), ("第二季度", 25, 3, 0), ("第三季度", 25, 6, 0), ("第四季度", 25, 9, 0)]),
    ];

    /// <summary>Puts them into a workspace, new or older than they are.</summary>
    public static Package Package { get; } = new() { Name = "payment_terms", Seed = MakeAsync };

    /// <summary>Where a quarter was delivered as 90 days and nobody changed that, it becomes three months.</summary>
    public static Package InMonths { get; } = new() { Name = "payment_terms_in_months", Seed = CountMonthsAsync };

    private static async System.Threading.Tasks.Task CountMonthsAsync(Session session, CancellationToken ct)
    {
        foreach (var term in await session.LoadWhereAsync<PaymentTerm>(Condition.Equal(new FieldPath(session.Schema[PaymentTerm.ObjectName][PaymentTerm.Fields.Name]), Quarterly), ct: ct))
            foreach (var step in (await Parts.OfAsync(session, PaymentTermStep.ObjectName, PaymentTermStep.Fields.Term, term.Id, ct)).Select(PaymentTermStep.Over))
                if (step is { Share: 25, Months: 0 or null, Days: 90 or 180 or 270 })
                    (step.Months, step.Days) = (step.Days / 30, 0);
    }

    private static async System.Threading.Tasks.Task MakeAsync(Session session, CancellationToken ct)
    {
        if ((await session.LoadWhereAsync(session.Schema[PaymentTerm.ObjectName], Constant.True, top: 1, ct)).Count > 0)
            return;

        foreach (var (name, steps) in Terms)
        {
            var term = session.Make<PaymentTerm>();
            term.Name = name;
            foreach (var (index, (step, share, months, days)) in steps.Index())
            {
                var part = session.Make<PaymentTermStep>();
                (part.Term, part.Position, part.Name, part.Share) = (new Id<PaymentTerm>(term.Id), index + 1, step, share);
                (part.Months, part.Days) = (months, days);
            }
        }
    }
}
