using System.Globalization;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Xunit;

namespace Tongke.Kernel.Tests.Schemas;

/// <summary>What people type, and what it means.</summary>
public sealed class FieldTypeExamples
{
    [Theory]
    [InlineData("1234.56", "1234.56")]
    [InlineData("１，２３４．５", "1234.5")]
    [InlineData("￥1,234,567.891", "1234567.89")]
    [InlineData("CNY 100", "100")]
    [InlineData("1.2万", "12000")]
    [InlineData("3亿元", "300000000")]
    [InlineData("(1,234.50)", "-1234.5")]
    [InlineData("-¥5", "-5")]
    [InlineData("$ 12", "12")]
    [InlineData("1.5E+3", "1500")]
    [InlineData("0.005", "0.01")]
    public void Amounts_are_read_as_spreadsheets_write_them(string text, string amount) =>
        Assert.Equal(decimal.Parse(amount, CultureInfo.InvariantCulture), Fields.Of("money").Text(text).Value);

    [Theory]
    [InlineData("1,23", "expected_number")]
    [InlineData("1.234,5", "expected_number")]
    [InlineData("abc", "expected_number")]
    [InlineData("--", "expected_number")]
    [InlineData("99999999999999999", "number_too_large")]
    [InlineData("9999999999亿", "number_too_large")]
    public void What_is_no_amount_is_refused(string text, string code) => Assert.Equal(code, Fields.Of("money").Text(text).Code());

    [Fact]
    public void An_amount_may_name_its_currency()
    {
        Assert.Equal("USD", Fields.Of("money").Text("US$1,200").Parts!["currency"]);
        Assert.Equal("HKD", Fields.Of("money").Text("1200港币").Parts!["currency"]);
        Assert.Null(Fields.Of("money").Text("1200").Parts);
    }

    [Fact]
    public void Percents_are_numbers_of_hundredths_and_decimals_are_not()
    {
        Assert.Equal(25m, Fields.Of("percent").Text("25%").Value);
        Assert.Equal(0.25m, Fields.Of("decimal").Text("25%").Value);
        Assert.Equal(300L, Fields.Of("integer").Text("300.0").Value);
        Assert.Equal("expected_integer", Fields.Of("integer").Text("3.5").Code());
    }

    [Theory]
    [InlineData("2026-11")]
    [InlineData("2026/11")]
    [InlineData("2026年11月")]
    [InlineData("２０２６．１１")]
    [InlineData("2026-11-25")]
    [InlineData("20261125")]
    public void A_month_is_read_from_its_name_or_any_of_its_days_and_kept_as_the_first(string text) =>
        Assert.Equal(new DateOnly(2026, 11, 1), Fields.Of("date", f => f with { Period = "month" }).Text(text).Value);

    [Theory]
    [InlineData("2026-13", "no_such_date")]
    [InlineData("November", "expected_date")]
    public void What_is_no_month_is_refused(string text, string code) =>
        Assert.Equal(code, Fields.Of("date", f => f with { Period = "month" }).Text(text).Code());

    [Fact]
    public void A_day_is_not_read_from_a_month() => Assert.Equal("expected_date", Fields.Of("date").Text("2026-11").Code());

    [Theory]
    [InlineData("2026-03-05")]
    [InlineData("2026/3/5")]
    [InlineData("2026年3月5日")]
    [InlineData("20260305")]
    [InlineData("2026.3.5")]
    [InlineData("２０２６－０３－０５")]
    [InlineData("5 Mar 2026")]
    [InlineData("March 5, 2026")]
    [InlineData("2026/3/5 0:00:00")]
    public void Days_are_read_in_every_usual_notation(string text) => Assert.Equal(new DateOnly(2026, 3, 5), Fields.Of("date").Text(text).Value);

    [Theory]
    [InlineData("25/3/2026", "2026-03-25")]
    [InlineData("3/25/2026", "2026-03-25")]
    [InlineData("4/4/2026", "2026-04-04")]
    public void Day_and_month_first_are_read_where_they_are_plain(string text, string day) => Assert.Equal(DateOnly.Parse(day, CultureInfo.InvariantCulture), Fields.Of("date").Text(text).Value);

    [Theory]
    [InlineData("3/5/2026", "ambiguous_date")]
    [InlineData("2026-02-30", "no_such_date")]
    [InlineData("2026-3-5 14:30", "date_with_time")]
    [InlineData("26-3-5", "expected_date")]
    [InlineData("昨天", "expected_date")]
    public void Days_that_can_not_be_told_are_refused(string text, string code) => Assert.Equal(code, Fields.Of("date").Text(text).Code());

    [Theory]
    [InlineData("2026-03-05 14:30", "2026-03-05T06:30:00Z")]
    [InlineData("2026/3/5 下午2:30", "2026-03-05T06:30:00Z")]
    [InlineData("2026年3月5日14点30分", "2026-03-05T06:30:00Z")]
    [InlineData("2026-03-05T14:30:00+02:00", "2026-03-05T12:30:00Z")]
    [InlineData("2026-03-05", "2026-03-04T16:00:00Z")]
    [InlineData("5 Mar 2026 2:30 PM", "2026-03-05T06:30:00Z")]
    public void Times_without_an_offset_are_the_companys(string text, string instant) => Assert.Equal(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), Fields.Of("datetime").Text(text).Value);

    [Fact]
    public void The_API_takes_no_time_without_an_offset() => Assert.Equal("expected_instant", Fields.Of("datetime").Json("\"2026-03-05T14:30:00\"").Code());

    [Theory]
    [InlineData("1h30m", 5400)]
    [InlineData("1小时30分", 5400)]
    [InlineData("90m", 5400)]
    [InlineData("1:30", 5400)]
    [InlineData("1.5 小时", 5400)]
    [InlineData("5400", 5400)]
    [InlineData("2天", 172800)]
    [InlineData("0:00:07", 7)]
    public void Durations_are_read_as_people_say_them(string text, long seconds) => Assert.Equal(seconds, Fields.Of("duration").Text(text).Value);

    [Theory]
    [InlineData("9:30", 9, 30)]
    [InlineData("下午3点半", 15, 30)]
    [InlineData("12:05 am", 0, 5)]
    [InlineData("14时05分", 14, 5)]
    public void Times_of_day_are_read_as_people_say_them(string text, int hour, int minute) => Assert.Equal(new TimeOnly(hour, minute), Fields.Of("time").Text(text).Value);

    [Theory]
    [InlineData("赢单")]
    [InlineData("Won")]
    [InlineData("ｗｏｎ ")]
    [InlineData("won")]
    public void Options_are_found_by_value_or_label(string text) => Assert.Equal("won", Fields.Of("select").Text(text).Value);

    [Fact]
    public void An_unknown_option_is_answered_with_the_nearest()
    {
        var refused = Fields.Of("select").Text("赢 单了");
        Assert.Equal("not_an_option", refused.Code());
        Assert.Contains("“赢单”", Fields.Of("select").Text("嬴单").Problem!.In(Language.Chinese), StringComparison.Ordinal);
        Assert.Contains("Choose one of", Fields.Of("select").Text("完全不同的东西").Problem!.In(Language.English), StringComparison.Ordinal);
        Assert.Equal("not_an_option", Fields.Of("select").Json("\"赢单\"").Code());
    }

    [Theory]
    [InlineData("138 0013 8000", "+8613800138000")]
    [InlineData("+86-138-0013-8000", "+8613800138000")]
    [InlineData("１３８００１３８０００", "+8613800138000")]
    [InlineData("13800138000.0", "+8613800138000")]
    [InlineData("0571-88888888转801", "+8657188888888;ext=801")]
    [InlineData("400-820-8820", "4008208820")]
    [InlineData("10086", "10086")]
    [InlineData("+1 202-555-0123", "+12025550123")]
    public void Phone_numbers_take_one_form(string text, string number) => Assert.Equal(number, Fields.Of("phone").Text(text).Value);

    [Theory]
    [InlineData("0551-6360-1234;13900001111", "+8655163601234")]
    [InlineData("13900001111 / 0551-63601234", "+8613900001111")]
    [InlineData("0551-63601234、63601235", "+8655163601234")]
    [InlineData("13900001111；13900002222，13900003333", "+8613900001111")]
    public void Of_several_phone_numbers_a_spreadsheet_gives_the_first_and_a_form_is_told_to_keep_one(string text, string first)
    {
        Assert.Equal(first, Fields.Of("phone").Text(text).Value);
        Assert.Equal("several_phones", Fields.Of("phone").Json($"\"{text}\"").Code());
    }

    [Fact]
    public void A_short_number_behind_another_is_its_extension() => Assert.Equal("+8657188888888;ext=801", Fields.Of("phone").Json("\"0571-88888888,801\"").Value);

    [Theory]
    [InlineData("\u3164\u3164")]
    [InlineData("\u115F")]
    [InlineData("\u2800\u2800 \u200B")]
    [InlineData("\U000E0001")]
    [InlineData("\uFE0F")]
    public void A_text_in_which_nothing_can_be_seen_is_empty(string text)
    {
        Assert.Null(Fields.Of("text").Json($"\"{text}\"").Value);
        Assert.Null(Fields.Of("text").Text(text).Value);
    }

    [Theory]
    [InlineData("123456789", "invalid_phone")]
    [InlineData("1.38E+10", "phone_in_scientific_notation")]
    [InlineData("无", "invalid_phone")]
    public void What_can_not_be_called_is_refused(string text, string code) => Assert.Equal(code, Fields.Of("phone").Text(text).Code());

    [Theory]
    [InlineData("Ana.Li@Example.COM", "Ana.Li@example.com")]
    [InlineData("mailto:a@b.cn", "a@b.cn")]
    [InlineData("李娜 <li@例子.中国>", "li@xn--fsqu00a.xn--fiqs8s")]
    public void Mail_addresses_take_one_form(string text, string address) => Assert.Equal(address, Fields.Of("email").Text(text).Value);

    [Fact]
    public void A_mail_address_is_cleansed_as_its_field_says() =>
        Assert.Equal("ana.li@example.com", Fields.Of("email", f => f with { Cleanse = [Cleansing.Lower] }).Text("Ana.Li@Example.COM").Value);

    [Theory]
    [InlineData("a@b")]
    [InlineData("a..b@c.com")]
    [InlineData("a b@c.com")]
    [InlineData("@c.com")]
    public void What_is_no_mail_address_is_refused(string text) => Assert.Equal("invalid_email", Fields.Of("email").Text(text).Code());

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("ftp://a.com")]
    [InlineData("https://user:pw@a.com")]
    [InlineData("http:\\\\a.com")]
    public void Only_web_addresses_are_links(string text) => Assert.Equal("invalid_url", Fields.Of("url").Text(text).Code());

    [Fact]
    public void A_bare_domain_is_a_link() => Assert.Equal("https://www.tongke.cn/关于", Fields.Of("url").Text("www.tongke.cn/关于").Value);

    [Fact]
    public void Nothing_that_acts_survives_in_rich_text()
    {
        var html = (string)Fields.Of("rich_text").Text("<p onclick=\"x()\">你好<script>alert(1)</script><a href=\"javascript:x\">a</a><img src=x onerror=y></p>").Value!;
        Assert.Contains("你好", html, StringComparison.Ordinal);
        foreach (var danger in new[] { "onclick", "script", "javascript", "onerror" }) Assert.DoesNotContain(danger, html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("html_too_complex", Fields.Of("rich_text").Text(string.Concat(Enumerable.Repeat("<b>", 30_000))).Code());
    }

    [Theory]
    [InlineData("<li>")]
    [InlineData("<p>")]
    [InlineData("<td>")]
    [InlineData("<ul><li>")]
    [InlineData("<svg>")]
    [InlineData("<p><table>")]
    [InlineData("<i></p>")]
    [InlineData("<table><tr><td>")]
    public void Rich_text_that_nests_without_end_ends_nothing(string tag)
    {
        foreach (var times in new[] { 199, 6_600, 9_900, 19_900 })
            Fields.Of("rich_text").Text(string.Concat(Enumerable.Repeat(tag, Math.Min(times, 99_000 / tag.Length)))).SpeaksBothLanguages();
    }

    [Fact]
    public void Texts_are_held_to_their_limits()
    {
        Assert.Equal("too_long", Fields.Of("text").Text(new string('长', 256)).Code());
        Assert.Equal("too_long", Fields.Of("long_text").Text(new string('长', 100_001)).Code());
        Assert.Equal("too_short", Fields.Of("text", f => f with { Min = 3 }).Text("ab").Code());
        Assert.Equal("pattern_mismatch", Fields.Of("text", f => f with { Pattern = "[A-Z]+" }).Text("ab").Code());
        Assert.Null(Fields.Of("text").Json("\"  \"").Value);
        Assert.Equal("é", Fields.Of("text").Text("e\u0301").Value);
        Assert.Equal("AB 1", Fields.Of("text", f => f with { Cleanse = [Cleansing.HalfWidth, Cleansing.Trim, Cleansing.Upper] }).Text(" ａｂ   １ ").Value);
        Assert.Equal("below_min", Fields.Of("date", f => f with { Min = 20260101 }).Text("2025-12-31").Code());
    }

    [Theory]
    [InlineData("uscc", "9135 0100-m000 100y43", "91350100M000100Y43")]
    [InlineData("id_card", "11010519491231002x", "11010519491231002X")]
    [InlineData("bank_card", "6222 0212 3456 7890 127", null)]
    [InlineData("uscc", "91350100M000100Y44", null)]
    [InlineData("id_card", "110105194912310021", null)]
    [InlineData("bank_card", "4111 1111 1111 1111", "4111111111111111")]
    [InlineData("currency", "usd", "USD")]
    [InlineData("currency", "XXQ", null)]
    public void Check_digits_catch_mistyped_numbers(string check, string text, string? value)
    {
        var read = Fields.Of("text", f => f with { Check = check }).Text(text);
        Assert.Equal(value, read.Value);
        Assert.Equal(value is null ? TextChecks.Find(check)!.Code : null, read.Code());
    }

    [Theory]
    [InlineData("广东省深圳市南山区科技路1号", "广东省", "深圳市", "南山区", "科技路1号")]
    [InlineData("深圳南山区科技路1号", "广东省", "深圳市", "南山区", "科技路1号")]
    [InlineData("上海浦东新区世纪大道100号", "上海市", "上海市", "浦东新区", "世纪大道100号")]
    [InlineData("北京市北京市朝阳区建国路88号", "北京市", "北京市", "朝阳区", "建国路88号")]
    [InlineData("中国内蒙古呼和浩特市新城区", "内蒙古自治区", "呼和浩特市", "新城区", null)]
    [InlineData("江苏苏州昆山市花桥镇1号", "江苏省", "苏州市", "昆山市", "花桥镇1号")]
    [InlineData("1 Main Street, Springfield", null, null, null, "1 Main Street, Springfield")]
    [InlineData("北京路12号", null, null, null, "北京路12号")]
    public void An_address_in_one_line_is_taken_apart(string text, string? province, string? city, string? district, string? street) =>
        Assert.Equal(new Parts { ["province"] = province, ["city"] = city, ["district"] = district, ["street"] = street }, Fields.Of("address").Text(text).Value);

    [Theory]
    [InlineData("{\"province\":\"广东\",\"city\":\"杭州\"}", "city_of_other_province")]
    [InlineData("{\"province\":\"广冬省\"}", "unknown_province")]
    [InlineData("{\"province\":\"广东省\",\"city\":\"深川市\"}", "unknown_city")]
    [InlineData("{\"province\":\"广东省\",\"city\":\"深圳市\",\"district\":\"浦东新区\"}", "district_of_other_city")]
    [InlineData("{\"province\":\"上海\",\"district\":\"海淀区\"}", "district_of_other_city")]
    [InlineData("{\"country\":\"CN\"}", "expected_address")]
    [InlineData("{\"city\":1}", "expected_address")]
    public void Provinces_and_cities_must_fit(string json, string code) => Assert.Equal(code, Fields.Of("address").Json(json).Code());

    [Theory]
    [InlineData("深圳市", "南山区")] // of several cities
    [InlineData("深圳市", "科技园")] // no list has it
    [InlineData("苏州市", "昆山市")]
    public void A_district_that_lies_in_no_other_city_is_taken(string city, string district) =>
        Assert.Equal(district, ((Parts)Fields.Of("address").Json($$"""{"city":"{{city}}","district":"{{district}}"}""").Value!).Text("district"));

    [Fact]
    public void A_district_of_another_city_is_a_fault_of_its_own_column()
    {
        var (read, part) = Fields.Of("address").Type.FromTexts(new Dictionary<string, string> { ["province"] = "广东", ["city"] = "深圳", ["district"] = "浦东新区" });
        Assert.Equal(("district_of_other_city", "district"), (read.Code(), part));
    }

    [Fact]
    public void Places_are_read_in_either_order()
    {
        Assert.Equal(new Parts { ["lat"] = 39.9087m, ["lng"] = 116.3975m }, Fields.Of("geo_point").Text("116.3975，39.9087").Value);
        Assert.Equal("geo_point_out_of_range", Fields.Of("geo_point").Json("{\"lat\":91,\"lng\":0}").Code());
    }

    [Fact]
    public void A_record_may_be_named_instead_of_identified()
    {
        Assert.Equal(["华为"], Fields.Of("lookup").Text(" 华为 ").References);
        Assert.Equal(["华为", "小米"], Fields.Of("multi_lookup").Text("华为、小米").References);
        Assert.Equal("expected_id", Fields.Of("lookup").Json("\"华为\"").Code());
    }

    [Fact]
    public void A_reference_says_what_it_points_to()
    {
        var id = Guid.CreateVersion7();
        Assert.Equal("lead", Fields.Of("reference").Json($$"""{"type":"lead","id":"{{id}}"}""").Parts!["type"]);
        Assert.Equal("unknown_reference_type", Fields.Of("reference").Text($"user:{id}").Code());
    }

    [Fact]
    public void Encrypted_text_is_masked_bound_to_its_field_and_readable_only_with_the_key()
    {
        var field = Fields.Of("encrypted_text");
        var bytes = (byte[])field.Text("秘密").Value!;
        Assert.Equal("秘密", Fields.Conventions.Cipher!.Decrypt(bytes, field));
        Assert.Equal("\"\\u2022\\u2022\\u2022\\u2022\\u2022\\u2022\"", field.WrittenJson(bytes));
        Assert.Equal("masked_value", field.Text(field.Written(bytes)).Code());
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => Fields.Conventions.Cipher!.Decrypt(bytes, Fields.Of("encrypted_text", f => f with { Name = "other" })));
    }

    [Theory]
    [InlineData("definition_unique_length", "long_text", true, null, null)]
    [InlineData("definition_range", "integer", false, 5, 1)]
    [InlineData("definition_digits", "decimal", false, null, null)]
    [InlineData("definition_no_options", "select", false, null, null)]
    [InlineData("definition_no_object", "lookup", false, null, null)]
    public void A_definition_that_can_not_be_is_explained(string code, string type, bool unique, int? min, int? max)
    {
        var definition = new FieldDefinition { Name = "x", Type = type, Label = new("值", "Value"), Unique = unique, Min = min, Max = max, Precision = 19 };
        Assert.Contains(code, FieldTypes.Get(type).Examine(definition).Select(problem => problem.Code));
    }

    [Fact]
    public void Computed_fields_take_nothing()
    {
        foreach (var name in new[] { "auto_number", "formula", "rollup" })
        {
            Assert.Equal("computed_field", Fields.Of(name).Text("1").Code());
            Assert.Equal("computed_field", Fields.Of(name).Json("1").Code());
        }
    }

    [Fact]
    public void JSON_is_held_to_what_databases_keep()
    {
        var field = Fields.Of("json");
        Assert.Equal("json_too_deep", field.Json(new string('[', 80) + new string(']', 80)).Code());
        Assert.Null(field.Json(new string('[', 60) + new string(']', 60)).Code());
        Assert.Equal("json_too_large", field.Json($"\"{new string('x', 1_100_000)}\"").Code());
        Assert.Equal("json_name_twice", field.Json("{\"a\":1,\"a\":2}").Code());
        Assert.Equal("json_number_too_large", field.Json("1e999").Code());
    }
}
