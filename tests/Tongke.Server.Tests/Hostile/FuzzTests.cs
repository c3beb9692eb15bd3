using System.Text;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Hostile;

/// <summary>Requests put together at random from true and broken pieces, as somebody who may all and as somebody who may little: nothing is a 5xx.</summary>
public sealed class FuzzTests
{
    /// <summary>How many requests; more by <c>TONGKE_FUZZ</c> in the environment, with another seed each time.</summary>
    private static readonly int Requests = int.TryParse(Environment.GetEnvironmentVariable("TONGKE_FUZZ"), out var asked) ? asked : 800;

    private static readonly int Seed = Requests == 800 ? 20261125 : Environment.TickCount;

    private static readonly HttpMethod[] Methods = [HttpMethod.Get, HttpMethod.Get, HttpMethod.Get, HttpMethod.Post, HttpMethod.Post, HttpMethod.Patch, HttpMethod.Delete, HttpMethod.Put, HttpMethod.Head, HttpMethod.Options, new("QUERY")];

    private static readonly string[] Objects = ["lead", "account", "contact", "opportunity", "product", "activity", "task", "user", "role", "department", "stage", "import_job", "export_job", "object_customisation", "record_member", "stored_file", "list_view", "api_key", "nothing", "$batch", "$metadata", ""];

    private static readonly string[] Rests = ["", "", "", "/$count", "/$delta", "/$history", "/$access", "/convert", "/merge", "/transfer", "/move_stage", "/win", "/lose", "/start", "/suggest", "/undo", "/error_file", "/$value", "/%2e%2e", "/a/b/c", "/$ref"];

    private static readonly string[] Queries =
    [
        "$filter=name eq 'a'", "$filter=name eq", "$filter=owner/name eq 'boss'", "$filter=contains(name,'a') and not (rating gt 3)", "$filter=created_at gt 2026-01-01", "$filter=id eq 5", "$filter=account/parent/name eq null", "$filter=amount in (1,2,null)",
        "$orderby=name desc,created_at", "$orderby=owner/department/name", "$orderby=amount add 1", "$select=id,name", "$select=*", "$select=", "$expand=owner", "$expand=account($select=name;$expand=owner)", "$expand=*", "$expand=contact_account($top=2;$orderby=name;$filter=name ne 'x')",
        "$top=3", "$skip=1", "$count=true", "$search=a", "$search=\"云\" -x", "$apply=groupby((owner/name),aggregate($count as n))", "$apply=aggregate(amount with sum as s)", "$apply=filter(name eq 'a')/groupby((status))", "$apply=groupby((name),aggregate(id with max as m))",
        "$skiptoken=abc", "token=latest", "token=5", "deleted=true", "purge=true", "$format=json", "$compute=1", "user=x", "before=x", "a=b", "$filter=%27", "$filter=now() gt created_at and year(created_at) eq 2026", "$levels=max",
    ];

    private static readonly string[] Bodies =
    [
        "{}", "{\"name\":\"A\"}", "{\"name\":null}", "{\"name\":\"A\",\"rating\":3,\"owner\":\"x\"}", "[]", "null", "{", "\"x\"", "{\"roles\":[\"x\"]}", "{\"amount\":\"1\",\"amount_currency\":\"XXX\"}", "{\"requests\":[]}",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"lead?$filter=\"},{\"id\":\"1\",\"method\":\"FLY\",\"url\":\"//\"}]}", "{\"requests\":[{\"id\":1,\"url\":null}]}", "{\"object\":\"lead\",\"definition\":{\"name\":\"lead\"}}", "{\"object\":\"lead\",\"file\":\"x\",\"mapping\":5}",
        "{\"object\":\"lead\",\"columns\":[\"name\",5],\"filter\":\"(\"}", "{\"grants\":{\"lead\":{\"read\":\"=1\"}}}", "{\"grants\":[]}", "{\"records\":[],\"winner\":\"x\"}", "{\"stage\":\"x\"}", "{\"close_date\":\"2026-13-40\"}", "{\"filter\":{\"and\":[{}]}}", "{\"opportunity_line\":[{\"quantity\":-1}]}",
        "{\"\":\"\"}", "{\"id\":\"00000000-0000-0000-0000-000000000000\",\"name\":\"Z\"}",
    ];

    private static readonly string[] Tags = ["\"1\"", "*", "x", "W/\"0\""];

    private static readonly string[] Others =
    [
        "/api/meta", "/api/search?q=a", "/api/search", "/api/search?q=%00", "/api/pages/sales?from=x", "/api/pages/today?top=x", "/api/pages/bench", "/api/pages/sales?from=2026-01-01&to=2025-01-01", "/api/files", "/api/files/x", "/api/session", "/api/sessions", "/api/sign-in-log?user=x", "/api/password", "/api/api-keys", "/api/second-factor",
        "/api/setup", "/openapi/v1.json", "/docs", "/metrics", "/healthz", "/%00", "/api/v1/%F0", "/api/v1//", "/api/v1/lead('a')", "/api/v1/lead(name='a',x=1)", "/api/v1/product(code='A')", "/api/v1/user(login='boss')/$history", "/setup?token=", "/api/users/x/password",
    ];

    [Theory, OnEveryDatabase]
    public async Task Nothing_that_is_asked_at_random_is_a_defect(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var rep = await app.SignInAsync("rep", new Dictionary<string, object>
        {
            ["lead"] = Grants.Own, ["account"] = new { create = true, read = "own", edit = "own", fields = new Dictionary<string, string> { ["*"] = "mask", ["name"] = "edit" } }, ["import_job"] = Grants.Own, ["export_job"] = Grants.Own,
        });
        var ids = new List<string> { Guid.NewGuid().ToString(), "x", "1" };
        var account = (await boss.CreateAsync("account", new { name = "Acme" })).GetProperty("id").GetGuid();
        ids.Add(account.ToString());
        ids.Add((await boss.CreateAsync("opportunity", new { name = "D", account, amount = 10 })).GetProperty("id").GetString()!);
        ids.Add((await rep.CreateAsync("lead", new { name = "L" })).GetProperty("id").GetString()!);

        var random = new Random(Seed);
        T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
        var bad = new List<string>();
        for (var i = 0; i < Requests; i++)
        {
            var path = new StringBuilder(random.Next(8) == 0 ? Pick(Others) : $"/api/v1/{Pick(Objects)}{(random.Next(2) == 0 ? "/" + Pick(ids) : "")}{Pick(Rests)}");
            for (var n = random.Next(4); n > 0; n--)
                path.Append(path.ToString().Contains('?', StringComparison.Ordinal) ? '&' : '?').Append(Pick(Queries));

            var (method, who) = (Pick(Methods), random.Next(3) == 0 ? rep : boss);
            var body = method == HttpMethod.Get || method == HttpMethod.Head || random.Next(6) == 0 ? null : Damaged(Pick(Bodies), random);
            var answer = await who.SendAsync(method, path.ToString(), body, random.Next(10) == 0 ? [("If-Match", Pick(Tags))] : []);
            if (answer.Status >= 500)
                bad.Add($"{who.Login} {method} {path} {body}\n    {answer.Status} {answer.Text[..Math.Min(300, answer.Text.Length)]}");
        }

        Assert.True(bad.Count == 0, $"seed {Seed}\n{string.Join('\n', bad.Take(20))}");
    }

    /// <summary>Now and then a piece of the body is cut, doubled or replaced.</summary>
    private static string Damaged(string body, Random random)
    {
        var at = random.Next(body.Length);
        return random.Next(8) switch
        {
            0 => body[..at],
            1 => body[at..] + body,
            2 => body.Insert(at, "\\ud800"),
            3 => body.Replace(":", random.Next(2) == 0 ? "::" : ":[[[{", StringComparison.Ordinal),
            _ => body,
        };
    }
}
