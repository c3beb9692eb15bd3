using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Tongke.Bench.Results;
using Tongke.Bench.Servers;
using Tongke.Crm.Customers;
using Tongke.Crm.Quoting;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Server;
using Tongke.Server.Printing;
using Tongke.Storage;

namespace Tongke.Bench.Works;

/// <summary>A quote of 50 lines read from the database and printed, once everything is warm.</summary>
internal static class PrintSpeed
{
    public const string Name = "Quote of 50 lines as PDF, read and printed";

    private const string Bar = "< 300 ms";
    private const double Most = 300;
    private const int Lines = 50;
    private const int WarmUp = 5;
    private const int Rounds = 30;

    public static async Task<Line> MeasureAsync(Workbench bench, CancellationToken ct)
    {
        await using var workspace = await TongkeHost.OpenAsync(new ServerOptions { Location = DatabaseLocation.Parse(bench.Location), DataFolder = bench.DataFolder }, NullLoggerFactory.Instance, ct: ct);
        var id = await MakeAsync(workspace, ct);
        var (printer, print, size) = (new PdfPrinter(), new QuotePrint(), 0);
        var times = new List<double>();
        for (var round = 0; round < WarmUp + Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            var session = workspace.Open(Actor.System("benchmark of printing"));
            var record = await session.LoadAsync(session.Schema[Quote.ObjectName], id, ct) ?? throw new InvalidOperationException("The quote is gone.");
            size = printer.Print(await print.ReadAsync(record, null, session, ct), logo: null).Length;
            if (round >= WarmUp)
                times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        var told = string.Create(CultureInfo.InvariantCulture, $"{times[times.Count / 2]:0} ms, p95 {times[times.Count * 95 / 100]:0} ms, {size / 1024} KB");
        return new Line(Name, Bar, told, "", "", "", "", times[times.Count * 95 / 100] < Most);
    }

    private static async Task<Guid> MakeAsync(Workspace workspace, CancellationToken ct)
    {
        var session = workspace.Open(Actor.System("benchmark of printing"));
        var account = session.Make<Account>();
        account.Name = $"打印基准客户 {Guid.NewGuid():N}";
        var quote = session.Make<Quote>();
        quote.Account = new Id<Account>(account.Id);
        for (var i = 0; i < Lines; i++)
        {
            var line = session.Make<QuoteLine>();
            (line.Quote, line.Description, line.Section) = (new Id<Quote>(quote.Id), $"第 {i + 1} 项：六轴机器人工作站，含末端夹具与安全围栏", $"第 {(i / 20) + 1} 部分");
            (line.Quantity, line.Price, line.Discount, line.Unit, line.Position) = (i + 1, 1234.56m + i, i % 3, "套", i);
        }

        return await session.CommitAsync(ct) is { } refusal ? throw new InvalidOperationException(refusal.Message.Code) : quote.Id;
    }
}
