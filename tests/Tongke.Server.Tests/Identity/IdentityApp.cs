using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Testing;
using Tongke.Kernel.Texts;
using Tongke.Server.Errors;
using Tongke.Server.Http;
using Tongke.Server.Identity;
using Tongke.Storage;
using Tongke.Testing;

namespace Tongke.Server.Tests.Identity;

/// <summary>The real sign-in over HTTP on a port of its own, above an empty workspace and a clock that stands still, with one endpoint that says who asks.</summary>
public sealed class IdentityApp : IAsyncDisposable
{
    public const string Password = "Correct-Horse-7";

    private static readonly DateTimeOffset Moment = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);
    private static readonly PreparedDatabase AfterFirstStart = new(PrepareAsync);

    private readonly WebApplication app;

    private IdentityApp(WebApplication app, Workspace workspace, FakeTimeProvider clock) => (this.app, Workspace, Clock) = (app, workspace, clock);

    public Workspace Workspace { get; }

    public FakeTimeProvider Clock { get; }

    public Uri Address => new(app.Urls.First());

    public static async Task<IdentityApp> StartAsync(TestDatabase database, params (string Name, string Value)[] settings) => await StartAsync(await NewLocationAsync(database), settings);

    /// <summary>A database of its own as the first start leaves it.</summary>
    public static Task<DatabaseLocation> NewLocationAsync(TestDatabase database) => AfterFirstStart.CopyAsync(database);

    /// <summary>Starts a node over a database that may be in use already.</summary>
    public static async Task<IdentityApp> StartAsync(DatabaseLocation location, (string Name, string Value)[] settings, DateTimeOffset? now = null)
    {
        var clock = new FakeTimeProvider(now ?? Moment);
        var workspace = await OpenAsync(location, clock);
        Dictionaries.Register(typeof(IdentityPackage).Assembly);
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["Identity:HashMemoryKiB"] = "256";
        foreach (var (name, value) in settings)
            builder.Configuration[name] = value;
        builder.Services.AddSingleton(workspace);
        builder.Services.AddIdentity(builder.Configuration, new SecretKey(new byte[32]));

        var app = builder.Build();
        app.UseMiddleware<ErrorHandling>();
        app.Use(PretendAsync);
        app.UseIdentity();
        app.MapIdentity();
        app.MapMethods("/api/v1/{**path}", ["GET", "POST"], (HttpContext http) => $"{http.GetActor().Name} via {http.GetActor().Via}");
        await app.StartAsync();
        return new IdentityApp(app, workspace, clock);
    }

    /// <summary>A browser that nobody has used yet.</summary>
    public Browser NewBrowser() => new(Address);

    public T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>What the server does before it serves.</summary>
    public Task PrepareAsync() => app.PrepareSignInAsync(TestContext.Current.CancellationToken);

    /// <summary>Treats somebody as one of the people of the sample.</summary>
    public Task GiveSamplePasswordAsync(Guid person) => app.GivePasswordAsync(new HashSet<Guid> { person }, TestContext.Current.CancellationToken);

    /// <summary>Makes the first administrator, <c>admin</c>.</summary>
    public async Task AddAdministratorAsync(string login = "admin") =>
        Assert.Null(await Get<SettingUp>().CreateAsync(new FirstAdministrator(login, Password, "Admin", "通客", Language.Chinese), TestContext.Current.CancellationToken));

    /// <summary>Makes a role.</summary>
    public async Task<Guid> AddRoleAsync(string name, string grants)
    {
        var session = Workspace.Open(Actor.System("test"));
        var role = session.Make(session.Schema["role"]);
        role["name"] = name;
        role["label_zh"] = name;
        role["grants"] = System.Text.Json.JsonElement.Parse(grants);
        Assert.Null(await session.CommitAsync(TestContext.Current.CancellationToken));
        return role.Id;
    }

    /// <summary>Makes somebody with a password of their own.</summary>
    public async Task<Guid> AddPersonAsync(string login, params Guid[] roles)
    {
        var ct = TestContext.Current.CancellationToken;
        var session = Workspace.Open(Actor.System("test"));
        var user = session.Make(session.Schema["user"]);
        user["login"] = login;
        user["name"] = login;
        user["roles"] = roles;
        Assert.Null(await session.CommitAsync(ct));
        var (_, refusal) = await Get<PasswordChanges>().GiveAsync(user, Password, mustChange: false, ct);
        Assert.Null(refusal);
        return user.Id;
    }

    /// <summary>Changes one field of somebody.</summary>
    public async Task ChangePersonAsync(Guid id, string field, object? value)
    {
        var session = Workspace.Open(Actor.System("test"));
        var user = await session.LoadAsync(session.Schema["user"], id, TestContext.Current.CancellationToken);
        user![field] = value;
        Assert.Null(await session.CommitAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Signs somebody in with the usual password.</summary>
    public async Task<Browser> SignInAsync(string login, string password = Password)
    {
        var browser = NewBrowser();
        var answer = await browser.SignInAsync(login, password);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return browser;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await Workspace.DisposeAsync();
    }

    private static async Task PrepareAsync(DatabaseLocation location)
    {
        await using var workspace = await OpenAsync(location, new FakeTimeProvider(Moment));
        await workspace.CatchUpAsync();
    }

    private static Task<Workspace> OpenAsync(DatabaseLocation location, TimeProvider clock) =>
        Workspace.OpenAsync(new WorkspaceOptions { Location = location, Packages = [IdentityPackage.Instance], Clock = clock, Logs = NullLoggerFactory.Instance });

    /// <summary>Takes what a proxy would know from headers of the test.</summary>
    private static Task PretendAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Headers.ContainsKey("Test-Https"))
            http.Request.Scheme = "https";
        if (IPAddress.TryParse(http.Request.Headers["Test-Address"], out var address))
            http.Connection.RemoteIpAddress = address;

        return next(http);
    }
}
