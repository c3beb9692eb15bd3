using System.Text;
using System.Text.Json;
using Tongke.Testing;
using Xunit;
using static Tongke.Server.Tests.LeadForms.FormVisitor;

namespace Tongke.Server.Tests.LeadForms;

/// <summary>Anybody can fill in a public form; what they send becomes a lead that somebody has at once, and one only.</summary>
public sealed class PublicFormTests
{
    private static readonly string[] Sites = ["https://www.example.com"];

    [Theory, OnEveryDatabase]
    public async Task What_a_visitor_sends_by_a_channel_is_a_lead_that_is_given_away_at_once_with_a_task_and_its_origin(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana) = (await app.SignInAsync(), await app.SignInAsync("ana"));
        await boss.CreateAsync("assignment_rule", new { name = "官网", condition = "source = \"website\"", people = new[] { ana.Id }, task_minutes = 30 });
        var (token, form) = await FormAsync(boss, new { consent_zh = "同意隐私政策", source = "website" });
        var channel = await boss.CreateAsync("lead_channel", new { form, name = "工博会", utm_source = "ciif", utm_medium = "qr" });
        using var visitor = new FormVisitor(app);

        var (status, _, followed) = await visitor.OpenAsync($"/c/{channel.GetProperty("code").GetString()}");
        Assert.Equal(302, status);
        var (shown, html, page) = await visitor.OpenAsync(followed.Headers.Location!.OriginalString + "&utm_medium=poster", referrer: "https://example.com/news");
        Assert.Equal(200, shown);
        Assert.InRange(html.Length, 1_000, 30_000);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Contains("script-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.False(page.Headers.Contains("Set-Cookie"));

        var fields = visitor.Filled(token, ("name", "王芳"), ("mobile", "138 0013 8000"), ("company", "华东重工"), ("description", "想看演示\n下周方便"), ("_consent", "1"));
        foreach (var (name, value) in Hidden(html).Where(h => h.Key != "stamp"))
            fields[name] = value;
        var sent = await visitor.SendAsync(token, fields);
        Assert.Equal((303, $"/f/{token}/done?lang=zh"), (sent.Status, sent.Location));
        Assert.Contains("提交成功", (await visitor.OpenAsync(sent.Location!)).Html, StringComparison.Ordinal);

        var lead = Assert.Single(await boss.ListAsync("lead"));
        Assert.Equal(
            ("王芳", "+8613800138000", "assigned", "website", "ciif", "poster", "中国移动", "北京市"),
            (Text(lead, "name"), Text(lead, "mobile"), Text(lead, "status"), Text(lead, "source"), Text(lead, "utm_source"), Text(lead, "utm_medium"), Text(lead, "carrier"), Text(lead, "region")));
        Assert.Equal((ana.Id, form, channel.GetProperty("id").GetGuid()), (lead.GetProperty("owner").GetGuid(), lead.GetProperty("lead_form").GetGuid(), lead.GetProperty("lead_channel").GetGuid()));
        Assert.Equal("https://example.com/news", Text(lead, "referrer"));
        Assert.Contains("utm_medium=poster", Text(lead, "landing_page"), StringComparison.Ordinal);
        Assert.NotEqual(JsonValueKind.Null, lead.GetProperty("consented_at").ValueKind);
        var task = Assert.Single(await boss.ListAsync("task"));
        Assert.Equal((ana.Id, lead.GetProperty("id").GetGuid()), (task.GetProperty("owner").GetGuid(), task.GetProperty("lead").GetGuid()));
        var activity = Assert.Single(await boss.ListAsync("activity"));
        Assert.Equal((ana.Id, "form"), (activity.GetProperty("owner").GetGuid(), Text(activity, "type")));
        Assert.Contains("想看演示<br>下周方便", Text(activity, "content"), StringComparison.Ordinal);

        var figures = (await boss.GetAsync($"/api/pages/lead-form/{form}")).Expect(200);
        Assert.Equal((1, 1, 0), (figures.GetProperty("views").GetInt32(), figures.GetProperty("taken").GetInt32(), figures.GetProperty("refused").GetInt32()));
        Assert.Equal((1, 1), (figures.GetProperty("channels")[0].GetProperty("views").GetInt32(), figures.GetProperty("channels")[0].GetProperty("taken").GetInt32()));
    }

    [Theory, OnEveryDatabase]
    public async Task Fifty_who_send_the_same_number_at_once_make_one_lead_and_learn_nothing(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana) = (await app.SignInAsync(), await app.SignInAsync("ana"));
        var (token, _) = await FormAsync(boss, new { assignment = "person", lead_owner = ana.Id });
        using var visitor = new FormVisitor(app);

        var sent = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => visitor.SendAsync(token, visitor.Filled(token, ("name", $"王芳 {i}"), ("mobile", "13800138000"))))));

        Assert.All(sent, s => Assert.Equal((303, $"/f/{token}/done?lang=zh"), (s.Status, s.Location)));
        Assert.Single(await boss.ListAsync("lead"));
        Assert.InRange((await boss.ListAsync("activity")).Count, 1, 3);
        Assert.Single(await boss.ListAsync("task"));
    }

    [Theory, OnEveryDatabase]
    public async Task Who_is_known_already_is_noted_there_and_the_owner_is_told(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana) = (await app.SignInAsync(), await app.SignInAsync("ana"));
        var contact = await boss.CreateAsync("contact", new { name = "老客户", email = "li@example.com", owner = ana.Id });
        var lead = await boss.CreateAsync("lead", new { name = "在谈的", mobile = "13900001111", owner = ana.Id });
        var asks = new { questions = new object[] { new { field = "name", required = true }, new { field = "mobile" }, new { field = "email" } } };
        var (token, _) = await FormAsync(boss, asks);
        var (anew, _) = await FormAsync(boss, new { asks.questions, on_known = "lead" });
        using var visitor = new FormVisitor(app);

        Assert.Equal(303, (await visitor.SendAsync(token, visitor.Filled(token, ("name", "李"), ("email", "LI@example.com")))).Status);
        Assert.Equal(303, (await visitor.SendAsync(token, visitor.Filled(token, ("name", "<b>王</b>"), ("mobile", "139-0000-1111")))).Status);

        Assert.Single(await boss.ListAsync("lead"));
        var noted = await boss.ListAsync("activity", "$orderby=created_at");
        Assert.Equal([contact.GetProperty("id").GetGuid(), lead.GetProperty("id").GetGuid()], noted.Select(a => a.GetProperty("regarding").GetGuid()));
        Assert.All(noted, a => Assert.Equal(ana.Id, a.GetProperty("owner").GetGuid()));
        Assert.Contains("&lt;b&gt;王&lt;/b&gt;", Text(noted[1], "content"), StringComparison.Ordinal);
        Assert.Equal(2, (await boss.ListAsync("notification", "$filter=kind eq 'form_sent'")).Count);
        Assert.Equal("assigned", Text((await boss.ListAsync("lead"))[0], "status"));

        Assert.Equal(303, (await visitor.SendAsync(anew, visitor.Filled(anew, ("name", "王"), ("mobile", "13900001111")))).Status);
        Assert.Equal(2, (await boss.ListAsync("lead")).Count);
    }

    [Theory, OnEveryDatabase]
    public async Task What_else_is_sent_from_the_same_page_is_another_sending(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var (token, id) = await FormAsync(boss, new { daily_limit = 4 });
        using var visitor = new FormVisitor(app);
        var stamp = visitor.Stamp(token, TimeSpan.FromSeconds(20));
        Task<(int Status, string Text, string? Location)> SendAsync(string name, string mobile) => visitor.SendAsync(token, visitor.Filled(token, ("name", name), ("mobile", mobile), ("_stamp", stamp)));

        foreach (var (name, mobile) in new[] { ("王芳", "13800138000"), ("王芳", "13800138000"), ("王芳 ", "138-0013-8000"), ("李娜", "13900139000"), ("李娜", "13900139000") })
            Assert.Equal(303, (await SendAsync(name, mobile)).Status);
        Assert.Equal(["李娜", "王芳"], (await boss.ListAsync("lead")).Select(l => Text(l, "name")!).Order());
        Assert.Equal(2, (await boss.ListAsync("activity")).Count);

        // What was put right is noted on the lead that is known by its number.
        Assert.Equal(303, (await SendAsync("王小芳", "13800138000")).Status);
        Assert.Equal(2, (await boss.ListAsync("lead")).Count);
        Assert.Equal(3, (await boss.ListAsync("activity")).Count);

        // What protects a form does so here too.
        Assert.Equal(303, (await SendAsync("赵敏", "13700137000")).Status);
        Assert.Equal(429, (await SendAsync("周芷若", "13600136000")).Status);
        Assert.Equal(4, (await boss.GetAsync($"/api/pages/lead-form/{id}")).Expect(200).GetProperty("taken").GetInt32());
    }

    [Theory, OnEveryDatabase]
    public async Task The_same_page_sent_twice_is_taken_once_and_an_owner_or_a_pool_that_is_named_has_it(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana) = (await app.SignInAsync(), await app.SignInAsync("ana"));
        var pool = (await boss.CreateAsync("sea_pool", new { name = "公海", @object = "lead", members = new[] { ana.Id } })).GetProperty("id").GetGuid();
        var wechat = new object[] { new { field = "name", required = true }, new { field = "wechat", required = true } };
        var (token, _) = await FormAsync(boss, new { questions = wechat, assignment = "person", lead_owner = ana.Id });
        var (pooled, _) = await FormAsync(boss, new { questions = wechat, assignment = "pool", pool });
        using var visitor = new FormVisitor(app);
        var fields = visitor.Filled(token, ("name", "王"), ("wechat", "wang"));

        for (var i = 0; i < 3; i++)
            Assert.Equal(303, (await visitor.SendAsync(token, fields)).Status);
        Assert.Equal(ana.Id, Assert.Single(await boss.ListAsync("lead")).GetProperty("owner").GetGuid());
        Assert.Equal(303, (await visitor.SendAsync(pooled, visitor.Filled(pooled, ("name", "李"), ("wechat", "li")))).Status);
        Assert.Equal(pool, (await boss.ListAsync("lead", "$filter=owner eq null")).Single().GetProperty("pool").GetGuid());
    }

    [Theory, OnEveryDatabase]
    public async Task A_form_is_embedded_only_where_it_may_be_and_speaks_both_languages(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var (token, id) = await FormAsync(boss, new { title_en = "Book a demo", allowed_origins = Sites, redirect = "https://www.example.com/thanks?a=1" });
        using var visitor = new FormVisitor(app);

        var (_, html, answer) = await visitor.OpenAsync($"/f/{token}?embed=1&page=https%3A%2F%2Fwww.example.com%2Fdemo", "en");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("frame-ancestors https://www.example.com", policy, StringComparison.Ordinal);
        Assert.Contains("form-action 'self' https://www.example.com", policy, StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("X-Frame-Options"));
        Assert.Contains("Book a demo", html, StringComparison.Ordinal);
        Assert.Contains("lang=\"en\"", html, StringComparison.Ordinal);
        Assert.Equal("https://www.example.com/demo", Hidden(html)["page"]);
        Assert.Contains("预约演示", (await visitor.OpenAsync($"/f/{token}?lang=zh", "en")).Html, StringComparison.Ordinal);
        Assert.Equal("https://www.example.com/thanks?a=1", (await visitor.SendAsync(token, visitor.Filled(token, ("name", "王"), ("mobile", "13800138000")))).Location);
        var (chinese, _) = await FormAsync(boss, new { redirect = "https://例子.中国/谢谢?a=一" });
        Assert.Contains("form-action 'self' https://xn--fsqu00a.xn--fiqs8s;", (await visitor.OpenAsync($"/f/{chinese}")).Answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("https://xn--fsqu00a.xn--fiqs8s/%E8%B0%A2%E8%B0%A2?a=%E4%B8%80", (await visitor.SendAsync(chinese, visitor.Filled(chinese, ("name", "李"), ("mobile", "13800138001")))).Location);
        Assert.Equal("cross-origin", (await visitor.OpenAsync($"/f/{token}.js")).Answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());

        foreach (var kind in new[] { "svg", "png" })
            Assert.Equal(200, (await boss.GetAsync($"/api/lead-forms/{id}/qr.{kind}")).Status);
        Assert.StartsWith("\u0089PNG", Encoding.Latin1.GetString((await boss.GetAsync($"/api/lead-forms/{id}/qr.png")).Bytes), StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task Only_who_administers_forms_sees_their_links_and_previews_them(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var rep = await app.SignInAsync("rep", new Dictionary<string, object>
        {
            ["lead_form"] = new { read = "all", edit = "none", delete = "none", fields = new Dictionary<string, string> { ["*"] = "none", ["id"] = "read", ["name"] = "read" } },
        });
        var (token, id) = await FormAsync(boss, new { name = "工博会" });

        Assert.DoesNotContain(token, (await rep.GetAsync($"/api/v1/lead_form/{id}")).Text, StringComparison.Ordinal);
        Assert.Equal(403, (await rep.GetAsync($"/api/pages/lead-form/{id}")).Status);
        Assert.Equal(403, (await rep.GetAsync($"/api/lead-forms/{id}/qr.svg")).Status);
        Assert.Equal(403, (await rep.PostAsync("/api/lead-forms/preview", new { title_zh = "x" })).Status);
        Assert.Equal(403, (await rep.PatchAsync($"/api/v1/lead_form/{id}", new { active = false })).Status);
        Assert.Equal(401, (await new TestClient(app.Address, "", Guid.Empty, ("X-Nobody", "1")).GetAsync($"/api/pages/lead-form/{id}")).Status);

        var preview = (await boss.PostAsync("/api/lead-forms/preview", new { lang = "en", name = "新的", title_zh = "<i>标题</i>", questions = new object[] { new { field = "name", required = true, label = new { zh = "称呼", en = "Your name" } }, new { field = "mobile" } } })).Expect(200).GetProperty("html").GetString()!;
        Assert.Contains("&lt;i&gt;标题&lt;/i&gt;", preview, StringComparison.Ordinal);
        Assert.Contains("Your name", preview, StringComparison.Ordinal);
        Assert.Single(await boss.ListAsync("lead_form"));
    }

    private static string Text(JsonElement record, string field) => record.GetProperty(field).GetString() ?? "";

    [Theory, OnEveryDatabase]
    public async Task A_number_by_which_nobody_can_be_called_back_is_asked_for_again(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var (token, _) = await FormAsync(boss);
        using var visitor = new FormVisitor(app);
        foreach (var number in (string[])["123", "110", "10086", "1380013"])
        {
            var (status, html, _) = await visitor.SendAsync(token, visitor.Filled(token, ("name", "王芳"), ("mobile", number)));
            Assert.True(status is 200 or 400 or 422, $"{number}: {status}");
            Assert.Contains("aria-invalid=\"true\"", html, StringComparison.Ordinal);
        }

        Assert.Empty(await boss.ListAsync("lead"));
        Assert.Equal(303, (await visitor.SendAsync(token, visitor.Filled(token, ("name", "王芳"), ("mobile", "400-820-8820")))).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task Visitors_are_asked_in_words_for_them(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (token, _) = await FormAsync(await app.SignInAsync(), new { title_en = "Book a demonstration" });
        using var visitor = new FormVisitor(app);
        var english = (await visitor.OpenAsync($"/f/{token}?lang=en")).Html;
        Assert.DoesNotContain("What they need", english, StringComparison.Ordinal);
        Assert.Contains("What do you need?", english, StringComparison.Ordinal);
        Assert.Contains("您的需求", (await visitor.OpenAsync($"/f/{token}?lang=zh")).Html, StringComparison.Ordinal);
    }
}
