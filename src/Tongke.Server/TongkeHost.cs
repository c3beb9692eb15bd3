using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;
using Tongke.Crm;
using Tongke.Crm.Contracts;
using Tongke.Crm.Customers;
using Tongke.Crm.Quoting;
using Tongke.Crm.Tenders;
using Tongke.Exchange;
using Tongke.Exchange.Files;
using Tongke.Kernel;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.SystemObjects;
using Tongke.Kernel.Texts;
using Tongke.Server.Audit;
using Tongke.Server.Client;
using Tongke.Server.Definitions;
using Tongke.Server.Duties;
using Tongke.Server.Errors;
using Tongke.Server.Exchange;
using Tongke.Server.Files;
using Tongke.Server.Health;
using Tongke.Server.Http;
using Tongke.Server.Identity;
using Tongke.Server.LeadForms;
using Tongke.Server.Live;
using Tongke.Server.Meta;
using Tongke.Server.Pages;
using Tongke.Server.Printing;
using Tongke.Server.Records;
using Tongke.Server.Search;
using Tongke.Server.Sharing;

namespace Tongke.Server;

/// <summary>Puts the server together: the workspace, the steps every request takes, the endpoints.</summary>
public static class TongkeHost
{
    static TongkeHost()
    {
        // The package of imports is made only where files are known to lie; its texts are the product's from the start.
        Dictionaries.Register(typeof(ExchangePackage).Assembly);
        Dictionaries.Register(typeof(TongkeHost).Assembly);
    }

    /// <summary>What the product consists of, in order; the kernel's own package comes before.</summary>
    public static IReadOnlyList<Package> Packages { get; } = [.. ChineseHolidays.Packages, CrmPackage.Instance, .. LaterGrants.Packages, QuotingDefaults.Package, Crm.Sales.SalesModels.Package, DeliveredBenches.Package, .. DeliveredBenches.LaterCards, DeliveredReminders.Package, DeliveredPaymentTerms.Package, DeliveredPaymentTerms.InMonths, DeliveredTenderRoles.Package, HideScoreCounts.Package, SplitOldReasons.Package, ServerPackage.Instance, IdentityPackage.Instance];

    /// <summary>Opens the workspace that the options name.</summary>
    public static Task<Workspace> OpenAsync(ServerOptions options, ILoggerFactory logs, TimeProvider? clock = null, CancellationToken ct = default)
    {
        Directory.CreateDirectory(options.DataFolder);

        return Workspace.OpenAsync(new() { Location = options.Location, Packages = [.. Packages, ExchangePackage.Create(new FileFolder(options.FileFolder))], Logs = logs, Clock = clock ?? TimeProvider.System, Cipher = CipherOf(options) }, ct);
    }

    private static FieldKeyRing CipherOf(ServerOptions options) => new(new Dictionary<int, byte[]> { [1] = SecretKey.Load(options.DataFolder).For("encrypted fields") });

    /// <summary>Builds the server, ready to be started.</summary>
    /// <param name="options">How it is started.</param>
    /// <param name="configure">Takes part in the building: tests put their clock and their ways in here.</param>
    /// <param name="ct">Ends the opening of the workspace.</param>
    public static async Task<WebApplication> BuildAsync(ServerOptions options, Action<WebApplicationBuilder>? configure = null, CancellationToken ct = default)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(options.Urls).UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RecordEndpoints.LargestBody;
        });
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning); // A line for every request would bury what matters; /metrics counts them.
        builder.Services.AddRouting();
        builder.Services.AddSingleton(options);
        builder.Services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
        });
        builder.Services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
        builder.Services.Configure<GzipCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
        builder.Services.AddSingleton<RequestMetrics>();
        builder.Services.AddSingleton<RecordAmounts>();
        var files = new FileFolder(options.FileFolder);
        builder.Services.AddSingleton(files);
        builder.Services.AddExchange(files);
        builder.Services.AddIdentity(builder.Configuration, SecretKey.Load(options.DataFolder));
        builder.Services.AddLive();
        MaskedConsole.AddTo(builder.Logging);
        builder.Services.AddSingleton<UnfinishedUploads>();
        // What runs beside the requests never ends them.
        builder.Services.Configure<HostOptions>(host => host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore);
        builder.Services.AddHostedService<DutyHost>();
        builder.Services.AddDuplicateCheck();
        builder.Services.AddLeadForms();
        builder.Services.AddQuotes();
        configure?.Invoke(builder);

        var app = await WithWorkspaceAsync(builder, options, ct);
        Use(app);
        return app;
    }

    private static async Task<WebApplication> WithWorkspaceAsync(WebApplicationBuilder builder, ServerOptions options, CancellationToken ct)
    {
        Workspace? workspace = null;
        builder.Services.AddSingleton(_ => workspace ?? throw new InvalidOperationException("The workspace is not open yet."));
        var app = builder.Build();
        workspace = await OpenAsync(options, app.Services.GetRequiredService<ILoggerFactory>(), app.Services.GetService<TimeProvider>(), ct);
        return app;
    }

    /// <summary>The steps of a request, in order, and then the endpoints.</summary>
    private static void Use(WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<RequestMetricsStep>();
        app.UseResponseCompression();
        app.UseMiddleware<ErrorHandling>();
        app.Use((context, next) =>
        {
            SecurityHeaders.Put(context);
            return next(context);
        });
        app.UseClientFiles();
        app.UseRouting();
        foreach (var step in app.Services.GetServices<IRequestStep>())
            app.Use(next => context => step.InvokeAsync(context, next));
        app.UseIdentity();
        app.MapHealth();
        app.MapStatus();
        app.MapIdentity();
        app.MapMeta();
        app.MapDefinitions();
        app.MapChanges();
        app.MapDocs();
        app.MapSearch();
        app.MapFiles();
        app.MapExchange();
        app.MapDuplicateCheck();
        app.MapHandOver();
        app.MapDocuments();
        app.MapQuotes();
        app.MapRecords();
        app.MapSalesPage();
        app.MapQualityPage();
        app.MapAgeingPage();
        app.MapGroupPage();
        app.MapBenchPages();
        app.MapApprovalsPage();
        app.MapPoolsPage();
        app.MapLeadForms();
        app.MapForecastPages();
        app.MapTargetPages();
        app.MapLive();
        app.MapClientManifest();
    }
}
