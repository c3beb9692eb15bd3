using Tongke.Storage;

namespace Tongke.Bench.Data;

/// <summary>The people, products and stages that records point to.</summary>
internal sealed record Company(
    IReadOnlyList<(Guid Id, Guid Department)> Owners, IReadOnlyList<Guid> Products, Guid Pipeline, IReadOnlyList<(Guid Id, string Type, decimal Probability)> Stages)
{
    public static async Task<Company> ReadAsync(Database database, CancellationToken ct)
    {
        var stages = await database.ListAsync(
            Sql.Literal("select s.id, s.type, s.pipeline, s.probability from stage s join pipeline p on p.id = s.pipeline order by s.pipeline, s.position"),
            r => (Id: r.GetGuid(0), Type: r.GetText(1), Pipeline: r.GetGuid(2), Probability: r.GetDecimal(3, 2)), ct);
        return new Company(
            await database.ListAsync(Sql.Literal("select id, department from \"user\" where department is not null order by id"), r => (r.GetGuid(0), r.GetGuid(1)), ct),
            await database.ListAsync(Sql.Literal("select id from product order by id"), r => r.GetGuid(0), ct),
            stages[0].Pipeline,
            [.. stages.Where(s => s.Pipeline == stages[0].Pipeline).Select(s => (s.Id, s.Type, s.Probability))]);
    }
}
