using System.Globalization;
using System.Text;

namespace Tongke.Generators.Json;

/// <summary>
/// Reads JSON with comments and trailing commas, the form of <c>*.object.json</c>.
/// It is here because a generator can't bring System.Text.Json into every compiler that may load it.
/// </summary>
internal sealed class JsonReader
{
    private const int DeepestNesting = 64;

    private readonly string _text;
    private int _at;

    private JsonReader(string text) => _text = text;

    /// <summary>Reads a whole document.</summary>
    /// <exception cref="JsonSyntaxException">It is not JSON.</exception>
    public static JsonNode Read(string text)
    {
        var reader = new JsonReader(text);
        var node = reader.ReadValue(depth: 0);
        reader.SkipBlanks();
        return reader._at == text.Length ? node : throw reader.Expected("the end of the file");
    }

    private JsonNode ReadValue(int depth)
    {
        if (depth > DeepestNesting) throw Expected($"at most {DeepestNesting} levels");

        SkipBlanks();
        var start = _at;
        switch (Current)
        {
            case '{': return new(JsonKind.Object, "", [], ReadMembers(depth), start);
            case '[': return new(JsonKind.Array, "", ReadItems(depth), [], start);
            case '"': return Scalar(JsonKind.Text, ReadText(), start);
            case '-' or (>= '0' and <= '9'): return Scalar(JsonKind.Number, ReadNumber(), start);
            default: return ReadWord(start);
        }
    }

    private static JsonNode Scalar(JsonKind kind, string text, int start) => new(kind, text, [], [], start);

    private List<KeyValuePair<string, JsonNode>> ReadMembers(int depth)
    {
        var members = new List<KeyValuePair<string, JsonNode>>();
        _at++;
        while (!SkipTo('}'))
        {
            if (Current != '"') throw Expected("a member name in quotes");
            var name = ReadText();
            SkipBlanks();
            if (Current != ':') throw Expected("':'");
            _at++;
            members.Add(new(name, ReadValue(depth + 1)));
            SkipComma('}');
        }

        return members;
    }

    private List<JsonNode> ReadItems(int depth)
    {
        var items = new List<JsonNode>();
        _at++;
        while (!SkipTo(']'))
        {
            items.Add(ReadValue(depth + 1));
            SkipComma(']');
        }

        return items;
    }

    private bool SkipTo(char end)
    {
        SkipBlanks();
        if (Current != end) return false;
        _at++;
        return true;
    }

    private void SkipComma(char end)
    {
        SkipBlanks();
        if (Current == ',') _at++;
        else if (Current != end) throw Expected($"',' or '{end}'");
    }

    private string ReadText()
    {
        var text = new StringBuilder();
        for (_at++; Current != '"'; _at++)
        {
            if (Current < ' ') throw Expected("the closing quote");
            text.Append(Current == '\\' ? ReadEscape() : Current);
        }

        _at++;
        return text.ToString();
    }

    private char ReadEscape()
    {
        _at++;
        switch (Current)
        {
            case '"' or '\\' or '/': return Current;
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u' when _at + 4 < _text.Length
                && ushort.TryParse(_text.Substring(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                _at += 4;
                return (char)unit;
            default: throw Expected("an escape such as \\n or \\u4e2d");
        }
    }

    private string ReadNumber()
    {
        var start = _at;
        while (Current is '-' or '+' or '.' or 'e' or 'E' or (>= '0' and <= '9')) _at++;
        var number = _text.Substring(start, _at - start);
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? number : throw Expected("a number");
    }

    private JsonNode ReadWord(int start)
    {
        while (char.IsLetter(Current)) _at++;
        var word = _text.Substring(start, _at - start);
        switch (word)
        {
            case "true" or "false": return Scalar(JsonKind.Boolean, word, start);
            case "null": return Scalar(JsonKind.Null, word, start);
            default:
                _at = start;
                throw Expected("a value");
        }
    }

    private void SkipBlanks()
    {
        while (true)
        {
            while (Current is ' ' or '\t' or '\r' or '\n' or '\uFEFF') _at++;
            if (Current != '/' || _at + 1 >= _text.Length) return;
            var end = _text[_at + 1] switch
            {
                '/' => EndOf(_text.IndexOf('\n', _at), 1),
                '*' => EndOf(_text.IndexOf("*/", _at + 2, StringComparison.Ordinal), 2),
                _ => throw Expected("a comment"),
            };
            _at = end;
        }
    }

    private int EndOf(int found, int length) => found < 0 ? _text.Length : found + length;

    // A NUL stands for the end: it is no legal character anywhere in JSON.
    private char Current => _at < _text.Length ? _text[_at] : '\0';

    private JsonSyntaxException Expected(string what) => new($"{what} is expected here", Math.Min(_at, _text.Length));
}
