using System.Globalization;
using System.Net;
using System.Text.Json;
using Tongke.Testing;
using Xunit;
using static Tongke.Server.Tests.Quotes.QuoteCompany;

namespace Tongke.Server.Tests.Quotes;

/// <summary>What a customer does with a link, and what nobody does with a wrong one.</summary>
public sealed class SharedQuoteTests
{
    [Theory, OnEveryDatabase]
    public async Task A_customer_opens_comments_and_accepts_and_the_seller_is_told_each_time(TestDatabase database)
    {
        await using var company = await QuoteCompany.StartAsync(database);
        var (quote, path) = await company.SentAsync();
        using var customer = company.Customer();

        using var page = await customer.GetAsync(path);
        var html = await page.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("¥1,000.00", Plain(html), StringComparison.Ordinal);
        Assert.Contains("<a class=\"accept\" href=\"#accept\">", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("viewed", await company.StatusAsync(quote));

        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(customer, $"{path}/comment", ("name", "王总"), ("text", "能否 <b>提前</b> 交货？"))).StatusCode);
        Assert.Contains("能否 <b>提前</b> 交货？", Plain(await customer.GetStringAsync(path)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(customer, $"{path}/accept", ("name", "王总"))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(customer, $"{path}/accept", ("name", "  "), ("confirm", "yes"))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(customer, $"{path}/accept", ("name", "王总"), ("confirm", "yes"))).StatusCode);

        var accepted = await company.ReadAsync(quote);
        Assert.Equal(("accepted", "王总", 2), (accepted.GetProperty("status").GetString(), accepted.GetProperty("accepted_by").GetString(), accepted.GetProperty("view_count").GetInt32()));
        var kinds = (await company.Rep.ListAsync("notification")).Select(n => n.GetProperty("kind").GetString()).ToArray();
        Assert.Equal(["quote_accepted", "quote_commented", "quote_viewed"], kinds.Order(StringComparer.Ordinal));
        var said = Assert.Single(await company.Rep.ListAsync("activity", $"$filter=quote eq {quote} and subject eq '王总的留言'"));
        Assert.Single(await company.Rep.ListAsync("activity", $"$filter=quote eq {quote} and startswith(subject,'王总接受了报价单')"));
        Assert.Single(await company.Boss.ListAsync("task", $"$filter=account eq {accepted.GetProperty("account").GetGuid()} and startswith(subject,'报价单')"));
        Assert.Equal(("王总的留言", accepted.GetProperty("account").GetGuid()), (said.GetProperty("subject").GetString(), said.GetProperty("account").GetGuid()));
        Assert.Equal(JsonValueKind.Null, (await company.Rep.GetAsync($"/api/v1/account/{accepted.GetProperty("account").GetGuid()}")).Expect(200).GetProperty("last_activity_at").ValueKind); // what the customer does is no follow-up of ours
        Assert.DoesNotContain("<b>", said.GetProperty("content").GetString(), StringComparison.Ordinal);
        var afterwards = Plain(await customer.GetStringAsync($"{path}?lang=en"));
        Assert.DoesNotContain("#accept", afterwards, StringComparison.Ordinal); // who has answered is not asked again
        Assert.Contains("能否 <b>提前</b> 交货？", afterwards, StringComparison.Ordinal);
        Assert.DoesNotContain("接受了报价单", afterwards, StringComparison.Ordinal);
        Assert.DoesNotContain("的留言", afterwards, StringComparison.Ordinal);
        using var pdf = await customer.GetAsync($"{path}/pdf");
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType!.MediaType);
    }

    [Theory, OnEveryDatabase]
    public async Task The_page_says_whom_to_call_names_the_currency_and_has_the_name_of_the_contact_it_was_sent_to(TestDatabase database)
    {
        await using var company = await QuoteCompany.StartAsync(database);
        (await company.Boss.PatchAsync($"/api/v1/user/{company.Rep.Id}", new { mobile = "13800138000" })).Expect(200);
        var (quote, _) = await company.QuoteAsync();
        var contact = Id(await company.Rep.CreateAsync("contact", new { name = "陈\"工\"", account = (await company.ReadAsync(quote)).GetProperty("account").GetGuid() }));
        (await company.Rep.PatchAsync($"/api/v1/quote/{quote}", new { contact })).Expect(200);
        (await company.Rep.PostAsync($"/api/v1/quote/{quote}/share", new { })).Expect(200);
        var other = await company.ShareAsync(quote);
        var links = (await company.Rep.GetAsync($"/api/quotes/{quote}/links")).Expect(200).GetProperty("links").EnumerateArray();
        var path = new Uri(links.Single(l => l.GetProperty("note").GetString() == "陈\"工\"").GetProperty("url").GetString()!).AbsolutePath;
        using var customer = company.Customer();

        var html = await customer.GetStringAsync(path);
        Assert.Contains("name=\"name\" value=\"陈&quot;工&quot;\"", html, StringComparison.Ordinal);
        Assert.Contains("13800138000", html, StringComparison.Ordinal);
        Assert.Contains("人民币（¥）", Plain(html), StringComparison.Ordinal);
        Assert.Contains("name=\"name\" value=\"\"", await customer.GetStringAsync(other), StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_too_long_is_refused_and_thanks_are_for_what_was_done(TestDatabase database)
    {
        await using var company = await QuoteCompany.StartAsync(database);
        var (quote, path) = await company.SentAsync(language: "en");
        using var customer = company.Customer();
        string[] thanks = ["Thank you. Your acceptance", "Your answer has been received", "Your comment has been sent"];
        foreach (var done in new[] { "accept", "decline", "comment", "other" })
        {
            var open = Plain(await customer.GetStringAsync($"{path}?lang=en&done={done}"));
            Assert.All(thanks, said => Assert.DoesNotContain(said, open, StringComparison.Ordinal));
        }

        foreach (var (answer, fields) in new[]
        {
            ("decline", new[] { ("reason", new string('长', 2001)) }),
            ("comment", [("name", "王总"), ("text", new string(' ', 3000) + new string('长', 2001))]),
            ("comment", [("name", new string('王', 101)), ("text", "好")]),
            ("accept", [("name", new string('王', 101)), ("confirm", "yes")]),
        })
        {
            using var refused = await SendAsync(customer, $"{path}/{answer}?lang=en", fields);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Contains("Shorten it.", Plain(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }

        Assert.Contains(await company.StatusAsync(quote), (string?[])["sent", "viewed"]);
        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(customer, $"{path}/decline", ("reason", new string(' ', 3000) + new string('长', 2000)))).StatusCode);
        Assert.Equal(new string('长', 2000), (await company.ReadAsync(quote)).GetProperty("declined_reason").GetString());
        Assert.DoesNotContain(thanks[0], Plain(await customer.GetStringAsync($"{path}?lang=en&done=accept")), StringComparison.Ordinal);
        Assert.Contains(thanks[1], Plain(await customer.GetStringAsync($"{path}?lang=en&done=decline")), StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task Nobody_answers_under_a_name_or_with_words_that_cannot_be_seen(TestDatabase database)
    {
        await using var company = await QuoteCompany.StartAsync(database);
        var (quote, path) = await company.SentAsync();
        using var customer = company.Customer();
        foreach (var (answer, fields) in new[]
        {
            ("accept", new[] { ("name", "\u200b"), ("confirm", "yes") }),
            ("accept", [("name", " \u200b\u2060\ufeff\u00ad "), ("confirm", "yes")]),
            ("accept", [("name", "\u202e"), ("confirm", "yes")]),
            ("accept", [("name", "\u3164\u115f"), ("confirm", "yes")]),
            ("accept", [("name", "\ud83d\ude00"), ("confirm", "yes")]),
            ("accept", [("name", "---"), ("confirm", "yes")]),
            ("decline", [("reason", "\u200b\u200d")]),
            ("comment", [("name", "王总"), ("text", "\u2063\u2800")]),
            ("comment", [("name", "\u200b"), ("text", "好")]),
        })
        {
            using var refused = await SendAsync(customer, $"{path}/{answer}", fields);
            Assert.True(refused.StatusCode == HttpStatusCode.UnprocessableEntity, $"{answer} {string.Join(',', fields.Select(f => Uri.EscapeDataString(f.Item2)))}: {refused.StatusCode}");
        }

        Assert.Contains(await company.StatusAsync(quote), (string?[])["sent", "viewed"]);
        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(customer, $"{path}/comment", ("name", "\u200b王总\u202e"), ("text", "\u2060好 👨\u200d👩\u200d👧 …\ufeff"))).StatusCode);
        var said = Assert.Single(await company.Rep.ListAsync("activity", $"$filter=quote eq {quote} and subject eq '王总的留言'"));
        Assert.Contains("好 👨\u200d👩\u200d👧 …", WebUtility.HtmlDecode(said.GetProperty("content").GetString()), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(customer, $"{path}/accept", ("name", "\u200b王总\u200b"), ("confirm", "yes"))).StatusCode);
        Assert.Equal("王总", (await company.ReadAsync(quote)).GetProperty("accepted_by").GetString());
    }

    [Theory, OnEveryDatabase]
    public async Task What_a_refused_customer_typed_stands_in_the_form_again_and_the_field_is_named(TestDatabase database)
    {
        await using var company = await QuoteCompany.StartAsync(database);
        var (_, path) = await company.SentAsync();
        using var customer = company.Customer();

        using (var late = await SendAsync(customer, $"{path}/comment", ("name", "王\"总"), ("text", $"</textarea><b>{new string('长', 2001)}")))
        {
            var html = await late.Content.ReadAsStringAsync();
            Assert.Contains("name=\"name\" value=\"王&quot;总\"", html, StringComparison.Ordinal);
            Assert.Contains($"&lt;/textarea&gt;&lt;b&gt;{new string('长', 2001)}</textarea>", html, StringComparison.Ordinal);
            Assert.Contains("留言内容：最多 2000 个字符", Plain(html), StringComparison.Ordinal);
        }

        using (var declined = await SendAsync(customer, $"{path}/decline", ("reason", new string('贵', 2002))))
        {
            var html = await declined.Content.ReadAsStringAsync();
            Assert.Contains($"rows=\"3\">\n{new string('贵', 2002)}</textarea>", html, StringComparison.Ordinal);
            Assert.Contains("<details open", html, StringComparison.Ordinal);
            Assert.Contains("原因：最多 2000 个字符，现在有 2002 个", Plain(html), StringComparison.Ordinal);
        }

        using (var unconfirmed = await SendAsync(customer, $"{path}/accept?lang=en", ("name", "Ann")))
            Assert.Contains("name=\"name\" value=\"Ann\"", await unconfirmed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using (var nameless = await SendAsync(customer, $"{path}/accept?lang=en", ("name", new string('n', 101)), ("confirm", "yes")))
        {
            var html = await nameless.Content.ReadAsStringAsync();
            Assert.Contains("Your name: At most 100 characters", Plain(html), StringComparison.Ordinal);
            Assert.Contains("value=\"yes\" required checked", html, StringComparison.Ordinal);
        }

        // What was typed is written to who typed it, and to nobody else.
        Assert.DoesNotContain("王&quot;总", await customer.GetStringAsync(path), StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task A_link_works_to_the_end_of_the_last_day_of_the_quote(TestDatabase database)
    {
        await using var company = await QuoteCompany.StartAsync(database);
        var (quote, _) = await company.QuoteAsync();
        (await company.Rep.PostAsync($"/api/v1/quote/{quote}/share", new { })).Expect(200);
        var link = (await company.Rep.GetAsync($"/api/quotes/{quote}/links")).Expect(200).GetProperty("links")[0];
        var last = DateTime.Parse((await company.ReadAsync(quote)).GetProperty("valid_until").GetString()!, CultureInfo.InvariantCulture);
        Assert.Equal(new DateTimeOffset(last, TimeSpan.FromHours(8)).AddDays(1).AddSeconds(-1), link.GetProperty("expires_at").GetDateTimeOffset());
    }

    [Theory, OnEveryDatabase]
    public async Task All_who_open_a_link_at_once_are_counted(TestDatabase database)
    {
        const int many = 12;
        await using var company = await QuoteCompany.StartAsync(database);
        var (quote, path) = await company.SentAsync();
        using var customer = company.Customer();
        foreach (var page in await Task.WhenAll(Enumerable.Range(0, many).Select(_ => customer.GetAsync(path))))
        {
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            page.Dispose();
        }

        Assert.Equal(many, (await company.ReadAsync(quote)).GetProperty("view_count").GetInt32());
    }

    [Theory, OnEveryDatabase]
    public async Task Of_two_who_answer_at_once_one_wins(TestDatabase database)
    {
        await using var company = await QuoteCompany.StartAsync(database);
        for (var round = 0; round < 3; round++)
        {
            var (quote, path) = await company.SentAsync();
            using var customer = company.Customer();
            var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => i % 2 == 0
                ? SendAsync(customer, $"{path}/accept", ("name", $"人 {i}"), ("confirm", "yes"))
                : SendAsync(customer, $"{path}/decline", ("reason", $"理由 {i}"))));

            Assert.Equal(1, answers.Count(a => a.StatusCode == HttpStatusCode.SeeOther));
            Assert.All(answers.Where(a => a.StatusCode != HttpStatusCode.SeeOther), a => Assert.Equal(HttpStatusCode.UnprocessableEntity, a.StatusCode));
            var answered = await company.ReadAsync(quote);
            Assert.NotEqual(answered.GetProperty("accepted_by").ValueKind == System.Text.Json.JsonValueKind.Null, answered.GetProperty("declined_reason").ValueKind == System.Text.Json.JsonValueKind.Null);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_link_that_is_over_says_so_and_shows_nothing(TestDatabase database)
    {
        await using var company = await QuoteCompany.StartAsync(database);
        using var customer = company.Customer();
        var (revoked, revokedPath) = await company.SentAsync();
        (await company.Rep.PostAsync($"/api/v1/quote/{revoked}/revoke_links", new { })).Expect(200);
        await ClosedAsync(customer, revokedPath, "撤销");

        var (superseded, supersededPath) = await company.SentAsync();
        (await company.Rep.PostAsync($"/api/v1/quote/{superseded}/new_version", new { })).Expect(200);
        await ClosedAsync(customer, supersededPath, "新版本");

        var (late, latePath) = await company.SentAsync();
        await ChangeAsync(company, "quote_link", "quote", late, "expires_at", DateTimeOffset.UtcNow.AddMinutes(-1));
        await ClosedAsync(customer, latePath, "过期");

        var (past, pastPath) = await company.SentAsync();
        await ChangeAsync(company, "quote", "id", past, "issued_on", new DateOnly(2020, 1, 1));
        await ChangeAsync(company, "quote", "id", past, "valid_until", new DateOnly(2020, 2, 1));
        await ClosedAsync(customer, pastPath, "有效期");
        await Crm.Quoting.ExpireQuotes.RunAsync(company.App.Workspace, default);
        Assert.Equal("expired", await company.StatusAsync(past));
        await ClosedAsync(customer, pastPath, "有效期");
    }

    [Theory, OnEveryDatabase]
    public async Task A_wrong_link_is_not_found_whatever_it_looks_like(TestDatabase database)
    {
        await using var company = await QuoteCompany.StartAsync(database);
        using var customer = company.Customer();
        var (quote, path) = await company.SentAsync();
        var token = path.Split('/')[^1];
        // The last character holds two bits that stand for nothing: the same token written another way is none.
        const string signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        string[] wrong = [token[..^1] + signs[signs.IndexOf(token[^1], StringComparison.Ordinal) + 1], token.ToUpperInvariant(), token[..^1], token + "A", token[..10] + (token[10] == 'A' ? 'B' : 'A') + token[11..], token[..^2] + (token[^2] == 'A' ? "BA" : "AA"), quote.ToString(), "x", "%00", new string('A', 43), new string('A', 5000)];
        foreach (var guess in wrong)
        {
            using var answer = await customer.GetAsync($"/q/{guess}");
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest or HttpStatusCode.RequestUriTooLong, $"{guess[..Math.Min(60, guess.Length)]}: {answer.StatusCode}");
            Assert.DoesNotContain("1,000", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var foreign = new HttpRequestMessage(HttpMethod.Post, $"{path}/accept") { Content = new FormUrlEncodedContent([new("name", "x"), new("confirm", "yes")]), Headers = { { "Origin", "https://elsewhere.example" } } };
        Assert.Equal(HttpStatusCode.Forbidden, (await customer.SendAsync(foreign)).StatusCode);
        foreach (var body in new HttpContent[] { new StringContent("{}", null, "application/json"), new ByteArrayContent([0xff, 0xfe]), new StringContent(new string('a', 100_000), null, "application/x-www-form-urlencoded") })
            Assert.InRange((int)(await customer.PostAsync($"{path}/accept", body)).StatusCode, 400, 422);
        Assert.Equal("sent", await company.StatusAsync(quote));
    }

    [Theory, OnEveryDatabase]
    public async Task A_colleague_who_looks_is_not_counted_and_too_many_requests_are_stopped(TestDatabase database)
    {
        await using var company = await QuoteCompany.StartAsync(database);
        var (quote, path) = await company.SentAsync();
        Assert.Equal(200, (await company.Rep.GetAsync(path)).Status);
        Assert.Equal(("sent", 0), (await company.StatusAsync(quote), (await company.ReadAsync(quote)).GetProperty("view_count").GetInt32()));

        using var customer = company.Customer();
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 70; i++)
            statuses.Add((await customer.GetAsync("/q/none")).StatusCode);
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
    }

    private static async Task ClosedAsync(HttpClient customer, string path, string says)
    {
        foreach (var address in new[] { path, $"{path}/pdf" })
        {
            using var answer = await customer.GetAsync(address);
            var text = Plain(await answer.Content.ReadAsStringAsync());
            Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
            Assert.Contains(says, text, StringComparison.Ordinal);
            Assert.DoesNotContain("1,000", text, StringComparison.Ordinal);
            Assert.DoesNotContain("上海客户", text, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.Gone, (await SendAsync(customer, $"{path}/accept", ("name", "王总"), ("confirm", "yes"))).StatusCode);
    }

    /// <summary>As time would: a field of a record that nobody may write.</summary>
    private static async Task ChangeAsync(QuoteCompany company, string definition, string by, Guid id, string field, object value)
    {
        var session = company.App.Workspace.Open(Kernel.Access.Actor.System("test people"));
        var schema = session.Schema[definition];
        var records = by == "id" ? [(await session.LoadAsync(schema, id))!] : await session.LoadWhereAsync(schema, Kernel.Expressions.Condition.Equal(new Kernel.Expressions.FieldPath(schema[by]), id));
        foreach (var record in records)
            record[field] = value;
        Assert.Null(await session.CommitAsync());
    }
}
