using System.Text.Json;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Records;

/// <summary>Options come in the order in which they were declared, not in that of their codes, on every page and with an index or without.</summary>
public sealed class OptionOrderTests
{
    private static readonly string?[] Priorities = ["low", "normal", "high", "urgent"];

    [Theory, OnEveryDatabase]
    public async Task Records_are_sorted_by_the_place_of_their_option(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        foreach (var (i, priority) in Enumerable.Range(0, 9).Select(i => (i, Priorities[i * 3 % 4])))
            await boss.CreateAsync("task", new { subject = $"{i}", priority });

        Assert.Equal(Priorities.SelectMany(p => Enumerable.Repeat(p, p == "low" ? 3 : 2)), await PagesAsync(boss, "task", "priority", "priority"));
        Assert.Equal(Priorities.Reverse().SelectMany(p => Enumerable.Repeat(p, p == "low" ? 3 : 2)), await PagesAsync(boss, "task", "priority desc", "priority"));
    }

    [Theory, OnEveryDatabase]
    public async Task Pages_go_on_from_option_to_option(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        string?[] sources = [null, "website", "search_ads", "social", "exhibition"]; // as the definition has them
        for (var i = 0; i < 15; i++)
            await boss.CreateAsync("lead", new { name = $"{(char)('a' + i)}", source = sources[i * 2 % 5] });

        foreach (var (order, names) in new (string Order, Func<IEnumerable<(string? Source, string Name)>, IEnumerable<(string? Source, string Name)>> Sorted)[]
        {
            ("source,name", all => all.OrderBy(l => Array.IndexOf(sources, l.Source)).ThenBy(l => l.Name, StringComparer.Ordinal)),
            ("source,name desc", all => all.OrderBy(l => Array.IndexOf(sources, l.Source)).ThenByDescending(l => l.Name, StringComparer.Ordinal)),
            ("source desc,name", all => all.OrderByDescending(l => Array.IndexOf(sources, l.Source)).ThenBy(l => l.Name, StringComparer.Ordinal)),
            ("name desc,source", all => all.OrderByDescending(l => l.Name, StringComparer.Ordinal)),
        })
        {
            var expected = names(Enumerable.Range(0, 15).Select(i => (sources[i * 2 % 5], $"{(char)('a' + i)}"))).ToArray();
            var found = (await RecordsAsync(boss, $"/api/v1/lead?$select=name,source&$orderby={Uri.EscapeDataString(order)}", pageSize: 2)).Select(l => (l.GetProperty("source").GetString(), l.GetProperty("name").GetString()!));
            Assert.Equal(expected, found);
            var later = (await boss.GetAsync($"/api/v1/lead?$select=name,source&$orderby={Uri.EscapeDataString(order)}&$skip=7&$top=5")).Json.GetProperty("value").EnumerateArray().Select(l => (l.GetProperty("source").GetString(), l.GetProperty("name").GetString()!));
            Assert.Equal(expected.Skip(7).Take(5), later);
        }
    }

    private static async Task<IEnumerable<string?>> PagesAsync(TestClient client, string definition, string order, string field) =>
        (await RecordsAsync(client, $"/api/v1/{definition}?$select={field}&$orderby={Uri.EscapeDataString(order)}", pageSize: 2)).Select(r => r.GetProperty(field).GetString());

    private static async Task<IReadOnlyList<JsonElement>> RecordsAsync(TestClient client, string path, int pageSize)
    {
        var records = new List<JsonElement>();
        for (var next = path; next is not null;)
        {
            var page = (await client.GetAsync(next, ("Prefer", $"odata.maxpagesize={pageSize}"))).Expect(200);
            records.AddRange(page.GetProperty("value").EnumerateArray());
            next = page.TryGetProperty("@odata.nextLink", out var link) ? new Uri(link.GetString()!).PathAndQuery : null;
        }

        return records;
    }
}
