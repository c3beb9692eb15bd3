using Tongke.Exchange.Imports;
using Tongke.Kernel.Testing;
using Tongke.Testing;
using Xunit;

namespace Tongke.Exchange.Tests;

public class VendorPresetTests
{
    [Theory, OnEveryDatabase]
    public async Task Every_preset_names_fields_that_are_there_and_an_import_can_fill(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var presets = VendorPresets.All().ToArray();
        Assert.Equal(["HubSpot", "Salesforce", "纷享销客", "销售易"], presets.Select(p => p.Vendor).Distinct().Order(StringComparer.Ordinal));
        foreach (var vendor in presets.GroupBy(p => p.Vendor))
            Assert.Equal(["account", "contact", "lead", "opportunity"], vendor.Select(p => p.Object).Distinct().Order(StringComparer.Ordinal));

        foreach (var (vendor, name, header, field) in presets)
            Assert.True(desk.App.Schema[name].Find(field) is { } found && ImportPlan.Takes(found), $"{vendor} {name} {header}: {field}");
    }

    [Theory]
    [InlineData("contact", "Full Name,Account Name,Mobile,Birthdate,Contact Owner", "name,account,mobile,birthday,owner")]
    [InlineData("opportunity", "Deal Name,Associated Company,Deal Stage,Amount,Close Date,Deal owner,Closed Lost Reason", "name,account,stage,amount,close_date,owner,loss_reason")]
    [InlineData("lead", "线索名称,公司,手机,线索来源,销售线索详情", "name,company,mobile,source,description")]
    [InlineData("opportunity", "销售机会名称,客户名称,销售阶段,销售金额,结单日期,输单理由,销售机会所有人", "name,account,stage,amount,close_date,loss_reason,owner")]
    public async Task An_export_of_another_vendor_is_mapped_by_its_headers(string target, string headers, string fields)
    {
        await using var desk = await Desk.StartAsync(new TestDatabase(Storage.Dialect.Sqlite));
        var job = await desk.UploadAsync(target, $"{headers}\n", new { });
        var outcome = await desk.ActAsync(job, "suggest");
        var columns = (System.Text.Json.JsonElement)outcome.Result["columns"]!;
        Assert.Equal(fields, string.Join(',', columns.EnumerateArray().Select(c => c.GetProperty("field").GetString())));
    }
}
