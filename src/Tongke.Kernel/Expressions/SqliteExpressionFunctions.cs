using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Tongke.Kernel.Schemas;
using Tongke.Storage;
using Tongke.Storage.Sqlite;

namespace Tongke.Kernel.Expressions;

/// <summary>
/// The functions of the expression language as functions of every SQLite connection, under <c>x_name</c>: what has no native form there
/// runs the very code that runs in memory.
/// </summary>
public static class SqliteExpressionFunctions
{
    private static readonly DateTimeOffset NoMoment = DateTimeOffset.UnixEpoch;
    private static readonly EvaluationContext Plain = Under(new Conventions());

    // A statement calls a function for every row: what the conventions are made of is looked up once.
    private static readonly ConcurrentDictionary<string, EvaluationContext> InZone = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, EvaluationContext> WithCalendar = new(StringComparer.Ordinal);

    /// <summary>The call of the registered function <paramref name="name"/>.</summary>
    internal static Sql Call(string name, IEnumerable<Sql> arguments) => Sql.From($"{NameOf(name)}({Sql.Join(", ", arguments)})");

    /// <summary>The call of a function that has no SQLite form of its own.</summary>
    internal static Sql Call(Function function, SqlArguments arguments) => Call(function.Name, function.Needs switch
    {
        ConventionNeed.None => arguments.Values,
        ConventionNeed.TimeZone => [.. arguments.Values, Sql.From($"{arguments.Context.Conventions.TimeZone.Id}")],
        ConventionNeed.Calendar => [.. arguments.Values, Sql.From($"{Write(arguments.Context.Conventions.Calendar)}")],
    });

    /// <summary>Registers them all. Connections opened before don't have them, so it runs when this assembly is loaded.</summary>
#pragma warning disable CA2255 // The one place that must run before the first database is opened, whoever opens it.
    [ModuleInitializer]
    internal static void Register()
#pragma warning restore CA2255
    {
        foreach (var function in Functions.All.Values.Where(f => f is { Sqlite: null, Postgres: not null }))
            SqliteFunctions.Add(NameOf(function.Name).Name, function.Parameters.Count + (function.Needs == ConventionNeed.None ? 0 : 1), texts => Evaluate(function, texts));

        SqliteFunctions.Add(NameOf(Functions.Smallest.Name).Name, 2, texts => Better(texts, order => order < 0));
        SqliteFunctions.Add(NameOf(Functions.Largest.Name).Name, 2, texts => Better(texts, order => order > 0));
        SqliteFunctions.Add(NameOf("COMPARE").Name, 2, texts => decimal.Compare(Numbers.Parse(texts[0]), Numbers.Parse(texts[1])));
        SqliteFunctions.Add(NameOf("FREE").Name, 2, texts => ScaledDecimal.FromScaled(long.Parse(texts[0], CultureInfo.InvariantCulture), int.Parse(texts[1], CultureInfo.InvariantCulture)));
        SqliteFunctions.Add(NameOf("SCALED").Name, 2, texts => int.Parse(texts[1], CultureInfo.InvariantCulture) is var scale
            && Numbers.ToColumn(Numbers.Parse(texts[0]), scale) is { } value ? new ScaledDecimal(value, scale).ToScaled() : null);
    }

    private static Identifier NameOf(string function) => Identifier.Of("x_" + function.ToLowerInvariant());

    private static string? Better(string[] texts, Func<int, bool> isBetter) => texts switch
    {
        ["", ""] => null,
        ["", var b] => b,
        [var a, ""] => a,
        [var a, var b] => isBetter(decimal.Compare(Numbers.Parse(a), Numbers.Parse(b))) ? a : b,
        _ => throw new ArgumentException("Two values are compared."),
    };

    private static object? Evaluate(Function function, string[] texts)
    {
        var values = new object?[function.Parameters.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = Read(texts[i], function.Parameters[i]);

        var context = function.Needs switch
        {
            ConventionNeed.None => Plain,
            ConventionNeed.TimeZone => InZone.GetOrAdd(texts[^1], zone => Under(new Conventions { TimeZone = TimeZoneInfo.FindSystemTimeZoneById(zone) })),
            ConventionNeed.Calendar => WithCalendar.GetOrAdd(texts[^1], calendar => Under(new Conventions { Calendar = ReadCalendar(calendar) })),
        };
        return function.Evaluate(values, context) switch
        {
            DateOnly day => Moments.ToText(day),
            TimeOnly time => Moments.ToText(time),
            DateTimeOffset instant => Moments.ToText(instant),
            decimal number => Numbers.ToText(number),
            var value => value,
        };
    }

    private static EvaluationContext Under(Conventions conventions) => new() { Now = NoMoment, Conventions = conventions };

    private static object Read(string text, ParameterKind kind) => kind switch
    {
        ParameterKind.Boolean => text == "1",
        ParameterKind.Number => Numbers.Parse(text),
        ParameterKind.Whole => long.Parse(text, CultureInfo.InvariantCulture),
        ParameterKind.Date => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        ParameterKind.Instant => InstantOf(text),
        ParameterKind.Time => TimeOnly.ParseExact(text, "HH:mm:ss", CultureInfo.InvariantCulture),
        ParameterKind.Clock => text.Length > 8 ? InstantOf(text) : TimeOnly.ParseExact(text, "HH:mm:ss", CultureInfo.InvariantCulture),
        ParameterKind.Text or ParameterKind.Textual or ParameterKind.Literal => text,
        ParameterKind.Any or ParameterKind.Same or ParameterKind.List => throw new ArgumentException("Such arguments have a native form."),
    };

    private static DateTimeOffset InstantOf(string text) => DateTimeOffset.ParseExact(text, Values.InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static string Write(BusinessCalendar calendar) => JsonSerializer.Serialize(new[] { calendar.Holidays.Order(), calendar.WorkedWeekends.Order() });

    private static BusinessCalendar ReadCalendar(string json) => JsonSerializer.Deserialize<DateOnly[][]>(json) is [var holidays, var weekends]
        ? new([.. holidays], [.. weekends])
        : throw new ArgumentException("Not a calendar.");
}
