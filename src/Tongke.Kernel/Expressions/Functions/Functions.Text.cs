using System.Text;
using Tongke.Storage;
using static Tongke.Kernel.Expressions.ParameterKind;

namespace Tongke.Kernel.Expressions;

/// <summary>
/// Text. Lengths and positions count characters (Unicode code points), from 1. Searching ignores the case of the letters A to Z and of no others,
/// since that is what both databases do alike and fast; equality and order are exact.
/// </summary>
public static partial class Functions
{
    /// <summary>What TRIM takes away: spaces, tabs, line ends, no-break and full-width spaces.</summary>
    public const string Blanks = " \t\r\n\u00A0\u3000";

    /// <summary>Longest text that padding and repeating make.</summary>
    public const int LongestText = 10_000;

    /// <summary>More characters than any text has.</summary>
    private const int Far = int.MaxValue / 2;

    /// <summary>The number n of a PostgreSQL form as a count of characters.</summary>
    private static readonly Sql Counted = Sql.From($"(case when n < 0 then 0 when n > {Sql.Integer(Far)} then {Sql.Integer(Far)} else n end)::int");

    public static readonly Function Concat = new()
    {
        Name = "CONCAT", Aliases = ["CONCATENATE"], Symbol = "&", Description = new("把文本连接起来；空值作空文本", "Joins texts; empty values count as empty text"),
        Parameters = [Textual], IsVariadic = true, TakesEmpty = true, Result = Always(Text),
        Evaluate = (a, _) => string.Concat(a),
        Sqlite = a => Sql.From($"concat({Sql.Join(", ", a.Values)})"),
        Postgres = a => Sql.From($"concat({Sql.Join(", ", a.Values)})"),
    };

    public static readonly Function Length = new()
    {
        Name = "LEN", Description = new("字符数", "Number of characters"),
        Parameters = [Textual], Result = Always(Integer),
        Evaluate = (a, _) => (long)LengthOf((string)a[0]!),
        Sqlite = a => Sql.From($"length({a[0]})"),
        Postgres = a => Sql.From($"char_length({a[0]})::bigint"),
    };

    public static readonly Function Left = new()
    {
        Name = "LEFT", Description = new("开头的若干字符", "The first characters"),
        Parameters = [Textual, Whole], Result = Always(Text),
        Evaluate = (a, _) => Part((string)a[0]!, 1, (long)a[1]!),
        Sqlite = a => Sql.From($"substr({a[0]}, 1, max({a[1]}, 0))"),
        Postgres = a => Sql.From($"(select left(v, {Counted}) from (select {a[0]} as v, {a[1]} as n offset 0) t)"),
    };

    public static readonly Function Right = new()
    {
        Name = "RIGHT", Description = new("末尾的若干字符", "The last characters"),
        Parameters = [Textual, Whole], Result = Always(Text),
        Evaluate = (a, _) => LengthOf((string)a[0]!) - Math.Max((long)a[1]!, 0) is var skip && skip <= 0 ? a[0] : Part((string)a[0]!, skip + 1, (long)a[1]!),
        Postgres = a => Sql.From($"(select right(v, {Counted}) from (select {a[0]} as v, {a[1]} as n offset 0) t)"),
    };

    public static readonly Function Middle = new()
    {
        Name = "MID", Aliases = ["SUBSTRING"], Description = new("从某位置（1 起）取若干字符", "Some characters from a position, counted from 1"),
        Parameters = [Textual, Whole, Whole], Result = Always(Text),
        Evaluate = (a, _) => (long)a[1]! < 1 ? null : Part((string)a[0]!, (long)a[1]!, (long)a[2]!),
        Postgres = a => Sql.From($"(select case when i >= 1 then substr(v, least(i, {Sql.Integer(Far)})::int, {Counted}) end from (select {a[0]} as v, {a[1]} as i, {a[2]} as n offset 0) t)"),
    };

    public static readonly Function Upper = new()
    {
        Name = "UPPER", Description = new("字母 a–z 变大写", "Letters a to z in capitals"),
        Parameters = [Textual], Result = Always(Text),
        Evaluate = (a, _) => string.Concat(((string)a[0]!).Select(c => c is >= 'a' and <= 'z' ? (char)(c & ~0x20) : c)),
        Sqlite = a => Sql.From($"upper({a[0]})"),
        Postgres = a => Sql.From($"upper({a[0]} collate \"C\")"),
    };

    public static readonly Function Lower = new()
    {
        Name = "LOWER", Description = new("字母 A–Z 变小写", "Letters A to Z in small"),
        Parameters = [Textual], Result = Always(Text),
        Evaluate = (a, _) => Fold((string)a[0]!),
        Sqlite = a => Sql.From($"lower({a[0]})"),
        Postgres = a => Sql.From($"lower({a[0]} collate \"C\")"),
    };

    public static readonly Function Trim = new()
    {
        Name = "TRIM", Description = new("去掉两端空白（含全角空格）", "Without blanks at both ends, full-width ones included"),
        Parameters = [Textual], Result = Always(Text),
        Evaluate = (a, _) => ((string)a[0]!).Trim(Blanks.ToCharArray()),
        Sqlite = a => Sql.From($"trim({a[0]}, {Blanks})"),
        Postgres = a => Sql.From($"btrim({a[0]}, {Blanks})"),
    };

    public static readonly Function Contains = new()
    {
        Name = "CONTAINS", Description = new("文本包含另一段（不分大小写）", "The text contains another, ignoring case"),
        Parameters = [Textual, Textual], Result = Always(Boolean),
        Evaluate = (a, _) => Fold((string)a[0]!).Contains(Fold((string)a[1]!), StringComparison.Ordinal),
        Sqlite = a => Sql.From($"instr(lower({a[0]}), lower({a[1]})) > 0"),
        Postgres = a => Sql.From($"strpos(lower({a[0]} collate \"C\"), lower({a[1]} collate \"C\")) > 0"),
    };

    public static readonly Function StartsWith = new()
    {
        Name = "STARTSWITH", Description = new("文本以另一段开头（不分大小写）", "The text starts with another, ignoring case"),
        Parameters = [Textual, Textual], Result = Always(Boolean),
        Evaluate = (a, _) => Fold((string)a[0]!).StartsWith(Fold((string)a[1]!), StringComparison.Ordinal),
        Sqlite = a => Sql.From($"(select substr(v, 1, length(p)) = p from (select lower({a[0]}) as v, lower({a[1]}) as p))"),
        Postgres = a => Sql.From($"starts_with(lower({a[0]} collate \"C\"), lower({a[1]} collate \"C\"))"),
    };

    public static readonly Function EndsWith = new()
    {
        Name = "ENDSWITH", Description = new("文本以另一段结尾（不分大小写）", "The text ends with another, ignoring case"),
        Parameters = [Textual, Textual], Result = Always(Boolean),
        Evaluate = (a, _) => Fold((string)a[0]!).EndsWith(Fold((string)a[1]!), StringComparison.Ordinal),
        Postgres = a => Sql.From($"(select right(v, char_length(p)) = p from (select lower({a[0]} collate \"C\") as v, lower({a[1]} collate \"C\") as p offset 0) t)"),
    };

    public static readonly Function Substitute = new()
    {
        Name = "SUBSTITUTE", Aliases = ["REPLACE"], Description = new("把一段文本换成另一段", "Puts one text in place of another"),
        Parameters = [Textual, Textual, Textual], Result = Always(Text),
        Evaluate = (a, _) => (string)a[1]! is { Length: > 0 } old ? ((string)a[0]!).Replace(old, (string)a[2]!, StringComparison.Ordinal) : a[0],
        Postgres = a => Sql.From($"replace({a[0]}, {a[1]}, {a[2]})"),
    };

    public static readonly Function FindIn = new()
    {
        Name = "FIND", Description = new("一段文本在另一段中的位置（1 起，分大小写）；没有则为空", "Position of a text in another, from 1, exact; empty when it isn't there"),
        Parameters = [Textual, Textual], Result = Always(Integer),
        Evaluate = (a, _) => ((string)a[1]!).IndexOf((string)a[0]!, StringComparison.Ordinal) is >= 0 and var at ? (long)LengthOf(((string)a[1]!)[..at]) + 1 : null,
        Sqlite = a => Sql.From($"nullif(instr({a[1]}, {a[0]}), 0)"),
        Postgres = a => Sql.From($"nullif(strpos({a[1]}, {a[0]}), 0)::bigint"),
    };

    public static readonly Function PadLeft = Pad("PADLEFT", new("在左边补字符到指定长度", "Fills up on the left to a length"), (pad, v) => pad + v, (v, pad) => Sql.From($"{pad} || {v}"));

    public static readonly Function PadRight = Pad("PADRIGHT", new("在右边补字符到指定长度", "Fills up on the right to a length"), (pad, v) => v + pad, (v, pad) => Sql.From($"{v} || {pad}"));

    public static readonly Function Repeat = new()
    {
        Name = "REPT", Aliases = ["REPEAT"], Description = new("重复文本；结果超过一万字则为空", "Repeats a text; empty when longer than 10,000 characters"),
        Parameters = [Textual, Whole], Result = Always(Text),
        Evaluate = (a, _) => Math.Max((long)a[1]!, 0) is var n && LengthOf((string)a[0]!) is var length && (Int128)n * length > LongestText ? null
            : new StringBuilder().Insert(0, (string)a[0]!, length == 0 ? 0 : (int)n).ToString(),
        Postgres = a => Sql.From($"(select case when v is null or n is null then null when v = '' or n <= 0 then '' when char_length(v) * n::numeric <= {Sql.Integer(LongestText)} then repeat(v, n::int) end from (select {a[0]} as v, {a[1]} as n offset 0) t)"),
    };

    /// <summary>Small letters in place of A to Z.</summary>
    internal static string Fold(string text) => string.Create(text.Length, text, (span, s) =>
    {
        for (var i = 0; i < s.Length; i++) span[i] = s[i] is >= 'A' and <= 'Z' ? (char)(s[i] | 0x20) : s[i];
    });

    private static int LengthOf(string text)
    {
        var length = text.Length;
        foreach (var c in text)
            if (char.IsLowSurrogate(c)) length--;

        return length;
    }

    private static string Part(string text, long start, long count)
    {
        var result = new StringBuilder();
        var position = 0L;
        foreach (var rune in text.EnumerateRunes())
        {
            position++;
            if (position < start) continue;
            if (position - start >= count) break;
            result.Append(rune);
        }

        return result.ToString();
    }

    private static Function Pad(string name, Texts.Label description, Func<string, string, string> join, Func<Sql, Sql, Sql> joinSql) => new()
    {
        Name = name, Description = description,
        Parameters = [Textual, Whole, Textual], Result = Always(Text),
        Evaluate = (a, _) =>
        {
            var (value, width, pad) = ((string)a[0]!, (long)a[1]!, (string)a[2]!);
            var missing = width - LengthOf(value);
            return width > LongestText ? null : missing <= 0 || pad.Length == 0 ? value
                : join(Part(new StringBuilder().Insert(0, pad, (int)(missing / LengthOf(pad)) + 1).ToString(), 1, missing), value);
        },
        Postgres = a => Sql.From($"(select case when v is null or n is null or p is null or n > {Sql.Integer(LongestText)} then null when n <= char_length(v) or p = '' then v else {joinSql(Sql.Literal("v"), Sql.Literal("left(repeat(p, (n - char_length(v))::int / char_length(p) + 1), (n - char_length(v))::int)"))} end from (select {a[0]} as v, {a[1]} as n, {a[2]} as p offset 0) t)"),
    };
}
