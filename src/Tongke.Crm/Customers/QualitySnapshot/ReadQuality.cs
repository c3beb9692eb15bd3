using System.Text.Json;
using Tongke.Crm.Sales;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Customers;

/// <summary>Reads how good the data is that the actor of a session sees: only of their records, and only by the fields they may read.</summary>
public static class ReadQuality
{
    private const int MostWeak = 5;
    private const int TrendDays = 90;
    private const int Low = 60;

    /// <summary>The figures of every object that declares what good data is and that the actor may read.</summary>
    public static async ValueTask<IReadOnlyList<QualityFigures>> RunAsync(Session session, CancellationToken ct)
    {
        var figures = new List<QualityFigures>();
        foreach (var definition in session.Schema.Objects.Where(o => o.Definition.Quality is not null && session.Access.On(o).May(RecordAction.Read)))
            if (await OfAsync(definition, session, ct) is { } found)
                figures.Add(found with { Trend = await TrendAsync(definition, session, ct) });

        return figures;
    }

    /// <summary>The figures of one object; null when the actor may read none of its fields.</summary>
    internal static async ValueTask<QualityFigures?> OfAsync(ObjectSchema definition, Session session, CancellationToken ct)
    {
        var access = session.Access.On(definition);
        var quality = definition.Definition.Quality!;
        var fields = quality.Fields.Where(f => definition.Find(f.Field) is { } field && access.MayRead(field) && IsReadable(f.Valid, definition, session)).ToArray();
        if (fields.Length == 0 || definition.Find(quality.Freshness) is not { } news || !access.MayRead(news))
            return null;

        // What a pool hides is not empty but unknown: its records don't count for the field. So everything is asked for pool by pool.
        var rights = new PoolRights(session.Actor, session.Organization, session.Access);
        var lies = definition.Pool is { } pool && rights.Matter(definition) && access.MayRead(pool) ? pool : null;

        // Means of sums are sums of counts: the database counts what is filled and right, and calculates with no number but the freshness.
        var judged = fields.Where(f => f.Valid is not null).ToArray();
        var groups = new Groups(session);
        var rows = await groups.AskAsync(
            definition,
            Constant.True,
            lies is null ? [] : [lies.Name],
            [
                ("n", Aggregate.Count, null), ("fresh", Aggregate.Average, Quality.Freshness(quality)),
                .. fields.Select(f => (EmptyOf(f), Aggregate.Sum, (string?)$"IF(ISBLANK({f.Field}), 1, 0)")),
                .. judged.Select(f => (RightOf(f), Aggregate.Sum, (string?)$"IF({Quality.Accepts(f)}, 1, 0)")),
            ],
            ct);
        if (groups.Refusal is not null)
            return null;

        var records = rows.Sum(r => r.Count("n"));
        var known = fields.ToDictionary(f => f.Field, f => KnownOf(definition[f.Field]));
        var completeness = Share(fields, f => known[f.Field], (f, row) => row.Count("n") - row.Count(EmptyOf(f)));
        var validity = Share(judged, f => KnownOf([definition[f.Field], .. ReadBy(f.Valid!, definition)]), (f, row) => row.Count(RightOf(f))) ?? (records > 0 ? 100 : null);
        var dated = KnownOf(news).Where(r => r.Count("n") > 0).ToArray();
        var freshness = dated.Length == 0 ? null : Round(dated.Sum(r => r.Count("n") * r.Number("fresh")) / dated.Sum(r => r.Count("n")));
        return new QualityFigures
        {
            Object = definition.Name,
            Label = (definition.Definition.Plural ?? definition.Label).In(session.Actor.Language),
            Records = records,
            Completeness = completeness,
            Validity = validity,
            Freshness = freshness,
            Score = Round((0.5m * completeness) + (0.3m * validity) + (0.2m * freshness)),
            Filter = $"{Quality.Score} lt {Low}",
            Worst =
            [
                .. fields.Select(f => (Field: definition[f.Field], Of: known[f.Field].Sum(r => r.Count("n")), Empty: known[f.Field].Sum(r => r.Count(EmptyOf(f)))))
                    .Where(f => f.Empty > 0)
                    .OrderByDescending(f => f.Empty)
                    .Take(MostWeak)
                    .Select(f => new WeakField(f.Field.Name, f.Field.Label.In(session.Actor.Language), f.Empty, Math.Round((decimal)f.Empty / f.Of, 4), EmptyFilter(f.Field))),
            ],
        };

        static string EmptyOf(QualityField field) => $"empty_{field.Field}";
        static string RightOf(QualityField field) => $"right_{field.Field}";
        Guid? PoolOf(JsonElement row) => lies is not null && row.Text("k0") is { } id ? Guid.Parse(id) : null;
        JsonElement[] KnownOf(params FieldSchema[] read)
        {
            var hiding = read.SelectMany(rights.Hiding).ToHashSet();
            return [.. rows.Where(r => PoolOf(r) is not { } id || !hiding.Contains(id))];
        }

        // The part of the records that have it, field by field, by weight.
        decimal? Share(QualityField[] of, Func<QualityField, JsonElement[]> counted, Func<QualityField, JsonElement, long> having)
        {
            var all = of.Sum(f => f.Weight * counted(f).Sum(r => r.Count("n")));
            return all == 0 ? null : Round(100m * of.Sum(f => f.Weight * counted(f).Sum(r => having(f, r))) / all);
        }

        string EmptyFilter(FieldSchema field)
        {
            var hiding = rights.Hiding(field);
            return string.Concat([$"{field.Name} eq null", .. rows.Select(PoolOf).OfType<Guid>().Where(hiding.Contains).Select(id => $" and {lies!.Name} ne {id}")]);
        }
    }

    private static IEnumerable<FieldSchema> ReadBy(string formula, ObjectSchema definition) =>
        Formula.Parse(formula, definition).Expr is { } valid ? ExprShape.Fields(valid).Where(f => f.Object == definition) : [];

    private static decimal? Round(decimal? number) => number is { } value ? Math.Round(value, 1, MidpointRounding.AwayFromZero) : null;

    private static bool IsReadable(string? formula, ObjectSchema definition, Session session) =>
        formula is null || (Formula.Parse(formula, definition).Expr is { } valid && ExprShape.Fields(valid).All(f => session.Access.On(f.Object).MayRead(f)));

    private static async ValueTask<IReadOnlyList<QualityDay>> TrendAsync(ObjectSchema definition, Session session, CancellationToken ct)
    {
        var snapshots = session.Schema[QualitySnapshot.ObjectName];
        if (!session.Access.On(snapshots).May(RecordAction.Read))
            return [];

        var first = session.Context.Today.AddDays(-TrendDays);
        var ofObject = Condition.AllOf(
        [
            Condition.Equal(new FieldPath(snapshots[QualitySnapshot.Fields.Object]), definition.Name),
            Formula.Parse($"date >= DATE({first.Year}, {first.Month}, {first.Day})", snapshots).Expr,
        ]);
        return
        [
            .. (await session.FindWhereAsync(snapshots, ofObject, ct: ct)).Select(QualitySnapshot.Over).Where(s => s.Date is not null).OrderBy(s => s.Date)
                .Select(s => new QualityDay(s.Date!.Value, s.Score)),
        ];
    }
}
