using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Testing;
using Tongke.Kernel.Texts;
using Tongke.Server.Http;
using Tongke.Storage;
using Tongke.Testing;

namespace Tongke.Server.Tests;

/// <summary>The real server on a port of its own over an empty workspace, with people whom tests speak for by name.</summary>
public sealed class TestApp : IAsyncDisposable
{
    private static readonly PreparedDatabase AfterFirstStart = new(PrepareAsync);

    private readonly WebApplication app;

    private TestApp(WebApplication app) => this.app = app;

    public Workspace Workspace => app.Services.GetRequiredService<Workspace>();

    public IServiceProvider Services => app.Services;

    public string Address => app.Urls.First();

    public T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

    public static async Task<TestApp> StartAsync(TestDatabase database) => await StartAsync(await NewLocationAsync(database));

    /// <summary>A database of its own as the first start leaves it: empty but for what is delivered.</summary>
    public static Task<DatabaseLocation> NewLocationAsync(TestDatabase database) => AfterFirstStart.CopyAsync(database);

    /// <summary>A node over a database that another may be serving already.</summary>
    public static async Task<TestApp> StartAsync(DatabaseLocation location, string? folder = null, Func<ServerOptions, ServerOptions>? with = null)
    {
        var options = new ServerOptions { Urls = "http://127.0.0.1:0", DataFolder = folder ?? NewFolder(), Location = location };
        var app = await TongkeHost.BuildAsync(with?.Invoke(options) ?? options, builder =>
        {
            builder.Logging.ClearProviders().AddProvider(new DefectsOnConsole());
            builder.Services.AddSingleton<IRequestStep, SpeakForPeople>();
        });
        app.Services.GetRequiredService<Server.Identity.IdentityOptions>().RequestsPerWindow = 0; // one person speaks for many clients; the limit has tests of its own
        await app.StartAsync();
        return new TestApp(app);
    }

    /// <summary>Makes a person with a role of the given grants and speaks for them.</summary>
    public async Task<TestClient> SignInAsync(string login, object grants, Guid? department = null, Guid? manager = null)
    {
        var session = Workspace.Open(Actor.System("test people"));
        var role = session.Add(session.Schema["role"]);
        role["name"] = $"role_{login}";
        role["label_zh"] = login;
        role["grants"] = JsonSerializer.SerializeToElement(grants);
        var user = session.Add(session.Schema["user"]);
        user["login"] = login;
        user["name"] = login;
        user["department"] = department;
        user["manager"] = manager;
        user["active"] = true;
        user["roles"] = new[] { role.Id };
        var refusal = await session.CommitAsync();
        if (refusal is not null)
            throw new InvalidOperationException(refusal.Message.In(Language.English) + string.Join(";", refusal.Problems.Select(p => p.Target + p.Message.In(Language.English))));

        return new TestClient(Address, login, user.Id);
    }

    /// <summary>Makes a person with delivered roles and speaks for them.</summary>
    public async Task<TestClient> SignInAsAsync(string login, Guid? department, Guid? manager, params string[] roles)
    {
        var session = Workspace.Open(Actor.System("test people"));
        var all = await session.LoadWhereAsync(session.Schema["role"], Constant.True);
        var user = session.Make(session.Schema["user"]);
        (user["login"], user["name"], user["department"], user["manager"], user["active"]) = (login, login, department, manager, true);
        user["roles"] = roles.Select(name => all.Single(r => (string?)r["name"] == name).Id).ToArray();
        if (await session.CommitAsync() is { } refusal)
            throw new InvalidOperationException(refusal.Message.Code);

        return new TestClient(Address, login, user.Id);
    }

    /// <summary>Changes a record as the system does, past what people may: what has happened meanwhile.</summary>
    public async Task SetAsync(string definition, Guid id, params (string Field, object? Value)[] values)
    {
        var session = Workspace.Open(Actor.System("test people"));
        var record = (await session.LoadAsync(session.Schema[definition], id))!;
        foreach (var (field, value) in values)
            record[field] = value;
        if (await session.CommitAsync() is { } refusal)
            throw new InvalidOperationException(refusal.Message.In(Language.English) + string.Join(";", refusal.Problems.Select(p => p.Target + p.Message.In(Language.English))));
    }

    /// <summary>Somebody who may do everything.</summary>
    public Task<TestClient> SignInAsync(string login = "boss") => SignInAsync(login, new Dictionary<string, object> { ["*"] = Grants.Everything });

    /// <summary>Somebody who may do everything, with what only roles that name it reach.</summary>
    public Task<TestClient> SignInEverywhereAsync() =>
        SignInAsync("boss", Workspace.Schema.Objects.Where(o => o.Definition.NamedOnly).Select(o => o.Name).Append("*").ToDictionary(name => name, _ => Grants.Everything));

    /// <summary>A script with a key of the person's, in the role that the person has.</summary>
    public async Task<TestClient> GiveKeyAsync(TestClient person, params string[] scopes)
    {
        var member = Workspace.Organization.Find(person.Id)!;
        var session = Workspace.Open(Actor.User(member.Id, member.Name, member.Roles));
        var key = session.Add(session.Schema["api_key"]);
        (key["name"], key["role"], key["scopes"], key["owner"]) = ("script", member.Roles[0], scopes, member.Id);
        var (secret, refusal) = await app.Services.GetRequiredService<Server.Identity.ApiKeys>().IssueAsync(key, session, CancellationToken.None);
        return refusal is null ? new TestClient(Address, person.Login, person.Id, ("Authorization", $"Bearer {secret}")) : throw new InvalidOperationException(refusal.Message.In(Language.English));
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    /// <summary>What a node does to an empty database before it serves. The keys lie in the data folder, of which each node of a test has its own.</summary>
    private static async Task PrepareAsync(DatabaseLocation location)
    {
        await using var workspace = await TongkeHost.OpenAsync(new ServerOptions { DataFolder = NewFolder(), Location = location }, NullLoggerFactory.Instance);
        await workspace.CatchUpAsync();
    }

    private static string NewFolder() => Path.Combine(TestFolder.Path, Guid.NewGuid().ToString("N"));

    private sealed class SpeakForPeople(Workspace workspace) : IRequestStep
    {
        public Task InvokeAsync(HttpContext context, RequestDelegate next)
        {
            if (context.Request.Headers["X-Test-Login"].ToString() is { Length: > 0 } login && workspace.Organization.Members.FirstOrDefault(m => m.Login == login) is { } member)
                context.SetActor(Actor.User(member.Id, member.Name, member.Roles) with { Language = context.Request.AskedLanguage() ?? Language.English });

            return next(context);
        }
    }
}

/// <summary>Grants that tests use often.</summary>
public static class Grants
{
    public static object Everything { get; } = new { create = true, read = "all", edit = "all", delete = "all", purge = true, transfer = true, import = true, export = true, mass_edit = true, approve = true };

    public static object Own { get; } = new { create = true, read = "own", edit = "own", delete = "own" };
}
