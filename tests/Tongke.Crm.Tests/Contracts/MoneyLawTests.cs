using CsCheck;
using Tongke.Kernel.Expressions;
using Tongke.Testing;
using Record = Tongke.Kernel.Records.Record;
using Xunit;

namespace Tongke.Crm.Tests.Contracts;

/// <summary>Whatever people do with contracts, payments and invoices, in whatever order: the figures add up to the cent, and nothing is negative.</summary>
public sealed class MoneyLawTests
{
    private const int Sequences = 6;

    private static readonly string[] Objects = ["contract", "payment_plan", "payment", "payment_match", "invoice"];

    private static readonly Gen<(int Kind, int Which, decimal Amount)> Step = Gen.Select(Gen.Int[0, 11], Gen.Int[0, 20], Gen.Int[1, 15_000].Select(cents => cents / 100m));

    /// <summary>What usually happens, so that there is something of each: a contract, a payment, an invoice, a part of it taken back.</summary>
    private static readonly (int Kind, int Which, decimal Amount)[] Usual = [(0, 5, 100m), (1, 0, 50m), (9, 1, 60m), (11, 1, 20m)];

    [Theory, OnEveryDatabase]
    public async Task Figures_add_up_after_any_sequence_of_plans_payments_matches_refunds_and_invoices(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        await desk.TitleAsync();
        foreach (var step in Usual)
            await DoAsync(desk, step);

        await Step.Array[10, 25].SampleAsync(async steps =>
        {
            foreach (var step in steps)
                await DoAsync(desk, step);
            await CheckAsync(desk);
        }, iter: Sequences, threads: 1);
        Assert.True(await desk.CountAsync("payment_match", "amount > 0") > 0);
        Assert.True(await desk.CountAsync("invoice", "amount < 0") > 0);
    }

    /// <summary>Does something, or is refused: what can't be is refused, and that is all.</summary>
    private static async Task DoAsync(MoneyDesk desk, (int Kind, int Which, decimal Amount) step)
    {
        var (kind, which, amount) = step;
        switch (kind)
        {
            case 0:
                var parts = new[] { Math.Round(amount / 3, 2), Math.Round(amount / 4, 2) };
                await desk.SignedAsync(amount + 1, (parts[0] + 1, which), (parts[1], which - 10), (amount - parts[0] - parts[1], which * 3));
                break;
            case 1:
                await desk.ReceiveAsync(amount, await PickAsync(desk, "contract", which));
                break;
            case 2:
                await desk.ReceiveAsync(amount, matching: which % 2 == 0 ? "automatic" : "manual");
                break;
            case 3 when await PickAsync(desk, "payment", which) is { } payment && await PickAsync(desk, "payment_plan", which + 1) is { } plan:
                await desk.Crm.ActAsync("payment", payment, "match_by_hand", new { plan, match_amount = amount });
                break;
            case 4 when await PickAsync(desk, "payment", which) is { } payment:
                await desk.Crm.ActAsync("payment", payment, which % 2 == 0 ? "unmatch" : "match");
                break;
            case 5 when await PickAsync(desk, "payment", which) is { } payment:
                await desk.Crm.ActAsync("payment", payment, "refund", new { refund_amount = amount, reason = "退款" });
                break;
            case 6 when await PickAsync(desk, "payment_match", which) is { } match:
                await desk.Crm.App.UpdateAsync("payment_match", match, new { amount });
                break;
            case 7 when await PickAsync(desk, "payment_match", which) is { } match:
                await desk.Crm.App.DeleteAsync("payment_match", match);
                break;
            case 8 when await PickAsync(desk, "payment_plan", which) is { } plan:
                await desk.Crm.ActAsync("payment_plan", plan, which % 3 == 0 ? "undo_write_off" : "write_off", new { write_off_amount = amount, reason = "尾差" });
                break;
            case 9 or 10 when await PickAsync(desk, "contract", which) is { } contract:
                await AskAsync(desk, contract, amount, isIssued: which % 4 > 0);
                break;
            case 11 when await PickAsync(desk, "invoice", which) is { } invoice:
                var red = await desk.Crm.ActAsync("invoice", invoice, "red_letter", new { take_back = amount, reason = "退货" });
                if (red.Refusal is null && which % 3 > 0)
                    await desk.IssueAsync((Guid)red.Result["invoice"]!);
                break;
        }
    }

    private static async Task AskAsync(MoneyDesk desk, Guid contract, decimal amount, bool isIssued)
    {
        var session = desk.Crm.App.Workspace.Open(desk.Crm.App.System);
        var invoice = session.Make(session.Schema["invoice"]);
        (invoice["contract"], invoice["kind"], invoice["amount"]) = (contract, "digital_general", amount);
        if (await session.CommitAsync() is null && isIssued)
            await desk.IssueAsync(invoice.Id);
    }

    private static async Task CheckAsync(MoneyDesk desk)
    {
        var all = Objects.ToDictionary(o => o, o => AllOfAsync(desk, o));
        await Task.WhenAll(all.Values);
        var (contracts, plans, payments, matches, invoices) = (all["contract"].Result, all["payment_plan"].Result, all["payment"].Result, all["payment_match"].Result, all["invoice"].Result);
        foreach (var plan in plans)
        {
            Assert.Equal(Sum(matches, "plan", plan), Number(plan, "received"));
            Assert.InRange(Number(plan, "received") + Number(plan, "written_off"), 0, Number(plan, "amount"));
        }

        foreach (var payment in payments)
        {
            var refunded = payments.Where(p => Equals(p["refund_of"], payment.Id)).Sum(p => Number(p, "amount"));
            Assert.Equal((Sum(matches, "payment", payment), refunded), (Number(payment, "matched_amount"), Number(payment, "refunded_amount")));
            Assert.InRange(Number(payment, "matched_amount") + refunded, 0, Number(payment, "amount"));
        }

        foreach (var contract in contracts)
        {
            var invoiced = Number(contract, "invoiced_amount");
            var counted = invoices.Where(i => Equals(i["contract"], contract.Id) && ((string)i["status"]! is "issued" or "red" || ((string)i["status"]! == "requested" && Number(i, "amount") > 0))).Sum(i => Number(i, "amount"));
            Assert.Equal(Sum(plans, "contract", contract), Number(contract, "amount"));
            Assert.Equal(Sum(matches, "contract", contract), Number(contract, "received_amount"));
            Assert.Equal(counted, invoiced);
            Assert.InRange(invoiced, 0, Number(contract, "amount"));
            var outstanding = plans.Where(p => Equals(p["contract"], contract.Id)).Sum(p => Number(p, "amount") - Number(p, "received") - Number(p, "written_off"));
            Assert.Equal(Number(contract, "amount") - Number(contract, "received_amount") - Number(contract, "written_off_amount"), outstanding);
            Assert.True(outstanding >= 0);
        }

        Assert.All(matches, m => Assert.True(Number(m, "amount") > 0));
        foreach (var invoice in invoices.Where(i => i["red_of"] is null))
            Assert.InRange(-Number(invoice, "red_amount"), 0, Number(invoice, "amount"));
    }

    private static async Task<IReadOnlyList<Record>> AllOfAsync(MoneyDesk desk, string name) =>
        await desk.Crm.App.Workspace.Open(desk.Crm.App.System).LoadWhereAsync(desk.Crm.App.Schema[name], Constant.True);

    private static async Task<Guid?> PickAsync(MoneyDesk desk, string name, int which) => await AllOfAsync(desk, name) is { Count: > 0 } all ? all[which % all.Count].Id : null;

    private static decimal Sum(IEnumerable<Record> parts, string lookup, Record whole) => parts.Where(p => Equals(p[lookup], whole.Id)).Sum(p => Number(p, "amount"));

    private static decimal Number(Record record, string field) => record[field] as decimal? ?? 0;
}
