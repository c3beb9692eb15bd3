using Tongke.Crm.Sales;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Forecast;

/// <summary>Adds up the lines of a forecast: what the deals give, what was said instead, what is to be reached.</summary>
/// <param name="session">Of the reader.</param>
/// <param name="tree">What lines they see.</param>
/// <param name="leading">Who is above whom.</param>
/// <param name="adjustments">What was said.</param>
/// <param name="targets">What is to be reached.</param>
/// <param name="hasAmounts">Whether they see amounts: what they don't see they don't adjust.</param>
/// <param name="day">The day of the forecast: of months that are over, what was won counts, and no more what was expected.</param>
internal sealed class ForecastBook(Session session, ForecastTree tree, Leading leading, IReadOnlyList<Adjusted> adjustments, ForecastTargets targets, bool hasAmounts, DateOnly day)
{
    private const string Company = "company";
    private const string Nobody = "nobody";

    private readonly ILookup<(string Level, Guid? Subject, DateOnly Month, string Category), Adjusted> said =
        adjustments.ToLookup(a => (a.Level, a.Subject, a.Month, a.Category));

    private readonly ILookup<(string Level, Guid? Subject), Adjusted> ofSubject = adjustments.ToLookup(a => (a.Level, a.Subject));

    /// <summary>The lines, each after what it belongs to.</summary>
    public IReadOnlyList<ForecastRow> Rows(ForecastPeriod period, IReadOnlyDictionary<ForecastCell, ForecastNumbers> cells)
    {
        var lines = LinesOf(cells);
        var below = lines.Values.Where(l => l.Parent is not null).ToLookup(l => l.Parent!);
        foreach (var line in lines.Values.Where(l => l.Parent is null))
            Sum(line, below, period, cells);

        var rows = new List<ForecastRow>();
        foreach (var line in InOrder(lines.Values.Where(l => l.Parent is null)))
            Write(line, 0, below, rows);

        return rows;
    }

    /// <summary>The lines by key: people with deals, targets or adjustments, the reader, and the departments above them.</summary>
    private Dictionary<string, Line> LinesOf(IReadOnlyDictionary<ForecastCell, ForecastNumbers> cells)
    {
        var lines = new Dictionary<string, Line>(StringComparer.Ordinal);
        if (tree.SeesAll)
            lines[Company] = new Line(Company, Company, null, null);

        foreach (var department in targets.Departments.Concat(adjustments.Where(a => a.Level == ForecastAdjustment.LevelValue.Department).Select(a => a.Subject).OfType<Guid>()))
            AddDepartment(tree.Covers(department) ? department : null);

        var people = cells.Where(c => c.Value != default).Select(c => c.Key.Owner).OfType<Guid>()
            .Concat(targets.People)
            .Concat(adjustments.Where(a => a.Level == ForecastAdjustment.LevelValue.Person).Select(a => a.Subject).OfType<Guid>());
        foreach (var person in people.Distinct())
            AddPerson(person);

        if (lines.Count == 0 && session.Actor.UserId is { } me)
            AddPerson(me);

        if (cells.Any(c => c.Key.Owner is null && c.Value != default))
            lines[Nobody] = new Line(Nobody, Nobody, null, tree.SeesAll ? Company : null);

        return lines;

        void AddPerson(Guid person) => lines[$"person {person}"] = new Line($"person {person}", ForecastAdjustment.LevelValue.Person, person, AddDepartment(tree.LineOf(person)) ?? Top());

        string? AddDepartment(Guid? department)
        {
            if (department is not { } id)
                return null;

            var key = $"department {id}";
            if (!lines.ContainsKey(key))
                lines[key] = new Line(key, ForecastAdjustment.LevelValue.Department, id, AddDepartment(tree.LineAboveDepartment(id)) ?? Top());

            return key;
        }

        string? Top() => tree.SeesAll ? Company : null;
    }

    private void Sum(Line line, ILookup<string, Line> below, ForecastPeriod period, IReadOnlyDictionary<ForecastCell, ForecastNumbers> cells)
    {
        foreach (var under in below[line.Key])
            Sum(under, below, period, cells);

        foreach (var month in period.EachMonth)
        {
            var own = line.Kind is Nobody or ForecastAdjustment.LevelValue.Person ? cells.GetValueOrDefault(new ForecastCell(line.Id, month)) : default;
            var computed = below[line.Key].Aggregate(own, (sum, under) => sum + under.Computed[month]);
            var base_ = below[line.Key].Aggregate(own, (sum, under) => sum + under.Effective[month]);
            line.Computed[month] = computed;
            line.Effective[month] = base_.Adjusted(
                Counting(line, month, ForecastAdjustment.CategoryValue.Commit),
                Counting(line, month, ForecastAdjustment.CategoryValue.BestCase),
                Counting(line, month, ForecastAdjustment.CategoryValue.Pipeline));
        }
    }

    /// <summary>Of all that was said of a number, what counts: the nearest manager's word, else the owner's own.</summary>
    private Adjusted? Counting(Line line, DateOnly month, string category) =>
        month.AddMonths(1) <= day ? null : said[(line.Kind, line.Id, month, category)].MinBy(a => (Distance(a, line), -a.At.UtcTicks));

    private int Distance(Adjusted word, Line line) => word.Author switch
    {
        { } own when own == line.Id => int.MaxValue,
        { } author when line.Kind == ForecastAdjustment.LevelValue.Person && line.Id is { } person && leading.IsAbove(author, person) => leading.Span(author),
        { } author when line.Kind == ForecastAdjustment.LevelValue.Department && line.Id is { } department && leading.Leads(author, department) => leading.Span(author),
        _ => int.MaxValue - 1,
    };

    private IEnumerable<Line> InOrder(IEnumerable<Line> lines) => lines
        .OrderBy(l => l.Kind switch { Company => 0, ForecastAdjustment.LevelValue.Department => 1, ForecastAdjustment.LevelValue.Person => 2, _ => 3 })
        .ThenBy(l => l.Kind == ForecastAdjustment.LevelValue.Department ? tree.PlaceOf(l.Id!.Value) : default)
        .ThenByDescending(l => Total(l.Effective).Landing)
        .ThenBy(l => l.Key, StringComparer.Ordinal);

    private void Write(Line line, int depth, ILookup<string, Line> below, List<ForecastRow> rows)
    {
        var place = rows.Count;
        foreach (var under in InOrder(below[line.Key]))
            Write(under, depth + 1, below, rows);

        var direct = rows.Skip(place).Where(r => r.Parent == line.Key).ToArray();
        var target = targets.Of(line.Kind, line.Id);
        var summed = target is null && direct.Any(r => r.Target is not null) ? direct.Sum(r => r.Target ?? 0) : (decimal?)null;
        var mayAdjust = line.Kind != Nobody && hasAmounts && leading.MayAdjust(session, line.Kind, line.Id, line.Id);
        var words = ofSubject[(line.Kind, line.Id)].OrderBy(a => a.Month).ThenByDescending(a => a.At).ToArray();
        rows.Insert(place, new ForecastRow
        {
            Key = line.Key,
            Kind = line.Kind,
            Id = line.Id,
            Name = NameOf(line),
            Parent = line.Parent,
            Depth = depth,
            Target = target ?? summed,
            TargetIsSum = summed is not null,
            Computed = Total(line.Computed),
            Effective = Total(line.Effective),
            Months = [.. line.Computed.Keys.Order().Select(m => new ForecastMonth(m, line.Computed[m], line.Effective[m]))],
            Adjustments = [.. words.Select(a => WordOf(a, line, mayAdjust))],
            MayAdjust = mayAdjust,
            Filter = line.Kind switch
            {
                ForecastAdjustment.LevelValue.Person => $"owner eq {line.Id}",
                ForecastAdjustment.LevelValue.Department => tree.FilterOf(line.Id!.Value),
                Nobody => "owner eq null",
                _ => null,
            },
        });
    }

    /// <summary>How the deals stood then is for who may adjust the line: they see all of its deals, and what moved.</summary>
    private ForecastWord WordOf(Adjusted word, Line line, bool withDeals) => new(
        withDeals ? word : word with { Deals = null }, word.Author is { } author ? session.Organization.Find(author)?.Name : null, Counting(line, word.Month, word.Category) == word);

    private string? NameOf(Line line) => line.Kind switch
    {
        ForecastAdjustment.LevelValue.Person => session.Organization.Find(line.Id!.Value)?.Name,
        ForecastAdjustment.LevelValue.Department => tree.NameOf(line.Id!.Value),
        _ => null,
    };

    private static ForecastNumbers Total(Dictionary<DateOnly, ForecastNumbers> months) => months.Values.Aggregate(default(ForecastNumbers), (sum, m) => sum + m);

    private sealed record Line(string Key, string Kind, Guid? Id, string? Parent)
    {
        public Dictionary<DateOnly, ForecastNumbers> Computed { get; } = [];

        public Dictionary<DateOnly, ForecastNumbers> Effective { get; } = [];
    }
}
