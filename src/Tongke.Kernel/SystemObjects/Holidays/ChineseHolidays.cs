using System.Text.Json;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.SystemObjects;

/// <summary>
/// The public holidays and the weekends worked for them (调休) as the State Council published them, one file a year. Each year is filled in once,
/// in workspaces that exist too; afterwards the days are records that administrators change.
/// </summary>
public static class ChineseHolidays
{
    private const string Region = "CN";
    private const string Ending = ".holidays.json";

    /// <summary>One for each year that is known.</summary>
    public static IReadOnlyList<Package> Packages { get; } =
    [
        .. typeof(ChineseHolidays).Assembly.GetManifestResourceNames()
            .Where(n => n.EndsWith(Ending, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(n => new Package { Name = $"holidays_{n[..^Ending.Length]}", Seed = (session, ct) => FillAsync(Read(n), session, ct) }),
    ];

    private static async Task FillAsync(Holiday[] holidays, Session session, CancellationToken ct)
    {
        if (session.Schema.Conventions.Region != Region)
            return;

        var definition = session.Schema["holiday"];
        var known = (await session.LoadWhereAsync(definition, Constant.True, ct: ct)).Select(h => h["date"]).OfType<DateOnly>().ToHashSet();
        foreach (var holiday in holidays)
        {
            for (var day = holiday.From; day <= holiday.To; day = day.AddDays(1))
                Add(day, "holiday", holiday.Name);
            foreach (var day in holiday.Worked)
                Add(day, "workday", holiday.Name);
        }

        void Add(DateOnly day, string kind, string name)
        {
            if (!known.Add(day))
                return;

            var record = session.Make(definition);
            record["date"] = day;
            record["kind"] = kind;
            record["name"] = name;
        }
    }

    private static Holiday[] Read(string resource)
    {
        using var stream = typeof(ChineseHolidays).Assembly.GetManifestResourceStream(resource)!;
        return JsonSerializer.Deserialize<Holiday[]>(stream, Json.Definitions)!;
    }

    private sealed record Holiday(string Name, DateOnly From, DateOnly To, IReadOnlyList<DateOnly> Worked);
}
