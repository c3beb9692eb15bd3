using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.CodeAnalysis;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Generated = Tongke.Generators.Shapes.FieldTypes;

namespace Tongke.Generators.Tests;

/// <summary>The kernel, the generator and the editors' schema each know the definition format; these laws keep the three the same.</summary>
public sealed class DefinitionLawTests
{
    private static readonly string Root = FindRoot();

    public static TheoryData<string> FieldTypeNames => [.. FieldTypes.All.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(FieldTypeNames))]
    public void The_generator_gives_every_field_type_the_kernels_CLR_type_and_parts(string type)
    {
        var kernel = FieldTypes.Get(type);
        var definition = Definition(type);

        Assert.True(Generated.IsKnown(type));
        if (kernel.Column(definition) is not null && type is not ("formula" or "rollup"))
            Assert.Equal(NameOf(kernel.ValueType(definition).Kind), Generated.Of(type));
        Assert.Equal(
            kernel.Companions(definition).Select(c => (c.Name, NameOf(FieldTypes.Get(c.Type).ValueType(c).Kind), c.ReadOnly)),
            Generated.PartsOf(type).Select(p => ($"value_{p.Suffix}", Generated.Of(p.Type)!, p.IsComputed)));
    }

    [Theory]
    [InlineData(null, typeof(ObjectDefinition))]
    [InlineData("field", typeof(FieldDefinition))]
    [InlineData("option", typeof(OptionDefinition))]
    [InlineData("rollup", typeof(RollUpDefinition))]
    [InlineData("number", typeof(NumberDefinition))]
    [InlineData("numberPart", typeof(NumberPart))]
    [InlineData("validation", typeof(ValidationDefinition))]
    [InlineData("view", typeof(ViewDefinition))]
    [InlineData("layout", typeof(LayoutDefinition))]
    [InlineData("section", typeof(SectionDefinition))]
    [InlineData("related", typeof(RelatedListDefinition))]
    [InlineData("relatedNew", typeof(RelatedNewDefinition))]
    [InlineData("action", typeof(ActionDefinition))]
    [InlineData("review", typeof(ReviewDefinition))]
    [InlineData("duplicate", typeof(DuplicateRuleDefinition))]
    [InlineData("label", typeof(Label))]
    public void The_editors_schema_knows_exactly_the_members_of(string? part, Type definition)
    {
        var schema = EditorSchema();
        var properties = (part is null ? schema : schema.GetProperty("$defs").GetProperty(part)).GetProperty("properties");

        var members = definition.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(p => p.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(p.Name));
        Assert.Equal(members.Order(StringComparer.Ordinal), properties.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_editors_schema_offers_every_field_type()
    {
        var offered = EditorSchema().GetProperty("$defs").GetProperty("field").GetProperty("properties").GetProperty("type").GetProperty("enum");

        Assert.Equal(
            FieldTypes.All.Select(t => t.Name).Order(StringComparer.Ordinal),
            offered.EnumerateArray().Select(t => t.GetString()!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_shipped_definition_becomes_a_class_that_compiles()
    {
        var files = Directory.GetFiles(Path.Combine(Root, "src"), "*.object.json", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(f => ($"/shop/{Path.GetFileName(f)}", File.ReadAllText(f)))
            .ToArray();

        var run = GeneratorRun.Of(files);

        Assert.NotEmpty(files);
        Assert.Empty(run.Diagnostics.Select(d => d.ToString()));
        Assert.Empty(run.CompilerErrors);
        Assert.Equal(files.Length, run.Sources.Count);
    }

    private static FieldDefinition Definition(string type) => new() { Name = "value", Type = type, Label = new("值", "Value") };

    private static string NameOf(ValueKind kind) => kind switch
    {
        ValueKind.Boolean => "bool",
        ValueKind.Integer => "long",
        ValueKind.Decimal => "decimal",
        ValueKind.Text => "string",
        ValueKind.Date => "global::System.DateOnly",
        ValueKind.Time => "global::System.TimeOnly",
        ValueKind.Instant => "global::System.DateTimeOffset",
        ValueKind.Id => "global::System.Guid",
        ValueKind.Texts => "string[]",
        ValueKind.Ids => "global::System.Guid[]",
        ValueKind.Json => "global::System.Text.Json.JsonElement",
        ValueKind.Bytes => "byte[]",
    };

    private static JsonElement EditorSchema() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "docs", "schema", "object.schema.json"))).RootElement;

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Tongke.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
