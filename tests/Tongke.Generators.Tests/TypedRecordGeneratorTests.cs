using Microsoft.CodeAnalysis;

namespace Tongke.Generators.Tests;

public sealed class TypedRecordGeneratorTests
{
    private const string Account = """
        { "name": "account", "label": { "zh": "客户", "en": "Account" }, "fields": [{ "name": "name", "type": "text", "label": { "zh": "名称", "en": "Name" } }] }
        """;

    private const string Deal = """
        // A deal, with one field of every shape of property.
        {
          "name": "deal",
          "label": { "zh": "商机", "en": "Deal" },
          "fields": [
            { "name": "name", "type": "text", "label": { "zh": "名称", "en": "Name" }, "required": true },
            { "name": "account", "type": "lookup", "object": "account", "label": { "zh": "客户", "en": "Account" } },
            { "name": "product", "type": "lookup", "object": "product", "label": { "zh": "产品", "en": "Product" } },
            { "name": "amount", "type": "money", "label": { "zh": "金额", "en": "Amount" } },
            { "name": "close_date", "type": "date", "label": { "zh": "成交日期", "en": "Close date <planned & agreed>" } },
            { "name": "is_hot", "type": "boolean", "label": { "en": "Hot" } },
            { "name": "tags", "type": "tags", "label": { "zh": "标签", "en": "Tags" } },
            { "name": "site", "type": "geo_point", "label": { "zh": "位置", "en": "Site" } },
            { "name": "code", "type": "auto_number", "label": { "zh": "编号", "en": "Code" } },
            { "name": "deal", "type": "integer", "label": { "zh": "同名", "en": "Named like the class" } },
            { "name": "lines", "type": "child_table", "object": "deal_line", "label": { "zh": "明细", "en": "Lines" } },
            { "name": "age", "type": "formula", "formula": "TODAY() - created_at", "result": "integer", "label": { "zh": "账龄", "en": "Age" } },
            { "name": "visits", "type": "rollup", "rollup": { "object": "visit", "field": "deal", "function": "count" }, "label": { "zh": "拜访数", "en": "Visits" } },
            { "name": "status", "type": "select", "label": { "zh": "状态", "en": "Status" }, "options": [
              { "value": "in_progress", "label": { "zh": "进行中", "en": "In progress" } },
              { "value": "2nd_round", "label": { "zh": "第二轮", "en": "Second round" } }, /* trailing comma */
            ] },
          ],
        }
        """;

    [Fact]
    public void A_definition_becomes_the_class_in_the_snapshot()
    {
        var run = GeneratorRun.Of(("/shop/Sales/Deal/deal.object.json", Deal), ("/shop/Customers/Account/account.object.json", Account));

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CompilerErrors);
        AssertSnapshot("Deal", run.Sources["Shop.Sales.Deal.g.cs"]);
    }

    [Fact]
    public void The_objects_own_folder_is_no_part_of_the_namespace()
    {
        var run = GeneratorRun.Of(("/shop/Customers/Account/account.object.json", Account));

        Assert.Equal("Shop.Customers.Account.g.cs", run.Sources.Keys.Single());
        Assert.Contains("namespace Shop.Customers;", run.Sources.Values.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"name\": \"account\" \"fields\": [] }", "TK0001", "',' or '}' is expected here", 0, 20)]
    [InlineData("{\n  \"name\": \"account\", // open\n  \"fields\": [", "TK0001", "a value is expected here", 2, 13)]
    [InlineData("{ \"name\": \"account\", \"fields\": [{ \"name\": \"x\", \"type\": \"txt\" }] }", "TK0002", "field 'x' has the unknown type 'txt'", 0, 55)]
    [InlineData("{ \"name\": \"account\", \"fields\": [{ \"name\": \"Big\", \"type\": \"text\" }] }", "TK0002",
        "the field name 'Big' is not lower_snake_case of at most 50 characters", 0, 42)]
    [InlineData("{ \"name\": \"account\", \"fields\": [{ \"name\": \"x\", \"type\": \"text\" },\n{ \"name\": \"x\", \"type\": \"date\" }] }", "TK0002",
        "field 'x' is defined twice", 1, 0)]
    [InlineData("{ \"name\": \"account\", \"fields\": [{ \"name\": \"owner\", \"type\": \"user\" }] }", "TK0002", "field 'owner' is defined twice", 0, 32)]
    [InlineData("{ \"name\": \"account\", \"fields\": [] }", "TK0002", "object 'account' has no fields", 0, 0)]
    [InlineData("{ \"name\": \"lead\", \"fields\": [{ \"name\": \"x\", \"type\": \"text\" }] }", "TK0002",
        "object 'lead' stands in account.object.json; name the file lead.object.json", 0, 0)]
    public void A_faulty_definition_is_refused_with_the_place_of_the_fault(string text, string id, string message, int line, int column)
    {
        var run = GeneratorRun.Of(("/shop/account.object.json", text));

        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Empty(run.Sources);
        Assert.Equal((id, message), (diagnostic.Id, diagnostic.GetMessage(null)));
        var start = diagnostic.Location.GetLineSpan().StartLinePosition;
        Assert.Equal((line, column), (start.Line, start.Character));
    }

    [Fact]
    public void An_edit_that_changes_no_field_writes_no_class_again()
    {
        var before = new GeneratorRun.DefinitionFile("/shop/account.object.json", Account);
        GeneratorRun.Of(out var driver, before);
        driver = driver.ReplaceAdditionalText(before, new GeneratorRun.DefinitionFile(before.Path, Account + "\n// a comment"));

        var run = GeneratorRun.Again(ref driver);

        Assert.All(run.Steps.Values.SelectMany(s => s).SelectMany(s => s.Outputs), o => Assert.NotEqual(IncrementalStepRunReason.Modified, o.Reason));
    }

    /// <summary>Compares with <c>Snapshots/{name}.txt</c>; what differs is left as <c>{name}.received.txt</c> in the output folder, to be read and taken over.</summary>
    private static void AssertSnapshot(string name, string received)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Snapshots");
        var expected = File.ReadAllText(Path.Combine(folder, $"{name}.txt"));
        if (received != expected) File.WriteAllText(Path.Combine(folder, $"{name}.received.txt"), received);
        Assert.Equal(expected, received);
    }
}
