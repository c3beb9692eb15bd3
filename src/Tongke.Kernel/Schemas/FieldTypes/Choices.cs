using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>Finds what people mean among the options of a select.</summary>
internal static class Choices
{
    private const int MostListed = 12;

    /// <summary>The option with exactly this value.</summary>
    public static OptionDefinition? FindValue(FieldSchema field, string value) =>
        field.Definition.Options.FirstOrDefault(o => o.Value == value);

    /// <summary>The option with this value, or with this label in either language, however wide or tall its letters; or the only one that differs in spaces, punctuation or what stands in brackets.</summary>
    public static OptionDefinition? Find(FieldSchema field, string text)
    {
        var options = field.Definition.Options;
        if (FindValue(field, text) is { } exact) return exact;
        if (options.FirstOrDefault(o => o.Label.Zh == text || o.Label.En == text) is { } labelled) return labelled;
        if (!PlainText.IsStorable(text)) return null;

        var folded = PlainText.Fold(text);
        return options.FirstOrDefault(o => PlainText.Fold(o.Value) == folded || PlainText.Fold(o.Label.Zh) == folded || PlainText.Fold(o.Label.En) == folded)
            ?? LooseText.Find(text, options, o => [o.Value, o.Label.Zh, o.Label.En]);
    }

    /// <summary>Refuses a text that is no option, and says which one it may have meant.</summary>
    public static Coerced Refuse(FieldSchema field, string text)
    {
        var options = field.Definition.Options;
        var near = NearMiss.FindOption(text, options);
        var advice = near is not null
            ? new Message("did_you_mean", near.Label)
            : new Message("choose_from", options.Take(MostListed).Select(o => o.Label).ToArray(), options.Count > MostListed ? "…" : "");

        return Coerced.Refuse("not_an_option", PlainText.Quote(text), advice);
    }

    /// <summary>How an option is written for people: its label, unless that would be read back as another option.</summary>
    public static string Write(FieldSchema field, string value, Conventions conventions, Func<string, bool>? isReadable = null)
    {
        if (FindValue(field, value) is not { } option) return value;

        var label = option.Label.In(conventions.Language);
        return Find(field, label)?.Value == value && isReadable?.Invoke(label) != false ? label : value;
    }
}
