using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Tongke.Kernel.Access;
using Tongke.Server.Identity;
using Tongke.Server.Live;
using Tongke.Server.Tests.Identity;

namespace Tongke.Server.Tests.Live;

/// <summary>An open page of somebody who signed in with a password, and what it is told.</summary>
internal sealed class LivePage : IAsyncDisposable
{
    private const string Password = "Correct-Horse-7";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HubConnection line;
    private readonly Channel<Told> told = Channel.CreateUnbounded<Told>();
    private readonly Channel<Presence> present = Channel.CreateUnbounded<Presence>();
    private readonly Channel<bool> definitions = Channel.CreateUnbounded<bool>();

    private LivePage(HubConnection line, Browser browser)
    {
        (this.line, Browser) = (line, browser);
        line.On<Told>("changed", told => this.told.Writer.TryWrite(told));
        line.On<Presence>("presence", told => present.Writer.TryWrite(told));
        line.On("definitions", () => definitions.Writer.TryWrite(true));
        line.Closed += _ =>
        {
            Closed.TrySetResult();
            return Task.CompletedTask;
        };
    }

    /// <summary>The browser that the page is open in.</summary>
    public Browser Browser { get; }

    /// <summary>Done when the server closed the line.</summary>
    public TaskCompletionSource Closed { get; } = new();

    /// <summary>Gives a person a password, signs in and opens a page that shows these objects.</summary>
    public static async Task<LivePage> OpenAsync(TestApp app, TestClient person, params string[] objects)
    {
        var ct = TestContext.Current.CancellationToken;
        var session = app.Workspace.Open(Actor.System("test"));
        var user = await session.LoadAsync(session.Schema["user"], person.Id, ct);
        Assert.Null((await app.Get<PasswordChanges>().GiveAsync(user!, Password, mustChange: false, ct)).Refusal);
        var browser = new Browser(new Uri(app.Address));
        Assert.Equal(HttpStatusCode.OK, (await browser.SignInAsync(person.Login, Password)).Status);

        var page = new LivePage(LineTo(app, browser.Cookie!), browser);
        await page.line.StartAsync(ct);
        await page.line.InvokeAsync("Watch", objects, ct);
        return page;
    }

    /// <summary>A line with a cookie, not open yet.</summary>
    public static HubConnection LineTo(TestApp app, string? cookie, string? origin = null) => new HubConnectionBuilder()
        .WithUrl($"{app.Address}/api/live", HttpTransportType.WebSockets, o =>
        {
            o.SkipNegotiation = true;
            if (cookie is not null)
                o.Headers["Cookie"] = cookie;
            if (origin is not null)
                o.Headers["Origin"] = origin;
        })
        .Build();

    /// <summary>The next thing the page is told.</summary>
    public async Task<Told> NextAsync() => await told.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);

    /// <summary>Says which record the page is about.</summary>
    public Task LookAsync(string? definition, string? record) => line.InvokeAsync("Look", definition, record is null ? null : (Guid?)Guid.Parse(record), TestContext.Current.CancellationToken);

    /// <summary>The names of those who have the record before them too, when the page is told next.</summary>
    public async Task<IEnumerable<string>> OthersAsync() => (await present.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience)).People.Select(p => p.Name);

    /// <summary>Whether the page was told of nobody.</summary>
    public bool SawNobody => !present.Reader.TryRead(out _);

    /// <summary>Forgets that definitions were said to have changed; to be called when the page is known to have heard of all that went before.</summary>
    public void ForgetDefinitions()
    {
        while (definitions.Reader.TryRead(out _))
        {
        }
    }

    /// <summary>Waits until the page is told that the definitions changed.</summary>
    public async Task DefinitionsAsync() => await definitions.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);

    /// <summary>Reads what the page is told until it is told of the record.</summary>
    public async Task<IReadOnlyList<Told>> UntilAsync(string record)
    {
        var all = new List<Told>();
        do
            all.Add(await NextAsync());
        while (!(all[^1].Changed ?? []).Concat(all[^1].Removed ?? []).Contains(Guid.Parse(record)));
        return all;
    }

    public ValueTask DisposeAsync() => line.DisposeAsync();
}

/// <summary>One message to a page.</summary>
internal sealed record Told(string Object, Guid[]? Changed, Guid[]? Removed);
