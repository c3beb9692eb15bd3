using System.Net.Http.Headers;
using System.Text;
using Tongke.Testing;
using Xunit;
using static Tongke.Server.Tests.LeadForms.FormVisitor;

namespace Tongke.Server.Tests.LeadForms;

/// <summary>What no person would send is turned away without a defect and without filling the database.</summary>
public sealed class FormAbuseTests
{
    [Theory, OnEveryDatabase]
    public async Task A_machine_that_fills_the_trap_is_thanked_and_nothing_is_kept(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var (token, id) = await FormAsync(boss);
        using var visitor = new FormVisitor(app);

        var sent = await visitor.SendAsync(token, visitor.Filled(token, ("name", "机器"), ("mobile", "13800138000"), ("_company_fax", "1")));

        Assert.Equal((303, $"/f/{token}/done?lang=zh"), (sent.Status, sent.Location));
        Assert.Empty(await boss.ListAsync("lead"));
        Assert.Equal(1, (await boss.GetAsync($"/api/pages/lead-form/{id}")).Expect(200).GetProperty("refused").GetInt32());
    }

    [Theory, OnEveryDatabase]
    public async Task Too_fast_too_old_forged_and_foreign_pages_are_sent_again_with_what_was_typed(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var ((token, _), (other, _)) = (await FormAsync(boss), await FormAsync(boss));
        using var visitor = new FormVisitor(app);
        var stamps = new[] { visitor.Stamp(token, TimeSpan.FromSeconds(0.5)), visitor.Stamp(token, TimeSpan.FromHours(25)), visitor.Stamp(other, TimeSpan.FromSeconds(20)), "", "AAAA", new string('x', 5_000), "%%%" };
        foreach (var stamp in stamps)
        {
            var (status, html, _) = await visitor.SendAsync(token, visitor.Filled(token, ("name", "王芳"), ("mobile", "13800138000"), ("_stamp", stamp)));
            Assert.Equal(422, status);
            Assert.Contains("value=\"王芳\"", html, StringComparison.Ordinal);
        }

        Assert.Empty(await boss.ListAsync("lead"));

        // Who was only too fast sends the very same again.
        var fast = visitor.Stamp(token, TimeSpan.FromSeconds(1));
        var again = Hidden((await visitor.SendAsync(token, visitor.Filled(token, ("name", "王芳"), ("mobile", "13800138000"), ("_stamp", fast)))).Text);
        await Task.Delay(1_200);
        Assert.Equal(303, (await visitor.SendAsync(token, visitor.Filled(token, ("name", "王芳"), ("mobile", "13800138000"), ("_stamp", again["stamp"])))).Status);
        Assert.Single(await boss.ListAsync("lead"));
    }

    [Theory, OnEveryDatabase]
    public async Task Bad_answers_are_told_beside_their_questions_and_nothing_is_a_defect(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var (token, _) = await FormAsync(boss, new
        {
            consent_zh = "同意",
            questions = new object[] { new { field = "name", required = true }, new { field = "mobile", required = true }, new { field = "email" }, new { field = "industry" }, new { field = "description" }, new { field = "website" } },
        });
        using var visitor = new FormVisitor(app);
        Dictionary<string, string> Good(params (string, string)[] more) => visitor.Filled(token, [("name", "王芳"), ("mobile", "13800138000"), ("_consent", "1"), .. more]);
        Dictionary<string, string> Instead(string field, string value)
        {
            var fields = Good();
            fields[$"f.{field}"] = value;
            return fields;
        }

        var nothing = await visitor.SendAsync(token, visitor.Filled(token));
        Assert.Equal(422, nothing.Status);
        Assert.Contains("请填写姓名", nothing.Text, StringComparison.Ordinal);
        Assert.Contains("请先阅读并同意条款", nothing.Text, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", nothing.Text, StringComparison.Ordinal);
        foreach (var zero in new[] { Instead("name", "a\0b"), Instead("description", "x\0") })
            Assert.Equal(400, (await visitor.SendAsync(token, zero)).Status);
        foreach (var bad in new[]
        {
            Instead("mobile", "12"), Instead("mobile", "not a number"), Instead("name", new string('名', 101)), Instead("email", "@"), Instead("industry", "no_such"),
            Instead("website", "javascript:alert(1)"), Instead("industry", "'; drop table lead; --"),
        })
            Assert.Equal(422, (await visitor.SendAsync(token, bad)).Status);

        // What is asked is all that is taken: neither a status nor an owner can be sent along.
        Assert.Equal(303, (await visitor.SendAsync(token, Good(("status", "converted"), ("owner", boss.Id.ToString()), ("score", "100"), ("name.x", "?"), ("_utm_source", "\u0001坏\ud83d"), ("_c", "../../etc"), ("_page", "javascript:1"), ("_lang", "xx")))).Status);
        var lead = Assert.Single(await boss.ListAsync("lead"));
        Assert.Equal(("new", System.Text.Json.JsonValueKind.Null), (lead.GetProperty("status").GetString(), lead.GetProperty("owner").ValueKind));
    }

    [Theory, OnEveryDatabase]
    public async Task Broken_huge_and_foreign_bodies_and_links_are_refused_without_a_defect(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var (token, _) = await FormAsync(boss);
        using var visitor = new FormVisitor(app);
        ByteArrayContent Raw(byte[] bytes, string type = "application/x-www-form-urlencoded") => new(bytes) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };

        foreach (var (content, status) in new (HttpContent, int)[]
        {
            (Raw("f.name=x"u8.ToArray(), "application/x-www-form-urlencoded; charset=utf-7"), 400),
            (Raw(Encoding.ASCII.GetBytes("f.name=" + new string('x', 200_000))), 413),
            (Raw(Encoding.ASCII.GetBytes("f.name=" + new string('x', 30_000))), 400),
            (Raw(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 5_000).Select(i => $"a{i}=1&")))), 400),
            (Raw(Encoding.ASCII.GetBytes(new string('k', 5_000) + "=1")), 400),
            (Raw([0xff, 0xfe, 0x00, 0x26, 0x3d, 0xed, 0xa0, 0x80]), 422),
            (Raw([0xff, 0xfe, 0x26, 0x3d, 0xed, 0xa0, 0x80]), 422),
            (Raw(Encoding.ASCII.GetBytes("f.name=%ED%A0%80%00&f.mobile=%")), 400),
            (Raw(Encoding.ASCII.GetBytes("f.name=%ED%A0%80&f.mobile=%")), 422),
            (Raw("{}"u8.ToArray(), "application/json"), 415),
            (Raw("--x\r\n\r\n"u8.ToArray(), "multipart/form-data; boundary=x"), 415),
            (Raw([]), 422),
        })
            Assert.Equal(status, (await visitor.SendAsync(token, content)).Status);

        foreach (var path in new[] { "/f/nonsense", "/f/" + new string('a', 5_000), "/f/..%2f..%2fetc", "/f/'%20or%201=1", "/c/nonsense", "/f/nonsense/done" })
            Assert.Equal(404, (await visitor.OpenAsync(path)).Status);
        foreach (var path in new[] { "/f/%00", "/c/%00" })
            Assert.Equal(400, (await visitor.OpenAsync(path)).Status);
        Assert.Equal(404, (await visitor.SendAsync("nonsense", visitor.Filled(token, ("name", "王")))).Status);
        Assert.Equal(200, (await visitor.OpenAsync($"/f/{token}?c=%00&utm_source=%ED%A0%80&page=%00&ref=%FF&lang=%00&embed=%00")).Status);
        Assert.Empty(await boss.ListAsync("lead"));
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_no_text_becomes_the_mark_for_it_and_percent_signs_that_were_typed_stay(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var (token, _) = await FormAsync(boss);
        using var visitor = new FormVisitor(app);
        var stamp = Uri.EscapeDataString(visitor.Stamp(token, TimeSpan.FromSeconds(20)));
        var body = $"stamp={stamp}&f.name=%E7%8E%8B%FF%C3%28&f.mobile=13800138000&f.company=%25FF+100%25+%E5%8D%8E%E4%B8%9C";

        var sent = await visitor.SendAsync(token, new ByteArrayContent(Encoding.ASCII.GetBytes(body)) { Headers = { ContentType = MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded") } });

        Assert.Equal(303, sent.Status);
        var lead = Assert.Single(await boss.ListAsync("lead"));
        Assert.Equal(("王\uFFFD\uFFFD(", "%FF 100% 华东"), (lead.GetProperty("name").GetString(), lead.GetProperty("company").GetString()));
    }

    [Theory, OnEveryDatabase]
    public async Task A_closed_form_takes_nothing_and_a_flood_ends_at_the_limit_of_the_day(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var now = DateTimeOffset.UtcNow;
        using var visitor = new FormVisitor(app);
        foreach (var closed in new object[] { new { active = false }, new { opens_at = now.AddHours(1) }, new { closes_at = now.AddHours(-1) } })
        {
            var (shut, _) = await FormAsync(boss, closed);
            Assert.Equal(410, (await visitor.OpenAsync($"/f/{shut}")).Status);
            Assert.Equal(410, (await visitor.SendAsync(shut, visitor.Filled(shut, ("name", "王"), ("mobile", "13800138000")))).Status);
        }

        var (token, id) = await FormAsync(boss, new { daily_limit = 5 });
        var sent = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => visitor.SendAsync(token, visitor.Filled(token, ("name", $"号 {i}"), ("mobile", $"138001380{i:00}"))))));
        Assert.Equal((5, 35), (sent.Count(s => s.Status == 303), sent.Count(s => s.Status == 429)));
        Assert.Equal(5, (await boss.ListAsync("lead")).Count);
        Assert.Equal(5, (await boss.GetAsync($"/api/pages/lead-form/{id}")).Expect(200).GetProperty("taken").GetInt32());

        // One address, however many forms it sends, is asked to wait.
        var (many, _) = await FormAsync(boss, new { daily_limit = 1_000 });
        var statuses = new List<int>();
        for (var i = 0; i < 70; i++)
            statuses.Add((await visitor.SendAsync(many, visitor.Filled(many, ("name", "王"), ("mobile", "12")))).Status);
        Assert.Contains(429, statuses);
        Assert.DoesNotContain(statuses, s => s >= 500);
    }

    [Theory, OnEveryDatabase]
    public async Task A_form_that_could_not_be_filled_in_is_not_saved(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        foreach (var bad in new object[]
        {
            new { questions = new object[] { new { field = "mobile" } } },
            new { questions = new object[] { new { field = "name" }, new { field = "mobile" } } },
            new { questions = new object[] { new { field = "name", required = true } } },
            new { questions = new object[] { new { field = "name", required = true }, new { field = "mobile" }, new { field = "status" } } },
            new { questions = new object[] { new { field = "name", required = true }, new { field = "mobile" }, new { field = "mobile" } } },
            new { questions = new object?[] { null, 1 } }, new { questions = "name" }, new { questions = Array.Empty<object>() },
            new { source = "no_such" }, new { allowed_origins = new[] { "https://example.com/path" } }, new { allowed_origins = new[] { "*" } }, new { allowed_origins = new[] { "https://a.com; script-src *" } },
            new { assignment = "person" }, new { assignment = "pool" }, new { opens_at = "2026-01-02T00:00:00Z", closes_at = "2026-01-01T00:00:00Z" }, new { daily_limit = 0 },
        })
        {
            var fields = System.Text.Json.JsonSerializer.SerializeToElement(bad).EnumerateObject().ToDictionary(p => p.Name, p => (object)p.Value);
            (fields["name"], fields["title_zh"]) = (Guid.NewGuid().ToString("N"), "标题");
            Assert.Equal(400, (await boss.PostAsync("/api/v1/lead_form", fields)).Status);
        }
    }
}
