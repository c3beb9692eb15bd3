using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Tongke.Kernel.Texts;
using Xunit;

namespace Tongke.Kernel.Tests.Schemas;

public sealed partial class MessageTests
{
    [Fact]
    public void Every_code_the_field_types_use_has_a_text_in_both_languages()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Sources(), "FieldTypes"), "*.cs"))
            foreach (Match use in Codes().Matches(File.ReadAllText(file)))
                Assert.True(Dictionaries.Has(use.Groups[1].Value), $"{Path.GetFileName(file)} uses the code '{use.Groups[1].Value}', which no dictionary has.");
    }

    [Fact]
    public void Both_texts_of_a_code_mention_the_same_values()
    {
        foreach (var (code, label) in Dictionaries.All)
            Assert.True(Placeholders(label.Zh).SetEquals(Placeholders(label.En)), $"The texts of '{code}' mention different values.");
    }

    [Fact]
    public void Amid_an_English_sentence_a_label_loses_its_capital_and_an_abbreviation_keeps_it()
    {
        Assert.StartsWith("This deal ", new Message("record_not_found", new Label("商机", "Deal")).In(Language.English), StringComparison.Ordinal);
        Assert.StartsWith("This API key ", new Message("record_not_found", new Label("密钥", "API key")).In(Language.English), StringComparison.Ordinal);
        Assert.StartsWith("商机", new Message("record_not_found", new Label("商机", "Deal")).In(Language.Chinese), StringComparison.Ordinal);
    }

    [Fact]
    public void One_thing_is_said_in_the_singular_in_English()
    {
        Assert.Equal("1 thing needs to be corrected before this can be saved.", new Message("validation_failed", 1).In(Language.English));
        Assert.Equal("2 things need to be corrected before this can be saved.", new Message("validation_failed", 2L).In(Language.English));
        Assert.Equal("有 1 处需要修改后才能保存。", new Message("validation_failed", 1).In(Language.Chinese));
        foreach (var (code, label) in Dictionaries.All)
            foreach (Match use in Plurals().Matches(label.En))
                Assert.True(use.Groups[1].Value.Split('|').Length == 2, $"'{code}' gives not one word for one and one for many.");
    }

    private static HashSet<string> Placeholders(string text) => [.. Holes().Matches(text).Select(m => m.Groups[1].Value)];

    private static string Sources([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", "Tongke.Kernel", "Schemas");

    [GeneratedRegex("(?:Refuse\\(|Message\\(|=> new\\(|return new\\(|Unknown\\()(?:json, )?\"([a-z]+_[a-z_]+)\"")]
    private static partial Regex Codes();

    [GeneratedRegex(@"\{[0-9]:([^}]*\|[^}]*)\}")]
    private static partial Regex Plurals();

    [GeneratedRegex(@"\{([0-9])(?::lower)?\}")]
    private static partial Regex Holes();
}
