using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Queries;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Testing;
using Tongke.Storage;
using Tongke.Testing;
using Xunit;

namespace Tongke.Kernel.Tests.Chinese;

public sealed class TextBackfillTests
{
    [Theory, OnEveryDatabase]
    public async Task Records_from_before_get_their_place_and_are_found_by_pinyin(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, PackageOf(""));
        foreach (var name in (string[])["重庆", "百度", "阿里", "仇", "华为"])
            await app.CreateAsync("company", new { name = "公司", alias = name });
        Assert.Empty(await FoundAsync(app, "chongqing"));

        await using var upgraded = await app.OpenNodeAsync(PackageOf(", \"search\": true", nameField: "alias"));

        var (query, _) = OData.Parse(upgraded.Schema["company"], [new("$orderby", "alias desc"), new("$select", "alias")]);
        Assert.Equal(["仇", "华为", "重庆", "百度", "阿里"], await NamesAsync(upgraded, query!));
        var (search, _) = OData.Parse(upgraded.Schema["company"], [new("$search", "chongqing"), new("$select", "alias")]);
        Assert.Equal(["重庆"], await NamesAsync(upgraded, search!));
    }

    [Theory, OnEveryDatabase]
    public async Task A_changed_name_moves_to_its_new_place(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, PackageOf(""));
        var id = await app.CreateAsync("company", new { name = "阿里" });
        await app.CreateAsync("company", new { name = "百度" });

        Assert.Null(await app.UpdateAsync("company", id, new { name = "重庆" }));

        var (query, _) = OData.Parse(app.Schema["company"], [new("$orderby", "name"), new("$select", "name")]);
        Assert.Equal(["百度", "重庆"], await NamesAsync(app.Workspace, query!));
    }

    [Fact]
    public void Only_a_line_of_text_can_be_sorted_by_pinyin()
    {
        var definition = ObjectDefinitions.Read("""
            { "name": "company", "label": {"zh": "公司", "en": "Company"}, "fields": [
              { "name": "name", "type": "text", "label": {"zh": "名称", "en": "Name"} },
              { "name": "founded", "type": "date", "label": {"zh": "成立", "en": "Founded"}, "sort": "zh" } ] }
            """);

        var problem = Assert.Single(SchemaCompiler.Compile(1, [definition], [], new Conventions()).Problems, p => p.Message.Code == "sort_not_possible");
        Assert.Equal("founded", problem.Field);
    }

    private static Package PackageOf(string alias, string nameField = "name") => new()
    {
        Name = "companies",
        Objects =
        [
            ObjectDefinitions.Read($$"""
                { "name": "company", "label": {"zh": "公司", "en": "Company"}, "nameField": "{{nameField}}", "fields": [
                  { "name": "name", "type": "text", "label": {"zh": "名称", "en": "Name"}, "search": true },
                  { "name": "alias", "type": "text", "label": {"zh": "简称", "en": "Alias"}{{alias}} } ] }
                """),
        ],
    };

    private static async Task<IReadOnlyList<string>> FoundAsync(TestWorkspace app, string words) =>
        [.. (await TextSearch.EverywhereAsync(app.Workspace.Open(app.System), words, 10, default)).Select(h => h.Title!)];

    private static async Task<IReadOnlyList<string>> NamesAsync(Workspace workspace, ODataQuery query)
    {
        var (list, refusal) = RecordList.Compile(workspace.Open(Actor.System("test")), new Query(query));
        Assert.Null(refusal);
        using var buffer = new MemoryStream();
        await using var writer = new System.Text.Json.Utf8JsonWriter(buffer);
        writer.WriteStartArray();
        await list!.WriteAsync(writer, null, default);
        writer.WriteEndArray();
        await writer.FlushAsync();
        return [.. System.Text.Json.JsonElement.Parse(buffer.ToArray()).EnumerateArray().Select(r => r.EnumerateObject().Last().Value.GetString()!)];
    }
}
