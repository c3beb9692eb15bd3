using System.Text;
using System.Text.Json;
using Tongke.Exchange.Imports;
using Tongke.Exchange.Sheets;
using Tongke.Kernel.Texts;
using Tongke.Testing;
using Xunit;

namespace Tongke.Exchange.Tests;

/// <summary>What an import says is read in the language of who reads it, whoever started it.</summary>
public class ReaderLanguageTests
{
    private static readonly Dictionary<string, string> Mapping = new() { ["名称"] = "name", ["电话"] = "phone" };

    [Theory, OnEveryDatabase]
    public async Task The_faults_of_rows_are_told_in_the_language_of_the_reader(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        await desk.App.CreateAsync("account", new { name = "甲公司" }, desk.Boss);
        var job = await desk.UploadAsync("account", "名称,电话\n甲公司,\n,010-62345678\n", new { mapping = Mapping });
        foreach (var action in new[] { "dry_run", "start" })
        {
            var view = await desk.RunAsync(job, action);
            Assert.Equal("请填写客户名称。", Assert.Single(view.Errors).Message);
            var shown = (JsonElement)view.Record["errors_sample"]!;
            Assert.Equal(
                ["Fill in: Name.", "A duplicate of the account “甲公司” (by Name)."],
                shown.EnumerateArray().Select(e => e.GetProperty("messages").GetProperty("en").GetString()));

            var rows = (await desk.BadRowsAsync(job, language: Language.English)).GetProperty("rows");
            Assert.Equal("Fill in: Name.", rows[0].GetProperty("faults")[0].GetProperty("message").GetString());
            Assert.Contains("Fill in: Name", await ErrorFileAsync(desk, job, action == "dry_run", Language.English), StringComparison.Ordinal);
            Assert.Contains("请填写客户名称", await ErrorFileAsync(desk, job, action == "dry_run", Language.Chinese), StringComparison.Ordinal);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Why_an_import_failed_is_kept_in_every_language(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var job = await desk.UploadAsync("account", "名称\n甲公司\n", new { mapping = new Dictionary<string, string> { ["电话"] = "phone" } });
        var view = await desk.RunAsync(job, "dry_run");
        Assert.Equal(("failed", "文件里没有“电话”这一列。"), (view.Status, view.Message));
        Assert.Equal("The file has no column “电话”.", ((JsonElement)view.Record["messages"]!).GetProperty("en").GetString());
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_tidied_is_told_in_every_language_and_a_label_of_either_is_tidy_already(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var level = desk.App.Schema["account"]["level"].Definition.Options[0].Label;
        var job = await desk.UploadAsync("account", $"名称,级别\n甲公司,{level.En}\n乙公司,{level.Zh}\n丙公司, a \n", new { mapping = new Dictionary<string, string> { ["名称"] = "name", ["级别"] = "level" } });
        var told = ((JsonElement)(await desk.RunAsync(job, "dry_run")).Record["cleansed"]!).EnumerateArray().Single(c => c.GetProperty("field").GetString() == "level");
        Assert.Equal(1, told.GetProperty("count").GetInt32());
        var sample = Assert.Single(told.GetProperty("samples").EnumerateArray());
        Assert.Equal((" a ", level.Zh, level.Zh, level.En), (sample.GetProperty("before").GetString(), sample.GetProperty("after").GetString(), sample.GetProperty("texts").GetProperty("zh").GetString(), sample.GetProperty("texts").GetProperty("en").GetString()));
    }

    [Fact]
    public void A_book_of_an_older_version_is_read()
    {
        var fault = JsonSerializer.Deserialize<LedgerFault>("""{"Field":"phone","Value":"12","Message":"电话不对。"}""")!;
        Assert.Equal(("phone", new Label("电话不对。", "电话不对。")), (fault.Field, fault.Message));
        Assert.Equal(fault, JsonSerializer.Deserialize<LedgerFault>(JsonSerializer.Serialize(fault)));
    }

    private static async Task<string> ErrorFileAsync(Desk desk, Guid job, bool wasTrial, Language language)
    {
        using var file = new MemoryStream();
        await using (var writer = SheetWriter.Create("csv", file))
            await ErrorFile.WriteAsync(desk.App.Workspace, job, wasTrial, ["名称", "电话"], writer, language, default);

        return Encoding.UTF8.GetString(file.ToArray());
    }
}
