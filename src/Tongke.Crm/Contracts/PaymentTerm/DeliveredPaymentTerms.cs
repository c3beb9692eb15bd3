using Tongke.Kernel;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Contracts;

/// <summary>The usual ways to pay, for a workspace that has none.</summary>
public static class DeliveredPaymentTerms
{
    private static readonly (string Name, (string Step, decimal Share, long Days)[] Steps)[] Terms =
    [
        ("预付 30%，到货 60%，质保 10%", [("预付款", 30, 0), ("到货款", 60, 60), ("质保金", 10, 365)]),
        ("预付 50%，验收 50%", [("预付款", 50, 0), ("验收款", 50, 60)]),
        ("货到 30 天付全款", [("全款", 100, 30)]),
        ("按季度付款", [("第一季度", 25, 0), ("第二季度", 25, 90), ("第三季度", 25, 180), ("第四季度", 25, 270)]),
    ];

    /// <summary>Puts them into a workspace, new or older than they are.</summary>
    public static Package Package { get; } = new() { Name = "payment_terms", Seed = MakeAsync };

    private static async System.Threading.Tasks.Task MakeAsync(Session session, CancellationToken ct)
    {
        if ((await session.LoadWhereAsync(session.Schema[PaymentTerm.ObjectName], Constant.True, top: 1, ct)).Count > 0)
            return;

        foreach (var (name, steps) in Terms)
        {
            var term = session.Make<PaymentTerm>();
            term.Name = name;
            foreach (var (index, (step, share, days)) in steps.Index())
            {
                var part = session.Make<PaymentTermStep>();
                (part.Term, part.Position, part.Name, part.Share, part.Days) = (new Id<PaymentTerm>(term.Id), index + 1, step, share, days);
            }
        }
    }
}
