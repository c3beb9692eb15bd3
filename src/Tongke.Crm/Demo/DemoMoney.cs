using Tongke.Crm.Contracts;
using Tongke.Crm.Customers;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Demo;

/// <summary>What came in for the sample's contracts and was invoiced.</summary>
internal sealed class DemoMoney(DemoCompany demo, DemoChance chance, Func<string, DateOnly, string?> number)
{
    private const string Yuan = "CNY";
    private const int LongAgo = 100;

    /// <summary>Pays the plans that are due, most of them; answers how much came in.</summary>
    public decimal Receive(Contract contract, Account account, IEnumerable<PaymentPlan> plans)
    {
        var received = 0m;
        foreach (var plan in plans)
        {
            var day = plan.DueDate!.Value.AddDays(chance.Between(-4, 14));
            var isOld = demo.Today.DayNumber - plan.DueDate.Value.DayNumber > LongAgo;
            var luck = chance.Between(1, 100);
            if (day > demo.Today || luck > (isOld ? 98 : 90))
                continue;

            var isPart = luck > (isOld ? 96 : 80);
            var amount = isPart ? Math.Round(plan.Amount!.Value * chance.Between(3, 7) / 10) : plan.Amount!.Value;
            var surplus = luck == 1 ? 500m : 0;
            Pay(contract, account, plan, amount, surplus, day);
            received += amount;
        }

        return received;
    }

    /// <summary>Invoices what came in, now and then more; some requests wait for finance.</summary>
    public void Invoice(Contract contract, InvoiceTitle title, decimal received, DateOnly signed)
    {
        var amount = received > 0 ? received : chance.Happens(0.3) ? Math.Round(contract.Amount!.Value * 0.3m, 2) : 0;
        if (amount <= 0)
            return;

        var latest = demo.Today.DayNumber - signed.DayNumber;
        var day = signed.AddDays(Math.Min(latest, chance.Between(5, 40)));
        var invoice = demo.Make<Invoice>();
        (invoice.Number, invoice.Contract, invoice.Title) = (number("FP", day), new Id<Contract>(contract.Id), new Id<InvoiceTitle>(title.Id));
        invoice.Kind = chance.Early([Contracts.Invoice.KindValue.DigitalSpecial, Contracts.Invoice.KindValue.DigitalSpecial, Contracts.Invoice.KindValue.DigitalGeneral]);
        (invoice.Amount, invoice.AmountCurrency, invoice.TaxRate) = (amount, Yuan, contract.Kind == Contract.KindValue.Service ? 6 : 13);
        invoice.Content = contract.Kind == Contract.KindValue.Service ? "*现代服务*维保服务" : "*工业自动控制系统装置*自动化设备";
        (invoice.TitleName, invoice.TitleUscc) = (title.Name, title.Uscc);
        (invoice.TitleAddress, invoice.TitleBank) = ($"{title.Address} {NationalPhone.Of(title.Phone)}", $"{title.Bank} {title.BankAccount}");
        if (latest < 25 && chance.Happens(0.6))
            return;

        (invoice.Status, invoice.IssuedAt, invoice.InvoiceNumber) = (Contracts.Invoice.StatusValue.Issued, day, $"{day:yy}31200000{chance.Digits(10)}");
    }

    private void Pay(Contract contract, Account account, PaymentPlan plan, decimal amount, decimal surplus, DateOnly day)
    {
        var payment = demo.Make<Payment>();
        (payment.Number, payment.Contract, payment.Account) = (number("SK", day), new Id<Contract>(contract.Id), contract.Account);
        (payment.Amount, payment.AmountCurrency, payment.ReceivedAt) = (amount + surplus, Yuan, day);
        payment.Method = chance.Early([Payment.MethodValue.BankTransfer, Payment.MethodValue.BankTransfer, Payment.MethodValue.AcceptanceBill]);
        (payment.Payer, payment.BankReference, payment.Matching) = (account.Name, $"{day:yyyyMMdd}{chance.Digits(10)}", Payment.MatchingValue.Manual);

        var match = demo.Make<PaymentMatch>();
        (match.Payment, match.Plan, match.Amount) = (new Id<Payment>(payment.Id), new Id<PaymentPlan>(plan.Id), amount);
        (match.AmountCurrency, match.MatchedAt) = (Yuan, day);
    }
}
