using System.Text.Json;
using Tongke.Testing;
using Xunit;

namespace Tongke.Exchange.Tests;

/// <summary>Files as people have them: which column goes where, and what their words mean.</summary>
public sealed class HeaderTests
{
    [Theory]
    [InlineData("account", "公司全称,客户等级,行业,来源渠道,统一信用代码,联系电话,官网,公司地址,员工规模,年营收,成立时间,跟进人,备注", "name,level,industry,source,uscc,phone,website,address,employees,revenue,year_established,owner,description")]
    [InlineData("account", "客户全称,客户分级,客户行业,获客渠道,税号,座机,公司网址,详细地址,企业规模,年营业额,负责人,所属集团,归属部门", "name,level,industry,source,uscc,phone,website,address,employees,revenue,owner,parent,department")]
    [InlineData("account", "企业名称（必填）,级别*,母公司,客户经理,年营业额(元)", "name,level,parent,owner,revenue")]
    [InlineData("account", "Company Name,Sector,Phone Number,Web Site,Number of Employees,Turnover,Founded,Account Owner,Remarks", "name,industry,phone,website,employees,revenue,year_established,owner,description")]
    [InlineData("account", "account,sector,year_established,revenue,employees,office_location,subsidiary_of", "name,industry,year_established,revenue,employees,country,parent")]
    [InlineData("account", "客户名称,所在城市,首次合作时间,联系人电话,备注", "name,address,,phone,description")]
    [InlineData("account", "客户名称,所在城市,公司地址,负责人", "name,address_city,address_street,owner")]
    [InlineData("account", "公司名称,省份,城市,首次合作日期", "name,address_province,address_city,")]
    [InlineData("account", "客户名称,省,市,区,地址,备注", "name,address_province,address_city,address_district,address_street,description")]
    [InlineData("account", "客户名称,所在省份,所在城市,经营地址", "name,address_province,address_city,address_street")]
    [InlineData("account", "客户名称,地址省份,地址城市,地址区县,地址详细地址", "name,address_province,address_city,address_district,address_street")]
    [InlineData("contact", "Full Name,Company,Mailing Street,Mailing City,Mailing State/Province,Mailing Zip/Postal Code", "name,account,address_street,address_city,address_province,")]
    [InlineData("account", "公司名称,省份,城市,公司地址\n甲公司,广东,深圳,广东省深圳市南山区科技路1号", "name,,,address")]
    [InlineData("account", "Company,City,First deal date,Owner", "name,address,,owner")]
    [InlineData("account", "单位名称,客户所在地,合作时间", "name,address,")]
    [InlineData("contact", "姓名,单位名称,所在地区,手机", "name,account,address,mobile")]
    [InlineData("contact", "联系人姓名,公司全称,职位,手机号,座机,电子邮箱,微信,出生日期,是否主要联系人,跟进人", "name,account,title,mobile,phone,email,wechat,birthday,is_primary,owner")]
    [InlineData("contact", "姓名,客户全称,联系人电话,邮箱地址,办公地址,备注", "name,account,mobile,email,address,description")]
    [InlineData("contact", "Full Name,Company,Job Title,Mobile Number,Work Phone,E-mail,Date of Birth,Assigned To", "name,account,title,mobile,phone,email,birthday,owner")]
    [InlineData("lead", "客户姓名,企业名称,岗位,手机号,来源渠道,所在城市,客户行业,预算,留言,感兴趣的产品,业务员", "name,company,title,mobile,source,region,industry,estimated_amount,description,product,owner")]
    [InlineData("lead", "联系人,公司,联系电话,渠道,意向程度,需求内容,跟进人", "name,company,mobile,source,rating,description,owner")]
    [InlineData("opportunity", "项目名称,客户全称,联系人,商机阶段,预计成交金额,成交概率,预计签约日期,竞品,丢单原因,下一步,销售,大区", "name,account,contact,stage,amount,probability,close_date,competitor,loss_reason,next_step,owner,region")]
    [InlineData("opportunity", "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value", "code,owner,product,account,stage,engage_date,close_date,amount")]
    [InlineData("product", "商品名称,货号,产品线,销售单价,单位,是否在售,规格说明", "name,code,series,price,unit,active,description")]
    [InlineData("product", "product,series,sales_price", "name,series,price")]
    [InlineData("user", "sales_agent,manager,regional_office", "name,manager,department")]
    public async Task Usual_headers_find_their_fields(string target, string headers, string fields)
    {
        await using var desk = await Desk.StartAsync(new TestDatabase(Storage.Dialect.Sqlite));
        Assert.Equal(fields, string.Join(',', (await SuggestAsync(desk, target, headers)).Select(c => c.GetProperty("field").GetString())));
    }

    [Theory]
    [InlineData("客户台账,2024年\n客户名称,所属行业,电话\n甲公司,装备制造,010-62345678\n", 2)]
    [InlineData("客户台账,2024年\n公司,电话\n甲公司,未知\n", 2)]
    [InlineData("客户台账,,制表：张三\n,,\n单位：万元,,2024年\n客户名称（必填）,年营业额（元）,备注\n甲公司,12,\n", 4)]
    [InlineData("客户名称,电话,备注\n公司名称,手机,客户简介\n", 1)]
    [InlineData("Name,Phone\n客户名称,电话\n甲公司,010-62345678\n", 1)]
    [InlineData("甲,乙\n丙,丁\n", 1)]
    public async Task The_headings_are_the_row_that_names_fields_even_below_a_title_of_several_cells(string content, long row)
    {
        await using var desk = await Desk.StartAsync(new TestDatabase(Storage.Dialect.Sqlite));
        var job = await desk.UploadAsync("account", content, new { });
        Assert.Equal(row, (await desk.ActAsync(job, "suggest")).Result["header_row"]);
    }

    [Fact]
    public async Task A_column_in_another_unit_or_with_a_word_in_common_only_is_left_to_the_person()
    {
        await using var desk = await Desk.StartAsync(new TestDatabase(Storage.Dialect.Sqlite));
        var columns = await SuggestAsync(desk, "account", "公司全称,年营收（万元）,No,颜色,车牌号");
        Assert.Equal(["name", "revenue", null, null, null], columns.Select(c => c.GetProperty("field").GetString()));
        Assert.True(columns[1].GetProperty("confidence").GetDouble() < 0.7, "Whoever reads 万元 must look at it.");
    }

    [Fact]
    public async Task No_other_name_of_a_field_is_the_name_of_another_one()
    {
        await using var desk = await Desk.StartAsync(new TestDatabase(Storage.Dialect.Sqlite));
        foreach (var definition in desk.App.Schema.Objects)
            foreach (var field in definition.Fields)
                foreach (var alias in field.Definition.Aliases)
                    Assert.DoesNotContain(definition.Fields, f => !f.IsSystem && !field.IsSystem && f != field && Imports.ColumnSuggestions.Bare(alias) is var bare
                        && (bare == Imports.ColumnSuggestions.Bare(f.Label.Zh) || bare == Imports.ColumnSuggestions.Bare(f.Name)));
    }

    [Theory]
    [InlineData("A级", "a")]
    [InlineData("Ａ 级", "a")]
    [InlineData("a級", null)]
    [InlineData("B 级(重要)", "b")]
    [InlineData("C级（普通客户）", null)]
    [InlineData("级", null)]
    [InlineData("E级", null)]
    [InlineData("重点", null)]
    public async Task An_option_is_known_without_its_spaces_and_explanation(string text, string? option)
    {
        await using var desk = await Desk.StartAsync(new TestDatabase(Storage.Dialect.Sqlite));
        var field = desk.App.Schema["account"]["level"];
        Assert.Equal(option, field.Type.FromText(text, field, desk.App.Schema.Conventions).Value);
    }

    [Fact]
    public async Task A_word_is_taken_for_another_only_where_it_is_clear_which()
    {
        await using var desk = await Desk.StartAsync(new TestDatabase(Storage.Dialect.Sqlite));
        object Option(string value, string zh) => new { value, label = new { zh, en = value } };
        await desk.App.CreateAsync("object_customisation", new
        {
            @object = "account",
            definition = JsonSerializer.SerializeToElement(new
            {
                name = "account", label = new { zh = "客户", en = "Account" },
                fields = new[]
                {
                    new
                    {
                        name = "size", type = "select", label = new { zh = "规模档", en = "Size" },
                        options = new[] { Option("small", "1-50 人"), Option("middle", "51-150 人"), Option("big", "大型（>500）"), Option("huge", "大型（>1000）"), Option("plus", "A+"), Option("grade", "A 类"), Option("east", "华东"), Option("south", "华南") },
                    },
                },
            }),
        });
        var field = desk.App.Schema["account"]["size"];
        string? Meant(string text) => field.Type.FromText(text, field, desk.App.Schema.Conventions).Value as string;
        Assert.Equal(["small", "small", "middle", "plus", "grade"], ((string[])["1～50人", "1 - 50人", "51—150人", "A＋", "【A】类"]).Select(Meant));
        Assert.All(((string[])["150人", "大型", "A", "华北"]), text => Assert.Null(Meant(text)));
        Assert.Null(Tongke.Kernel.Schemas.NearMiss.Find("华北", field.Definition.Options, o => [o.Label.Zh]));
        Assert.Null(Tongke.Kernel.Schemas.NearMiss.Find("50人", field.Definition.Options, o => [o.Label.Zh]));
    }

    [Fact]
    public async Task Words_for_nothing_say_nothing_against_a_column()
    {
        await using var desk = await Desk.StartAsync(new TestDatabase(Storage.Dialect.Sqlite));
        var columns = await SuggestAsync(desk, "account", "公司全称,员工规模,联系电话,联系电话\n甲公司,不详,无,\n乙公司,12,N/A,");
        Assert.Equal(["name", "employees", "phone", null], columns.Select(c => c.GetProperty("field").GetString()));
        Assert.True(columns[1].GetProperty("confidence").GetDouble() > 0.7, "The only number can be read.");
    }

    private static async Task<JsonElement[]> SuggestAsync(Desk desk, string target, string headers)
    {
        var outcome = await desk.ActAsync(await desk.UploadAsync(target, $"{headers}\n", new { }), "suggest");
        return [.. ((JsonElement)outcome.Result["columns"]!).EnumerateArray()];
    }

    [Theory, OnEveryDatabase]
    public async Task Numbers_are_in_the_unit_that_their_header_names_and_the_check_shows_what_becomes_of_them(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var job = await desk.UploadAsync("account", "公司,年营收（万元）\n甲公司,120.5\n乙公司,3亿\n丙公司,800元\n", new { mapping = new Dictionary<string, string> { ["公司"] = "name", ["年营收（万元）"] = "revenue" } });
        await desk.RunAsync(job, "dry_run");
        Assert.Contains("1205000", ((JsonElement)(await desk.App.LoadAsync("import_job", job))["cleansed"]!).GetRawText(), StringComparison.Ordinal);
        await desk.RunAsync(job, "start");
        Assert.Equal((1_205_000m, 300_000_000m, 800m), ((decimal)(await desk.FindAsync("account", "name", "甲公司"))["revenue"]!, (decimal)(await desk.FindAsync("account", "name", "乙公司"))["revenue"]!, (decimal)(await desk.FindAsync("account", "name", "丙公司"))["revenue"]!));
    }

    [Theory]
    [InlineData("年营收（万元）", "万")]
    [InlineData("年营收(亿)", "亿")]
    [InlineData("年营收 单位：千元", "千")]
    [InlineData("Revenue (million)", "百万")]
    [InlineData("Revenue (USD k)", "千")]
    [InlineData("Revenue ($M)", "百万")]
    [InlineData("年营收（元）", null)]
    [InlineData("年营收", null)]
    [InlineData("Turnover", null)]
    [InlineData("年营收万元", "万")]
    [InlineData("Revenue in millions", "百万")]
    [InlineData("Check", null)]
    [InlineData("Size M", null)]
    [InlineData("Revenue from", null)]
    public async Task The_unit_of_a_header_is_read(string header, string? unit)
    {
        await using var desk = await Desk.StartAsync(new TestDatabase(Storage.Dialect.Sqlite));
        Assert.Equal(unit, Imports.HeaderUnit.Of(header, desk.App.Schema["account"]["revenue"]));
        Assert.Null(Imports.HeaderUnit.Of(header, desk.App.Schema["account"]["name"]));
    }

    [Theory, OnEveryDatabase]
    public async Task A_word_that_is_no_option_can_be_left_empty_and_its_row_goes_in(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var job = await desk.UploadAsync("account", "公司,级别,跟进人\n甲公司,超级,没有这个人\n", new
        {
            mapping = new Dictionary<string, string> { ["公司"] = "name", ["级别"] = "level", ["跟进人"] = "owner" },
            values = new Dictionary<string, Dictionary<string, string>> { ["level"] = new() { ["超级"] = "" }, ["owner"] = new() { ["没有这个人"] = "" } },
        });
        Assert.Equal((1, 0, 0, 0), (await desk.RunAsync(job, "start")).Counts);
        Assert.Null((await desk.FindAsync("account", "name", "甲公司"))["level"]);
    }
}
