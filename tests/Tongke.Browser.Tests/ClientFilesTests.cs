using System.Net;

namespace Tongke.Browser.Tests;

public sealed class ClientFilesTests(TongkeInBrowser tongke)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/opportunity/0198c0de-0000-7000-8000-000000000000")]
    public async Task An_address_that_a_person_opens_is_the_first_page_and_is_asked_for_again(string path)
    {
        using var answer = await GetAsync(path);

        Assert.Equal((HttpStatusCode.OK, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.True(answer.Headers.CacheControl?.NoCache);
    }

    [Theory]
    [InlineData("/api/no-such-thing")]
    [InlineData("/v1/no-such-thing")]
    public async Task An_unknown_address_of_an_interface_is_never_the_first_page(string path)
    {
        using var answer = await GetAsync(path);

        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotEqual("text/html", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_file_with_its_hash_in_its_name_is_kept_for_a_year()
    {
        using var page = await GetAsync("/");
        var script = (await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('"').First(part => part.StartsWith("/assets/", StringComparison.Ordinal));

        using var answer = await GetAsync(script);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(TimeSpan.FromDays(365), answer.Headers.CacheControl?.MaxAge);
    }

    [Fact]
    public async Task A_script_comes_compressed_to_whoever_takes_it_and_whole_to_others()
    {
        using var page = await GetAsync("/");
        var script = (await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('"').First(part => part.Contains("/library-", StringComparison.Ordinal) && part.EndsWith(".js", StringComparison.Ordinal));

        using var whole = await GetAsync(script);
        using var small = await GetAsync(script, "gzip, br");

        Assert.Equal(("br", "text/javascript"), (small.Content.Headers.ContentEncoding.Single(), small.Content.Headers.ContentType?.MediaType));
        Assert.Empty(whole.Content.Headers.ContentEncoding);
        var (plain, packed) = (await whole.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), await small.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.InRange(packed.Length, 1, plain.Length / 3);
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string? accepted = null)
    {
        using var http = new HttpClient { BaseAddress = tongke.Server.Address };
        if (accepted is not null) http.DefaultRequestHeaders.Add("Accept-Encoding", accepted);
        return await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
    }
}
