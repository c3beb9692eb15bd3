using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Tongke.Kernel.Schemas;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Hostile;

public sealed class HostileValueTests
{
    private static readonly string[] Values =
    [
        "null", "true", "-1", "1e308", "123456789012345678901234567890.5", "\"\"", "\"x\"", "\"\\u0000\"", "\"\\ud800\"", "\"9999-99-99\"", "\"-0001-01-01T25:61:61Z\"", "[]", "[null]", "[1,[2]]", "{}",
        "{\"lat\":1e400,\"lng\":\"x\"}", "{\"amount\":\"x\",\"currency\":5}", "[\"00000000-0000-0000-0000-000000000000\"]", "\"00000000-0000-0000-0000-000000000000\"", "{\"login\":[]}", "\"'; drop table lead; --\"",
    ];

    [Theory, OnEveryDatabase]
    public async Task No_value_in_any_field_of_any_object_is_a_defect(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInEverywhereAsync();
        var bad = new List<string>();
        var number = 0;
        foreach (var definition in app.Workspace.Schema.Objects.Where(o => !o.Definition.System).OrderBy(o => o.Name, StringComparer.Ordinal))
            foreach (var field in definition.Fields)
            {
                // Every field meets some of the values; every field type, over all its fields, meets all of them.
                var count = IsCommon(field) ? 3 : Values.Length;
                for (var i = 0; i < count; i++)
                {
                    var value = Values[number++ % Values.Length];
                    var answer = await boss.PostAsync($"/api/v1/{definition.Name}", $"{{\"{field.Name}\":{value}}}");
                    if (answer.Status >= 500)
                        bad.Add($"{definition.Name}.{field.Name} ({field.Definition.Type}) = {value}: {answer.Status} {answer.Text}");
                }
            }

        Assert.Empty(bad);
    }

    [Theory, OnEveryDatabase]
    public async Task Characters_of_two_units_are_never_cut_in_half(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana) = (await app.SignInAsync("boss"), await app.SignInAsync("ana"));
        foreach (var name in new[] { "😀", "𠮷", "𠮷野家", "a😀b😀", new string('a', 198) + "😀", "😀" + new string('a', 196) + "😀" })
        {
            (await boss.PostAsync("/api/v1/account", new { name })).Expect(201);
            Assert.InRange((await boss.PostAsync("/api/v1/account", new { name })).Status, 201, 409);
            var like = new { values = new { name } };
            Assert.InRange((await ana.PostAsync("/api/v1/account/$duplicates", like)).Status, 200, 200);
            Assert.InRange((await boss.GetAsync($"/api/v1/account?$search={Uri.EscapeDataString(new string('a', 499) + name)}")).Status, 200, 400);
            Assert.InRange((await boss.GetAsync($"/api/v1/account?${Uri.EscapeDataString(new string('a', 58) + name)}=1")).Status, 400, 404);
        }

        var account = (await ana.CreateAsync("account", new { name = new string('b', 198) + "😀" })).GetProperty("id").GetGuid();
        (await boss.PostAsync("/api/v1/comment", new { @object = "account", record = account, text = new string('a', 299) + "😀😀😀" })).Expect(201);
        var told = Assert.Single(await ana.ListAsync("notification", "$select=text"));
        Assert.Equal(new string('a', 299) + "…", told.GetProperty("text").GetString());

        var done = await Jobs.RunAsync(boss, await Jobs.ImportAsync(boss, "account", "name\n🚀\n𠮷𠮷𠮷𠮷𠮷\n", new { mapping = new { name = "name" } }), "start");
        Assert.Equal("done", done.GetProperty("status").GetString());
        Assert.Single(await boss.ListAsync("account", "$filter=name eq '🚀'"));
        Assert.Single(await boss.ListAsync("account", "$filter=name eq '𠮷𠮷𠮷𠮷𠮷'"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_token_with_characters_that_no_value_holds_is_refused(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        for (var i = 0; i < 2; i++)
            await boss.CreateAsync("lead", new { name = $"L{i}" });
        var next = (await boss.GetAsync("/api/v1/lead?page_size=1&$orderby=company,name")).Expect(200).GetProperty("@odata.nextLink").GetString()!;
        var token = next[(next.IndexOf("$skiptoken=", StringComparison.Ordinal) + 11)..];
        var keys = JsonElement.Parse(Base64Url.DecodeFromChars(token)).EnumerateArray().Select(k => k.GetRawText()).ToArray();
        foreach (var text in new[] { "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"x\\udc00y\"" })
            for (var i = 1; i < keys.Length; i++)
            {
                var broken = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"[{string.Join(',', keys.Select((k, at) => at == i ? text : k))}]"));
                Assert.Equal(400, (await boss.GetAsync($"/api/v1/lead?page_size=1&$orderby=company,name&$skiptoken={broken}")).Status);
            }
    }

    [Theory, OnEveryDatabase]
    public async Task Messages_with_an_example_show_it_as_it_is_written(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        var answer = await boss.PostAsync("/api/v1/lead", "[]");
        Assert.Contains("such as {\"name\": \"…\"}.", answer.Expect(400).GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task No_page_size_offset_or_token_is_a_defect(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        for (var i = 0; i < 3; i++)
            await boss.CreateAsync("lead", new { name = $"L{i}", rating = i + 1 });
        foreach (var number in new[] { "-1", "0", "1", "2147483647", "2147483648", "9223372036854775807", "99999999999999999999", "1.5", "1e3", "x", "", "%00", "１" })
            foreach (var option in new[] { "$top", "$skip", "$count", "$search", "$skiptoken", "token", "$deltatoken" })
            {
                var answer = await boss.GetAsync($"/api/v1/{(option.EndsWith("token", StringComparison.Ordinal) && option != "$skiptoken" ? "lead/$delta" : "lead")}?{option}={number}");
                Assert.True(answer.Status < 500, $"{option}={number}: {answer.Status} {answer.Text}");
            }

        Assert.Equal(400, (await boss.GetAsync("/api/v1/lead?$top=-1")).Status);
        Assert.Equal(400, (await boss.GetAsync("/api/v1/lead?$skip=-1")).Status);
        Assert.Empty(await boss.ListAsync("lead", "$skip=2147483647"));
        Assert.InRange((await boss.ListAsync("lead", "$top=2147483647")).Count, 3, 3);

        var next = (await boss.GetAsync("/api/v1/lead?page_size=1&$orderby=rating desc")).Expect(200).GetProperty("@odata.nextLink").GetString()!;
        var token = next[(next.IndexOf("$skiptoken=", StringComparison.Ordinal) + 11)..];
        for (var i = 0; i < token.Length; i++)
            foreach (var broken in new[] { token[..i], token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..] })
            {
                var answer = await boss.GetAsync($"/api/v1/lead?$top=1&$orderby=rating desc&$skiptoken={Uri.EscapeDataString(broken)}");
                Assert.True(answer.Status is 200 or 400, $"{broken}: {answer.Status} {answer.Text}");
            }

        Assert.Equal(400, (await boss.GetAsync($"/api/v1/lead?$top=1&$orderby=name&$skiptoken={token}")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task Deep_and_long_questions_are_refused_and_not_a_defect(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        await boss.CreateAsync("lead", new { name = "A" });
        string Repeat(string part, int times) => string.Concat(Enumerable.Repeat(part, times));
        foreach (var query in new[]
        {
            $"$filter={Repeat("(", 1500)}name eq 'a'{Repeat(")", 1500)}", $"$filter={Repeat("not ", 1000)}active", $"$filter={string.Join(" or ", Enumerable.Repeat("name eq 'a'", 400))}",
            $"$filter=name in ({string.Join(',', Enumerable.Range(0, 900).Select(i => $"'{i}'"))})", $"$orderby={string.Join(',', Enumerable.Repeat("name", 500))}", $"$select={string.Join(',', Enumerable.Repeat("name", 900))}",
            $"$expand={Repeat("product($expand=lead_product($expand=", 40)}product{Repeat("))", 40)}", $"$filter={Repeat("product/lead_product/any(x:x/", 30)}name eq 'a'{Repeat(")", 30)}",
            $"$apply={Repeat("filter(name eq 'a')/", 200)}aggregate($count as n)", $"$filter=contains(name,'{new string('%', 2000)}')", $"$search={Repeat("云海 ", 300)}", "$filter=rating div 0 eq 1", "$filter=rating mod 0 eq 1",
            "$filter=rating add 9223372036854775807 gt 0", "$filter=rating mul 9223372036854775807 mul 9223372036854775807 gt 0", "$filter=year(created_at) eq 99999999999", "$filter=created_at gt 9999-12-31T23:59:59Z", "$apply=groupby((year(created_at)))",
            "$filter=name eq '%00'", "$filter=name eq '%ED%A0%80'", "$search=%00", "$search=\"", "$search=*", "$search=%F0%9F%98%80", "$filter=substring(name,-1,99999999999) eq 'a'", "$filter=concat(name,name) eq name and length(name) lt -1",
        })
        {
            var answer = await boss.GetAsync($"/api/v1/lead?{query}");
            Assert.True(answer.Status < 500, $"{query[..Math.Min(90, query.Length)]}: {answer.Status} {answer.Text[..Math.Min(500, answer.Text.Length)]}");
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Formulas_that_would_explode_are_refused_where_they_are_defined(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        object Label(string text) => new { zh = text, en = text };
        object Formula(string name, string formula) => new { name, type = "formula", result = "integer", formula, label = Label(name) };
        Dictionary<string, object[]> bombs = new()
        {
            ["deep"] = [Formula("bomb", new string('(', 10_000) + "rating" + new string(')', 10_000))],
            ["deep_calls"] = [Formula("bomb", string.Concat(Enumerable.Repeat("ABS(", 3000)) + "rating" + new string(')', 3000))],
            ["wide"] = [Formula("bomb", string.Join(" + ", Enumerable.Repeat("rating", 20_000)))],
            ["doubling"] = [Formula("f0", "rating + NOW() - NOW()"), .. Enumerable.Range(1, 40).Select(i => Formula($"f{i}", $"f{i - 1} + f{i - 1}"))],
            ["virtual_doubling"] = [Formula("f0", "IF(TODAY() > created_at, rating, 0)"), .. Enumerable.Range(1, 40).Select(i => Formula($"f{i}", $"f{i - 1} + f{i - 1}"))],
            ["circle"] = [Formula("f0", "f1 + 1"), Formula("f1", "f0 + 1")],
            ["itself"] = [Formula("f0", "f0 + 1")],
            ["power"] = [Formula("bomb", "rating ^ 999999999 ^ 999999999")],
            ["text"] = [new { name = "bomb", type = "formula", result = "text", formula = "REPT(REPT(REPT(name, 32000), 32000), 32000)", label = Label("bomb") }],
        };
        object Custom(object[] fields) => new { @object = "lead", definition = new { name = "lead", label = Label("lead"), fields } };
        var custom = (await boss.CreateAsync("object_customisation", Custom([Formula("harmless", "rating + 1")]))).GetProperty("id").GetGuid();
        foreach (var (name, fields) in bombs)
        {
            var answer = await boss.PatchAsync($"/api/v1/object_customisation/{custom}", Custom(fields));
            Assert.True(answer.Status is 400 or 422 or 200, $"{name}: {answer.Status} {answer.Text[..Math.Min(500, answer.Text.Length)]}");
            if (answer.Status != 200)
                continue;

            Assert.True(name is "power" or "text", $"{name} was taken.");
            var made = await boss.PostAsync("/api/v1/lead", new { name = "A", rating = 5 });
            Assert.True(made.Status < 500, $"{name}: {made.Text}");
            Assert.True((await boss.GetAsync("/api/v1/lead?$orderby=bomb")).Status < 500, name);
            (await boss.PatchAsync($"/api/v1/object_customisation/{custom}", Custom([]))).Expect(200);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Parents_in_a_circle_and_lookups_to_nothing_are_refused(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        foreach (var (name, parent) in new[] { ("account", "parent"), ("department", "parent"), ("user", "manager") })
        {
            Guid Make(JsonElement made) => made.GetProperty("id").GetGuid();
            object New(string text) => name == "user" ? new { name = text, login = $"{text}.{name}" } : new { name = text };
            var (a, b, c) = (Make(await boss.CreateAsync(name, New("one"))), Make(await boss.CreateAsync(name, New("two"))), Make(await boss.CreateAsync(name, New("three"))));
            async Task<TestAnswer> SetAsync(Guid id, Guid to) => await boss.PatchAsync($"/api/v1/{name}/{id}", new Dictionary<string, Guid> { [parent] = to });
            (await SetAsync(b, a)).Expect(200);
            (await SetAsync(c, b)).Expect(200);
            Assert.Equal(400, (await SetAsync(a, a)).Status);
            Assert.Equal(400, (await SetAsync(a, c)).Status);
            Assert.Equal(400, (await SetAsync(a, Guid.NewGuid())).Status);
        }
    }

    private static bool IsCommon(FieldSchema field) => field.IsSystem || field.Definition.Type is "text" or "select" or "lookup" or "integer";
}
