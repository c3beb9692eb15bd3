using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Tongke.Kernel.Expressions;
using Xunit;

namespace Tongke.Kernel.Tests;

/// <summary>A condition as rows of the filter builder, and as a formula: one says what the other says.</summary>
public sealed class FilterFormTests
{
    private static readonly Deals Schema = new();

    [Fact]
    public void Random_rows_and_groups_come_back_from_their_formula_as_they_were() => Gen.Int[0, int.MaxValue].Sample(
        seed =>
        {
            var tree = new RandomFilter(new Random(seed)).Condition();
            var meant = Parse(tree);
            var formula = Formula.Write(meant);
            var read = Formula.Parse(formula, Schema.Deal);
            Assert.True(read.Error is null, $"{formula}: {read.Error?.Message.In(Texts.Language.English)}");
            Assert.Equal(Shown.Of(meant), Shown.Of(read.Expr!));
            Assert.Equal(tree.ToJsonString(), FilterJson.Write(read.Expr!)?.GetRawText() is { } json ? JsonNode.Parse(json)!.ToJsonString() : formula);
        },
        iter: 3000, threads: 1);

    [Theory]
    [InlineData("amount > 1000 AND name = \"云海\"", """{"and":[{"field":"amount","operator":"greater","value":1000},{"field":"name","operator":"is","value":"云海"}]}""")]
    [InlineData("AND(amount>=1000.5,OR(ISBLANK(note),NOT(CONTAINS(note,\"x\"))))", """{"and":[{"field":"amount","operator":"at_least","value":1000.5},{"or":[{"field":"note","operator":"is_empty"},{"field":"note","operator":"not_contains","value":"x"}]}]}""")]
    [InlineData("account.industry = \"制造业\"", """{"field":"account.industry","operator":"is","value":"制造业"}""")]
    [InlineData("close_date < start_date", """{"field":"close_date","operator":"less","value":{"field":"start_date"}}""")]
    [InlineData("close_date < won_at", """{"field":"close_date","operator":"less","value":{"field":"won_at"}}""")]
    [InlineData("quantity > account.revenue", """{"field":"quantity","operator":"greater","value":{"field":"account.revenue"}}""")]
    [InlineData("100 < amount", """{"field":"amount","operator":"greater","value":100}""")]
    [InlineData("quantity > 1.5", """{"field":"quantity","operator":"greater","value":1.5}""")]
    [InlineData("close_date < TODAY() - 7", """{"field":"close_date","operator":"less","value":"@today-7"}""")]
    [InlineData("close_date > DATE(2026, 1, 31)", """{"field":"close_date","operator":"greater","value":"2026-01-31"}""")]
    [InlineData("won_at >= DATE(2026, 1, 31)", """{"field":"won_at","operator":"at_least","value":"2026-01-31"}""")]
    [InlineData("won_at >= TODAY() - 29 AND won_at < TODAY() + 1", """{"field":"won_at","operator":"within","value":"last_30_days"}""")]
    [InlineData("BETWEEN(amount, 1, 2) OR active", """{"or":[{"field":"amount","operator":"between","value":[1,2]},{"field":"active","operator":"is","value":true}]}""")]
    [InlineData("account IN (MYTEAM())", """{"field":"account","operator":"in","value":["@my_team"]}""")]
    [InlineData("account = ME() AND account <> \"0198c1d2-0000-7000-8000-000000000001\"", """{"and":[{"field":"account","operator":"is","value":"@me"},{"field":"account","operator":"is_not","value":"0198c1d2-0000-7000-8000-000000000001"}]}""")]
    [InlineData("NOT(active)", """{"field":"active","operator":"is_not","value":true}""")]
    [InlineData("NOT(HASANY(tags, \"a\"))", """{"not":{"field":"tags","operator":"has_any","value":["a"]}}""")]
    public void A_formula_that_rows_can_show_has_them(string formula, string expected) =>
        Assert.Equal(expected, JsonNode.Parse(FilterJson.Write(Formula.Parse(formula, Schema.Deal).Expr!)!.Value.GetRawText())!.ToJsonString(Plain));

    [Theory]
    [InlineData("close_date < start_date + 3")]
    [InlineData("TODAY() - close_date > 3")]
    [InlineData("LEN(name) > 3 AND active")]
    [InlineData("amount * 2 > 10")]
    [InlineData("name = \"@me\"")]
    [InlineData("won_at < NOW()")]
    [InlineData("COUNT(tags) > 2")]
    public void A_formula_that_says_more_than_rows_can_show_has_none(string formula) => Assert.Null(FilterJson.Write(Formula.Parse(formula, Schema.Deal).Expr!));

    [Theory]
    [InlineData("""{"field":"won_at","operator":"within","value":"this_month"}""", "won_at >= STARTOFMONTH(TODAY()) AND won_at < EDATE(STARTOFMONTH(TODAY()), 1)")]
    [InlineData("""{"or":[{"field":"name","operator":"not_in","value":["a","b"]},{"and":[{"field":"name","operator":"is_not_empty"},{"field":"active","operator":"is","value":false}]}]}""", "NOT(name IN (\"a\", \"b\")) OR (NOT(ISBLANK(name)) AND active = FALSE)")]
    [InlineData("""{"field":"name","operator":"is","value":"says \"x\""}""", "name = \"says \"\"x\"\"\"")]
    [InlineData("""{"field":"won_at","operator":"less","value":"2026-01-31"}""", "won_at < DATE(2026, 1, 31)")]
    [InlineData("""{"field":"amount","operator":"between","value":[-1,2.5]}""", "amount >= -1 AND amount <= 2.5")]
    public void Rows_are_written_as_a_person_would_type_them(string filter, string formula) => Assert.Equal(formula, Formula.Write(Parse(JsonNode.Parse(filter)!)));

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static Expr Parse(JsonNode filter)
    {
        var read = FilterJson.Parse(JsonSerializer.SerializeToElement(filter), Schema.Deal);
        Assert.True(read.Error is null, $"{filter.ToJsonString()}: {read.Error?.Message.In(Texts.Language.English)}");
        return read.Expr!;
    }

    /// <summary>Groups inside groups, as a person builds them: of two rows or more, joined otherwise than the group around them.</summary>
    private sealed class RandomFilter(Random random)
    {
        private static readonly string[] Periods = ["today", "yesterday", "tomorrow", "last_week", "this_month", "next_quarter", "last_year", "last_30_days", "next_7_days", "last_2_days"];
        private static readonly string[] Names = ["云海", "it's", "say \"hi\"", "“引号”", "100%_x", "a, b", "（北京）", "@", "𠮷"];

        private string before = "";

        public JsonObject Condition() => random.Next(4) == 0 ? Row() : Group(random.Next(2) == 0, 2);

        private JsonObject Group(bool isAll, int depth)
        {
            var rows = new JsonArray();
            for (var left = 2 + random.Next(3); left > 0; left--)
            {
                rows.Add(depth > 0 && random.Next(3) == 0 ? Group(!isAll, depth - 1) : Row());
            }

            before = "";
            return new() { [isAll ? "and" : "or"] = rows };
        }

        /// <summary>Of another field than the row before: two bounds of one field side by side are one row.</summary>
        private JsonObject Row()
        {
            while (true)
            {
                var row = random.Next(8) switch
                {
                    0 => Text(One("name", "note", "account.name", "account.industry")),
                    1 => Number(One("quantity", "score", "account.employees"), whole: true),
                    2 => Number(One("amount", "discount", "net", "account.revenue"), whole: false),
                    3 => Of("active", One("is", "is_not"), random.Next(2) == 0),
                    4 => Day(One("close_date", "start_date", "account.founded"), isInstant: false),
                    5 => Day(One("won_at", "contacted_at"), isInstant: true),
                    6 => Listed("tags", One("has_any", "has_all"), () => One(Names)),
                    _ => Link(),
                };
                if ((string)row["field"]! == before) continue;

                before = (string)row["field"]!;
                return row;
            }
        }

        private JsonObject Text(string field) => random.Next(4) switch
        {
            0 => Of(field, One("is_empty", "is_not_empty")),
            1 => Listed(field, One("in", "not_in"), () => One(Names)),
            _ => Of(field, One("is", "is_not", "contains", "not_contains", "starts_with", "ends_with"), One(Names)),
        };

        private JsonObject Number(string field, bool whole)
        {
            JsonNode Value() => whole || random.Next(3) == 0 ? random.Next(-500, 500) : JsonValue.Create(decimal.Parse((random.Next(-99999, 99999) / 100m).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture));
            return random.Next(4) switch
            {
                0 => Of(field, One("is_empty", "is_not_empty")),
                1 => Listed(field, One("in", "not_in"), Value),
                2 => Of(field, "between", new JsonArray(Value(), Value())),
                _ => Of(field, One("is", "is_not", "greater", "at_least", "less", "at_most"), Value()),
            };
        }

        private JsonObject Day(string field, bool isInstant)
        {
            string Value() => random.Next(4) switch
            {
                0 => "@today",
                1 => $"@today{random.Next(1, 90) * (random.Next(2) * 2 - 1):+0;-0}",
                2 when isInstant => new DateTime(2026, 1, 1).AddMinutes(random.Next(500_000)).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture),
                _ => new DateOnly(2026, 1, 1).AddDays(random.Next(900)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            };
            return random.Next(4) switch
            {
                0 => Of(field, One("is_empty", "is_not_empty")),
                1 => Of(field, "within", One(Periods)),
                _ when random.Next(6) == 0 => Of(field, One("is", "is_not", "greater", "at_least", "less", "at_most"), new JsonObject { ["field"] = One("start_date", "won_at", "account.founded") }),
                2 => Of(field, "between", new JsonArray(Value(), Value())),
                _ => Of(field, One("is", "is_not", "greater", "at_least", "less", "at_most"), Value()),
            };
        }

        private JsonObject Link() => random.Next(3) switch
        {
            0 => Of("account", One("is_empty", "is_not_empty")),
            1 => Listed("account", One("in", "not_in"), () => One("@me", "@my_team", "@my_department_tree", Id())),
            _ => Of("account", One("is", "is_not"), One("@me", "@my_department", Id())),
        };

        private string Id() => $"0198c1d2-0000-7000-8000-{random.Next():d12}";

        private JsonObject Listed(string field, string operation, Func<JsonNode> value) => Of(field, operation, new JsonArray([.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => value())]));

        private static JsonObject Of(string field, string operation, JsonNode? value = null)
        {
            var row = new JsonObject { ["field"] = field, ["operator"] = operation };
            if (value is not null) row["value"] = value;
            return row;
        }

        private string One(params string[] choices) => choices[random.Next(choices.Length)];
    }
}
