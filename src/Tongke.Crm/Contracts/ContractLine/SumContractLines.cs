using Tongke.Crm.Sales;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Contracts;

/// <summary>The amount of a contract with lines is their sum, whenever a line comes, changes, goes or comes back.</summary>
internal static class SumContractLines
{
    /// <summary>For each of these moments.</summary>
    public static IEnumerable<Rule> Rules => new[] { RuleMoment.AfterSave, RuleMoment.BeforeDelete, RuleMoment.BeforeRestore }
        .Select(moment => new Rule(ContractLine.ObjectName, moment, nameof(SumContractLines), RunAsync));

    private static async ValueTask<Refusal?> RunAsync(Record line, Session session, CancellationToken ct)
    {
        foreach (var id in new[] { line[ContractLine.Fields.Contract], line.Original(line.Object[ContractLine.Fields.Contract]) }.OfType<Guid>().Distinct())
        {
            if (await session.LoadAsync(session.Schema[Contract.ObjectName], id, ct) is not { State: RecordState.New or RecordState.Stored, IsDeleted: false } contract)
                continue;

            var lines = await Parts.OfAsync(session, ContractLine.ObjectName, ContractLine.Fields.Contract, id, ct);
            if (lines.Count == 0)
                continue;

            contract.Derives(contract.Object[Contract.Fields.Amount]);
            contract[Contract.Fields.Amount] = lines.Sum(ContractLine.Fields.Amount);
        }

        return null;
    }
}
