using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Tongke.Kernel.Texts;

/// <summary>
/// Every text the server says to a person. Each assembly embeds <c>messages.json</c>: <c>{"code": {"zh": "…", "en": "…"}}</c>;
/// an assembly registers its own once, at start.
/// </summary>
public static class Dictionaries
{
    private static readonly ConcurrentDictionary<string, Label> Labels = new(StringComparer.Ordinal);

    static Dictionaries() => Register(typeof(Dictionaries).Assembly);

    /// <summary>All registered codes, for the tests that compare them with what the code uses.</summary>
    public static IEnumerable<KeyValuePair<string, Label>> All => Labels;

    /// <summary>Adds the texts that <paramref name="assembly"/> embeds as <c>messages.json</c>. Doing it twice changes nothing.</summary>
    /// <exception cref="InvalidOperationException">The assembly embeds no dictionary, or redefines a code.</exception>
    public static void Register(Assembly assembly)
    {
        using var stream = assembly.GetManifestResourceStream("messages.json")
            ?? throw new InvalidOperationException($"{assembly.GetName().Name} embeds no messages.json.");

        foreach (var entry in JsonDocument.Parse(stream, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }).RootElement.EnumerateObject())
        {
            var label = new Label(entry.Value.GetProperty("zh").GetString()!, entry.Value.GetProperty("en").GetString()!);
            if (!Labels.TryAdd(entry.Name, label) && Labels[entry.Name] != label)
                throw new InvalidOperationException($"Two texts for the code '{entry.Name}'.");
        }
    }

    /// <summary>Whether a dictionary knows <paramref name="code"/>.</summary>
    public static bool Has(string code) => Labels.ContainsKey(code);

    /// <summary>The text of <paramref name="message"/> in <paramref name="language"/>.</summary>
    /// <exception cref="KeyNotFoundException">No dictionary has the code: a bug.</exception>
    public static string Text(Message message, Language language)
    {
        var template = Labels.TryGetValue(message.Code, out var label)
            ? label.In(language)
            : throw new KeyNotFoundException($"No dictionary has a text for '{message.Code}'.");

        return message.Values.Count == 0
            ? template
            : string.Format(CultureInfo.InvariantCulture, template, [.. message.Values.Select(v => Spoken(v, language))]);
    }

    private static object? Spoken(object? value, Language language) => value switch
    {
        Label label => new Name(label.In(language)),
        Message message => Text(message, language),
        int or long => new Count(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        IEnumerable<Label> labels => string.Join(language == Language.Chinese ? "、" : ", ", labels.Select(l => l.In(language))),
        IEnumerable<string> texts => string.Join(language == Language.Chinese ? "、" : ", ", texts),
        _ => value,
    };

    /// <summary>How many; beside the number, the word for one or for many, as <c>{0:thing needs|things need}</c>.</summary>
    private readonly record struct Count(long Number) : IFormattable
    {
        public string ToString(string? format, IFormatProvider? provider) => format?.Split('|') is [var one, var many]
            ? Number == 1 ? one : many
            : Number.ToString(format, provider);
    }

    /// <summary>What a definition calls something; amid a sentence, as <c>{0:lower}</c>, without its capital unless that belongs to an abbreviation.</summary>
    private readonly record struct Name(string Text) : IFormattable
    {
        public string ToString(string? format, IFormatProvider? provider) => format == "lower" && Text is [var first, .. var rest] && !(rest is [var second, ..] && char.IsUpper(second))
            ? char.ToLowerInvariant(first) + rest
            : Text;
    }
}
