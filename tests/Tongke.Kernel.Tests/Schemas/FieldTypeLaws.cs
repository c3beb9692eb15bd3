using System.Text.Json;
using CsCheck;
using Tongke.Kernel.Schemas;
using Xunit;

namespace Tongke.Kernel.Tests.Schemas;

/// <summary>What holds for every field type; a new one is held to it the moment it is registered.</summary>
public sealed class FieldTypeLaws
{
    private const string Names =
        "text long_text rich_text integer decimal money percent boolean date datetime time duration select multi_select tags phone email url address geo_point " +
        "user department lookup multi_lookup child_table reference file image auto_number formula rollup json encrypted_text rating id";

    private static readonly string[] Masked = ["encrypted_text"];

    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String,
        Gen.String[Gen.Char["0123456789.,-+()%¥$万亿年月日:/ TZ上下午点分秒小时"], 0, 25],
        Gen.String[Gen.Char["<>/abpdivscript=\"'&;#x "], 0, 60],
        Gen.String[Gen.Char["广东深圳市北京区县路省海南/ 1号"], 0, 30],
        Gen.String[Gen.Char["\0\uD800\uDC00\uFFFE\u200Fa1@.：；，"], 0, 12],
        Gen.String[Gen.Char["{}[]\":,0e9\\u"], 0, 20]);

    public static TheoryData<string> All => [.. FieldTypes.All.Select(t => t.Name)];

    public static TheoryData<string> Accepting => [.. FieldTypes.All.Where(t => !t.IsComputed && !Masked.Contains(t.Name)).Select(t => t.Name)];

    [Fact]
    public void The_registry_has_exactly_the_promised_types() =>
        Assert.Equal(Names.Split(' ').Order(), FieldTypes.All.Select(t => t.Name).Order());

    [Theory, MemberData(nameof(All))]
    public void Every_type_filters_by_presence(string name)
    {
        var type = FieldTypes.Get(name);
        Assert.Contains(FilterOperator.IsEmpty, type.Operators);
        Assert.Contains(FilterOperator.IsNotEmpty, type.Operators);
        Assert.Contains(FilterOperator.IsEmpty, type.OperatorsOf(Fields.Of(name)));
    }

    [Theory, MemberData(nameof(All))]
    public void A_sound_definition_is_not_complained_about(string name) => Assert.Empty(FieldTypes.Get(name).Examine(Fields.Of(name).Definition));

    [Theory, MemberData(nameof(All))]
    public void Companions_are_known_types_named_after_their_field(string name)
    {
        foreach (var companion in FieldTypes.Get(name).Companions(Fields.Of(name).Definition))
        {
            Assert.StartsWith("value_", companion.Name, StringComparison.Ordinal);
            Assert.Empty(FieldTypes.Get(companion.Type).Examine(companion));
        }
    }

    [Theory, MemberData(nameof(Accepting))]
    public void A_value_survives_a_spreadsheet(string name)
    {
        var field = Fields.Of(name);
        FieldValues.Of(name).Sample(value => Assert.True(
            Same(value, field.Text(field.Written(value)).Value), $"{field.Written(value)} is read as {field.Text(field.Written(value))}"), iter: 300);
    }

    [Theory, MemberData(nameof(Accepting))]
    public void A_value_survives_the_API(string name)
    {
        var field = Fields.Of(name);
        FieldValues.Of(name).Sample(value => Assert.True(
            Same(value, field.Json(field.WrittenJson(value)).Value), $"{field.WrittenJson(value)} is read as {field.Json(field.WrittenJson(value))}"), iter: 300);
    }

    [Theory, MemberData(nameof(All))]
    public void No_text_is_too_strange_to_be_answered(string name)
    {
        var field = Fields.Of(name);
        AnyText.Sample(text =>
        {
            var read = field.Text(text);
            read.SpeaksBothLanguages();
            if (read.Value is { } value && !Masked.Contains(name))
                Assert.True(Same(value, field.Text(field.Written(value)).Value), $"'{text}' gives '{field.Written(value)}', which gives {field.Text(field.Written(value))}");
        }, iter: 2000);
    }

    [Theory, MemberData(nameof(All))]
    public void No_JSON_is_too_strange_to_be_answered(string name)
    {
        var field = Fields.Of(name);
        AnyJson(3).Sample(json => field.Json(json).SpeaksBothLanguages(), iter: 1000);
    }

    [Theory, MemberData(nameof(All))]
    public void NUL_and_half_characters_are_refused_everywhere(string name)
    {
        var field = Fields.Of(name);
        foreach (var text in new[] { "a\0b", "\uD83D", "x\uDC00y" }) Assert.NotNull(field.Text(text).Problem);
        foreach (var json in new[] { "\"a\\u0000b\"", "\"\\ud83d\"", "\"x\\udc00y\"", "[\"\\u0000\"]", "[{\"a\":\"\\ud800\"}]", "[{\"\\ud800\":1}]" }) Assert.NotNull(field.Json(json).Problem);
    }

    private static bool Same(object? a, object? b) => Values.Same(a, b);

    private static Gen<string> AnyJson(int depth)
    {
        var leaf = Gen.OneOf(
            FieldValues.One("null", "true", "false", "0", "-1", "1e400", "123456789012345678901234567890", "0.1234567890123456789", "1e-300", "\"\\ud800\"", "\"\\u0000\"", "{}", "[]"),
            Gen.Double.Where(double.IsFinite).Select(d => JsonSerializer.Serialize(d)),
            AnyText.Select(t => JsonSerializer.Serialize(t)));
        if (depth == 0) return leaf;

        var inner = AnyJson(depth - 1);
        return Gen.OneOf(
            leaf,
            inner.Array[0, 4].Select(items => $"[{string.Join(',', items)}]"),
            Gen.Select(FieldValues.One("lat", "lng", "city", "province", "type", "id", "\\ud800", "x"), inner).Array[0, 4].Select(m => $"{{{string.Join(',', m.Select(p => $"\"{p.Item1}\":{p.Item2}"))}}}"));
    }
}
