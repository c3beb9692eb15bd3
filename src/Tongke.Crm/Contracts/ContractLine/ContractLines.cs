using Tongke.Kernel.Records;

namespace Tongke.Crm.Contracts;

/// <summary>Lines go from quote to contract, from contract to order and to the next contract as they are: what has the same name there is taken over.</summary>
internal static class ContractLines
{
    private static readonly string[] Carried = ["product", "description", "quantity", "unit", "price", "price_currency", "discount", "tax_rate", "position"];

    /// <summary>Copies the lines of <paramref name="from"/> into <paramref name="contract"/>.</summary>
    public static ValueTask<int> CopyAsync(Record from, string lines, string lookup, Contract contract, Session session, CancellationToken ct) =>
        CopyAsync(from, lines, lookup, ContractLine.ObjectName, ContractLine.Fields.Contract, contract.Record, session, ct);

    /// <summary>Copies the lines of one record into another; answers how many.</summary>
    public static async ValueTask<int> CopyAsync(Record from, string lines, string lookup, string into, string back, Record to, Session session, CancellationToken ct)
    {
        var found = await Parts.OfAsync(session, lines, lookup, from.Id, ct);
        foreach (var line in found.OrderBy(l => l["position"]).ThenBy(l => l.Id))
        {
            var copy = session.Make(session.Schema[into]);
            copy[back] = to.Id;
            foreach (var name in Carried)
                if (line.Object.Find(name) is { } field && copy.Object.Find(name) is { } same)
                    copy[same] = line[field];
        }

        return found.Count;
    }
}
