using System.Runtime.CompilerServices;
using System.Text.Json;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Xunit;

namespace Tongke.Kernel.Tests.Schemas;

/// <summary>The definitions that ship with the product, held to what their field types ask for.</summary>
public sealed class ShippedDefinitionTests
{
    public static TheoryData<string> All => [.. Directory.EnumerateFiles(Root(), "*.object.json", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Root(), f))
        .Where(f => !f.Contains("bin") && !f.Contains("obj/", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(All))]
    public void Every_field_has_a_type_that_is_content_with_it(string file)
    {
        var definition = JsonSerializer.Deserialize<ObjectDefinition>(File.ReadAllText(Path.Combine(Root(), file)), Json.Definitions)!;
        foreach (var field in definition.Fields)
        {
            var type = FieldTypes.Find(field.Type);
            Assert.True(type is not null, $"{field.Name} has the unknown type '{field.Type}'.");
            Assert.Equal([], type.Examine(field).Select(problem => $"{field.Name}: {problem.In(Language.English)}"));
            Assert.Empty(type.Companions(field).Select(c => c.Name).Intersect(definition.Fields.Select(f => f.Name)));
        }
    }

    private static string Root([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src");
}
