using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;
using Xunit;

namespace Tongke.Kernel.Tests;

/// <summary>
/// The browser's evaluator is tested with what memory answers here: <c>web/src/expressions/agreement.json</c>. The file is made by this test when
/// TONGKE_WRITE_AGREEMENT is set, and must be what this test would make.
/// </summary>
public sealed class BrowserAgreementTests
{
    private const int Cases = 400;
    private static readonly string[] Sources = ["functions.ts", "textFunctions.ts", "dateFunctions.ts"];

    [Fact]
    public void The_browser_s_cases_are_what_memory_answers()
    {
        var file = Path.Combine(WebFolder(), "agreement.json");
        var expected = Written();
        if (Environment.GetEnvironmentVariable("TONGKE_WRITE_AGREEMENT") is not null) File.WriteAllText(file, expected);

        Assert.True(File.ReadAllText(file) == expected, "Run this test with TONGKE_WRITE_AGREEMENT=1 and look at what changed.");
    }

    [Fact]
    public void The_browser_knows_every_function()
    {
        var sources = string.Concat(Sources.Select(f => File.ReadAllText(Path.Combine(WebFolder(), f))));
        Assert.All(Functions.All.Keys, name => Assert.Contains($"  {name}: ", sources, StringComparison.Ordinal));
    }

    private static string WebFolder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../web/src/expressions"));

    private static string Written()
    {
        var schema = new Deals();
        var values = new RandomRows(new Random(7));
        var rows = values.Rows(schema, 12, 2).Deals;
        var calendar = new BusinessCalendar([new(2024, 2, 12), new(2024, 5, 1), new(2024, 10, 1)], [new(2024, 2, 4), new(2024, 4, 28)]);
        var context = new EvaluationContext { Now = new(2024, 3, 10, 6, 30, 0, TimeSpan.Zero), Conventions = new() { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), Calendar = calendar } };

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("now", context.Now.UtcDateTime.ToString(Values.InstantFormat, System.Globalization.CultureInfo.InvariantCulture));
            writer.WriteString("timeZone", context.Conventions.TimeZone.Id);
            writer.WritePropertyName("calendar");
            JsonSerializer.Serialize(writer, new { holidays = calendar.Holidays.Order().Select(Moments.ToText), workedWeekends = calendar.WorkedWeekends.Order().Select(Moments.ToText) });
            WriteRecords(writer, schema, rows);
            WriteCases(writer, schema, rows, context);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void WriteRecords(Utf8JsonWriter writer, Deals schema, List<Row> rows)
    {
        writer.WriteStartArray("records");
        foreach (var row in rows)
        {
            writer.WriteStartObject();
            foreach (var field in schema.Deal.Columns)
            {
                writer.WritePropertyName(field.Name);
                Values.WriteJson(writer, row.Values[field.Ordinal]);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteCases(Utf8JsonWriter writer, Deals schema, List<Row> rows, EvaluationContext context)
    {
        writer.WriteStartArray("cases");
        for (var (seed, made) = (0, 0); made < Cases; seed++)
        {
            var random = new RandomRows(new Random(seed));
            var tree = new RandomExpressions(random).Any(schema.Deal, 1 + random.Next(3));
            if (tree is not Call || ExprShape.Paths(tree).Any(p => p.Path.Count > 1)) continue;

            var record = random.Next(rows.Count);
            writer.WriteStartObject();
            writer.WritePropertyName("tree");
            ExprJson.Write(writer, tree);
            writer.WriteNumber("record", record);
            writer.WritePropertyName("expected");
            var value = Evaluator.Evaluate(tree, rows[record], context);
            Values.WriteJson(writer, value is decimal number ? Numbers.ToText(number) : value);
            writer.WriteEndObject();
            made++;
        }

        writer.WriteEndArray();
    }
}
