using System.Text.RegularExpressions;
using CsCheck;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Records;

/// <summary>
/// Random roles over leads and deals whose every text is a marker that names its record and field. Whatever a surface answers, a marker in it must
/// be of a record and a field that the role shows; and counts must be of visible records alone.
/// </summary>
public sealed partial class LeakTests
{
    private const int Records = 12;
    private static readonly string[] Fields = ["name", "company", "title", "wechat"];
    private static readonly string[] Scopes = ["none", "own", "subordinates", "all", "=rating >= 3", "=product.name = \"P1\""];
    private static readonly string[] Rights = ["none", "mask", "read", "edit"];

    private static readonly string[] LinkScopes = ["none", "own", "all"];

    private static readonly Gen<(string Scope, string[] Rights, string LinkScope)> Roles =
        Gen.Select(OneOf(Scopes), OneOf(Rights).Array[Fields.Length], OneOf(LinkScopes));

    [Theory, OnEveryDatabase]
    public async Task No_surface_tells_what_a_role_hides(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var peer = await app.SignInAsync("peer", new Dictionary<string, object> { ["user"] = new { read = "none" } });
        var products = new List<Guid>();
        for (var i = 0; i < 2; i++)
            products.Add((await boss.CreateAsync("product", new { name = $"P{i}" })).GetProperty("id").GetGuid());

        var number = 0;
        await Roles.SampleAsync(async role =>
        {
            var login = $"rep{number++}";
            var grants = new Dictionary<string, object>
            {
                ["lead"] = new
                {
                    read = role.Scope,
                    fields = Fields.Select((name, i) => (name, right: role.Rights[i])).Append(("rating", "read")).Append(("product", "read")).Append(("status", "read")).ToDictionary(f => f.Item1, f => f.Item2),
                },
                ["product"] = new { read = role.LinkScope },
            };
            var rep = await app.SignInAsync(login, grants);
            var world = await World.MakeAsync(boss, login, products, [rep.Id, peer.Id, boss.Id]);
            await new Probe(rep, world, role).RunAsync();
            await world.RemoveAsync(boss);
        }, iter: 8, threads: 1);
    }

    private static Gen<string> OneOf(string[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    [GeneratedRegex("Zq(\\d+)([a-z]+)Qz")]
    private static partial Regex Marker();

    private static string Mark(int record, string field) => $"Zq{record}{field}Qz";

    /// <summary>The records of one run.</summary>
    private sealed record World(string Batch, IReadOnlyList<(Guid Id, Guid Owner, int Rating, int Product)> Leads)
    {
        public static async Task<World> MakeAsync(TestClient boss, string batch, List<Guid> products, Guid[] owners)
        {
            var leads = new List<(Guid, Guid, int, int)>();
            for (var i = 0; i < Records; i++)
            {
                var (owner, rating, product) = (owners[i % 3], i % 5 + 1, i / 3 % 2);
                var lead = await boss.CreateAsync("lead", new { name = Mark(i, "name"), company = Mark(i, "company"), title = Mark(i, "title"), wechat = Mark(i, "wechat"), rating, product = products[product], owner });
                leads.Add((lead.GetProperty("id").GetGuid(), owner, rating, product));
            }

            return new(batch, leads);
        }

        public async Task RemoveAsync(TestClient boss)
        {
            foreach (var lead in Leads)
                (await boss.DeleteAsync($"/api/v1/lead/{lead.Id}?purge=true")).Expect(204);
        }
    }

    private sealed class Probe(TestClient rep, World world, (string Scope, string[] Rights, string LinkScope) role)
    {
        public async Task RunAsync()
        {
            var visible = Enumerable.Range(0, Records).Where(IsVisible).ToArray();
            foreach (var path in Paths())
            {
                var answer = await rep.GetAsync(path);
                Assert.True(answer.Status < 500, $"{path}: {answer.Text}");
                Check(path, answer.Text);
            }

            if (role.Scope != "none")
            {
                Assert.Equal(visible.Length, (await rep.GetAsync("/api/v1/lead?$count=true&$top=0")).Expect(200).GetProperty("@odata.count").GetInt32());
                var sum = (await rep.ListAsync("lead", "$apply=aggregate($count as n,rating with sum as s)")).Single();
                Assert.Equal(visible.Length, sum.GetProperty("n").GetInt32());
                var expected = role.LinkScope == "all" ? visible.Count(i => world.Leads[i].Product == 1) : 0;
                var byPath = await rep.GetAsync("/api/v1/lead/$count?$filter=product/name eq 'P1'");
                Assert.True(byPath.Status != 200 || byPath.Text == $"{expected}", $"{byPath.Status} {byPath.Text}, expected {expected}");
            }

            foreach (var (name, right) in Fields.Zip(role.Rights).Where(f => f.Second is "none" or "mask"))
                foreach (var clause in new[] { $"$filter=startswith({name},'Zq')", $"$orderby={name}", $"$apply=groupby(({name}))", $"$apply=aggregate({name} with max as m)", $"$filter={name} eq 5", $"$filter=contains({name})" })
                {
                    var refused = await rep.GetAsync($"/api/v1/lead?{clause}");
                    Assert.InRange(refused.Status, 400, 403);
                    if (right == "none" && role.Scope != "none")
                        Assert.Equal((await rep.GetAsync($"/api/v1/lead?{clause.Replace(name, "unheard_of", StringComparison.Ordinal)}")).Text.Replace("unheard_of", name, StringComparison.Ordinal), refused.Text);
                }
        }

        private IEnumerable<string> Paths()
        {
            yield return "/api/v1/lead";
            yield return "/api/v1/lead?$expand=product&$top=1000";
            yield return "/api/v1/lead?$select=name,company,title,wechat";
            yield return "/api/v1/lead?$search=Zq";
            yield return "/api/v1/lead/$delta";
            yield return "/api/search?q=Zq";
            yield return "/api/meta";
            yield return "/api/v1/product?$expand=lead_product";
            yield return "/api/v1/lead?$apply=groupby((name,company))";
            yield return "/api/v1/lead?deleted=true";
            foreach (var lead in world.Leads)
            {
                yield return $"/api/v1/lead/{lead.Id}";
                yield return $"/api/v1/lead/{lead.Id}/$history";
                yield return $"/api/v1/lead/{lead.Id}/$access";
                yield return $"/api/v1/lead/{lead.Id}/$actions";
            }
        }

        private void Check(string path, string text)
        {
            foreach (Match found in Marker().Matches(text))
            {
                var record = int.Parse(found.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
                var field = Array.IndexOf(Fields, found.Groups[2].Value);
                Assert.True(IsVisible(record) && role.Rights[field] is ("read" or "edit"), $"{path} tells {found.Value} to a role with {role.Scope} and {string.Join(',', role.Rights)}");
            }
        }

        private bool IsVisible(int record) => role.Scope switch
        {
            "none" => false,
            "own" or "subordinates" => world.Leads[record].Owner == rep.Id,
            "all" => true,
            "=rating >= 3" => world.Leads[record].Rating >= 3,
            _ => world.Leads[record].Product == 1,
        };
    }
}
