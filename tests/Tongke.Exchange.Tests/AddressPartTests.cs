using System.Text.Json;
using Tongke.Testing;
using Xunit;

namespace Tongke.Exchange.Tests;

/// <summary>Sheets that have an address in several columns: 省份, 城市, 区县 and 地址.</summary>
public sealed class AddressPartTests
{
    private static readonly Dictionary<string, string> Mapping = new()
    {
        ["名称"] = "name", ["省份"] = "address_province", ["城市"] = "address_city", ["区"] = "address_district", ["地址"] = "address_street",
    };

    [Theory, OnEveryDatabase]
    public async Task The_columns_of_a_row_become_one_address_whose_parts_tell_of_each_other(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        const string file = """
            名称,省份,城市,区,地址
            甲公司,广东,深圳,南山区,科技路1号
            乙公司,,杭州,,文三路5号
            丙公司,上海市,,浦东新区,世纪大道100号
            丁公司,广东省,深圳市,,广东省深圳市南山区科技路1号
            戊公司,广东,深圳,南山区,深圳市南山区科技路1号
            己公司,California,Palo Alto,,1 Main St
            庚公司,-,无,,
            辛公司,广东,深圳,,深圳湾科技园1号
            """;
        var job = await desk.UploadAsync("account", file, new { mapping = Mapping });
        var view = await desk.RunAsync(job, "dry_run");
        Assert.Equal((8, 0, 0, 0), view.Counts);
        Assert.Contains(("广东", "广东省"), CleansedIn(view, "address_province"));

        Assert.Equal((8, 0, 0, 0), (await desk.RunAsync(job, "start")).Counts);
        Assert.Equal("广东省|深圳市|南山区|科技路1号", await AddressAsync(desk, "甲公司"));
        Assert.Equal("浙江省|杭州市||文三路5号", await AddressAsync(desk, "乙公司"));
        Assert.Equal("上海市|上海市|浦东新区|世纪大道100号", await AddressAsync(desk, "丙公司"));
        Assert.Equal("广东省|深圳市|南山区|科技路1号", await AddressAsync(desk, "丁公司"));
        Assert.Equal("广东省|深圳市|南山区|科技路1号", await AddressAsync(desk, "戊公司"));
        Assert.Equal("California|Palo Alto||1 Main St", await AddressAsync(desk, "己公司"));
        Assert.Equal("|||", await AddressAsync(desk, "庚公司"));
        Assert.Equal("广东省|深圳市||深圳湾科技园1号", await AddressAsync(desk, "辛公司"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_part_that_fits_no_place_is_a_fault_of_its_own_column_and_can_be_put_right(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var job = await desk.UploadAsync("account", "名称,省份,城市\n甲公司,广冬省,深圳\n乙公司,广东,杭州\n丙公司,广东,广洲\n", new { mapping = Mapping.Where(m => m.Key is "名称" or "省份" or "城市").ToDictionary() });
        var view = await desk.RunAsync(job, "dry_run");
        Assert.Equal((0, 0, 0, 3), view.Counts);
        Assert.Equal([(2, "address_province", "广冬省"), (3, "address_city", "杭州"), (4, "address_city", "广洲")], view.Errors.Select(e => (e.Row, e.Field, e.Value)));
        Assert.Equal(["省份", "城市", "城市"], (await desk.BadRowsAsync(job)).GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("faults")[0].GetProperty("column").GetString()));
        Assert.Contains(view.Unmatched, u => u is { Field: "address_city", Value: "杭州", Count: 1 });

        Assert.Equal("created", (await desk.CorrectAsync(job, 2, "省份", "广东")).GetProperty("outcome").GetString());
        await desk.CorrectAsync(job, 4, "城市", "广州", everywhere: true);
        await desk.WorkAsync(job);
        Assert.Equal((2, 0, 0, 1), (await desk.ViewAsync(job)).Counts);
        Assert.Equal((2, 0, 0, 1), (await desk.RunAsync(job, "start")).Counts);
        Assert.Equal("广东省|广州市||", await AddressAsync(desk, "丙公司"));
    }

    [Theory, OnEveryDatabase]
    public async Task An_address_is_mapped_as_a_whole_or_in_parts_not_both(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var job = await desk.UploadAsync("account", "名称,地址,省份,城市\n甲公司,深圳市科技路1号,广东,深圳\n", new { mapping = new Dictionary<string, string> { ["名称"] = "name", ["地址"] = "address", ["省份"] = "address_province", ["城市"] = "address_city" } });
        var view = await desk.RunAsync(job, "dry_run");
        Assert.Equal("failed", view.Status);
        Assert.Equal("“地址”既对应了整列“地址”，又对应了分列“省份、城市”，请只保留一种。", view.Message);
        Assert.Contains("mapped both as a whole (column “地址”) and in parts (省份, 城市)", ((JsonElement)view.Record["messages"]!).GetProperty("en").GetString(), StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task An_update_of_some_parts_leaves_the_others_and_empty_cells_change_nothing(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        await desk.App.CreateAsync("account", new { name = "甲公司", address_province = "广东省", address_city = "深圳市", address_district = "南山区", address_street = "科技路1号" }, desk.Boss);
        var job = await desk.UploadAsync("account", "名称,城市,地址\n甲公司,,科技路2号\n", new { mode = "update", key = "name", mapping = new Dictionary<string, string> { ["名称"] = "name", ["城市"] = "address_city", ["地址"] = "address_street" } });
        Assert.Equal((0, 1, 0, 0), (await desk.RunAsync(job, "start")).Counts);
        Assert.Equal("广东省|深圳市|南山区|科技路2号", await AddressAsync(desk, "甲公司"));
    }

    [Theory, OnEveryDatabase]
    public async Task What_was_mapped_in_parts_is_proposed_again_for_the_same_headers(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        const string file = "名称,所在区域,门牌\n甲公司,深圳,1号\n";
        var mapping = new Dictionary<string, string> { ["名称"] = "name", ["所在区域"] = "address_city", ["门牌"] = "address_street" };
        await desk.RunAsync(await desk.UploadAsync("account", file, new { mapping }), "start");
        var again = await desk.ActAsync(await desk.UploadAsync("account", file, new { }), "suggest");
        Assert.Equal(["name", "address_city", "address_street"], ((JsonElement)again.Result["columns"]!).EnumerateArray().Select(c => c.GetProperty("field").GetString()));
    }

    private static (string?, string?)[] CleansedIn(ImportView view, string field) =>
    [
        .. ((JsonElement)view.Record["cleansed"]!).EnumerateArray().Single(f => f.GetProperty("field").GetString() == field).GetProperty("samples").EnumerateArray()
            .Select(s => (s.GetProperty("before").GetString(), s.GetProperty("after").GetString())),
    ];

    private static async Task<string> AddressAsync(Desk desk, string name)
    {
        var account = await desk.FindAsync("account", "name", name);
        return string.Join('|', ((string[])["province", "city", "district", "street"]).Select(p => account[$"address_{p}"]));
    }
}
