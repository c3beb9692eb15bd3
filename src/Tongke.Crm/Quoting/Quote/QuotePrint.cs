using Tongke.Crm.Contracts;
using Tongke.Crm.Customers;
using Tongke.Crm.Documents;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Quoting;

/// <summary>A quote as a document.</summary>
public sealed class QuotePrint : IDocumentPrint
{
    /// <inheritdoc />
    public string Object => Quote.ObjectName;

    /// <inheritdoc />
    public IReadOnlyList<string> Shows { get; } = [Quote.Fields.Amount, Quote.Fields.Subtotal, Quote.Fields.TaxAmount, Quote.Fields.Account, Quote.Fields.Contact, Quote.Fields.Terms];

    /// <inheritdoc />
    public async ValueTask<PrintedDocument> ReadAsync(Record record, Language? language, Session session, CancellationToken ct)
    {
        var quote = Quote.Over(record);
        var spoken = language ?? (quote.Language == Quote.LanguageValue.En ? Language.English : Language.Chinese);
        var (letterhead, template) = await Letterheads.ReadAsync(session, spoken, ct);
        var lines = await QuoteLines.OfAsync(quote, session, ct);
        var currency = quote.AmountCurrency ?? session.Schema.Conventions.Currency;
        string Say(string code, params object?[] values) => new Message(code, values).In(spoken);
        PrintedText?[] texts =
        [
            await TermsAsync(quote, template, session, ct) is { Length: > 0 } terms ? new(Say("print_terms"), terms) : null,
            Letterheads.Bank(template, spoken),
        ];
        return new()
        {
            Language = spoken,
            Title = Say("print_quote"),
            Number = quote.Number ?? "",
            Letterhead = letterhead,
            Facts = await FactsAsync(quote, currency, spoken, session, ct),
            Columns = Columns(lines, Say),
            Sections = Sections(lines, currency, spoken),
            Totals = Totals(quote, currency, Say),
            InWords = spoken == Language.Chinese && ChineseCapitals.Of(quote.Amount ?? 0, currency) is { } words ? new(Say("print_in_words"), words) : null,
            Texts = [.. texts.OfType<PrintedText>()],
            Signatures = [Say("print_sign_customer"), Say("print_sign_us")],
            Stamp = quote.Status switch
            {
                Quote.StatusValue.Draft or Quote.StatusValue.Pending => Say("print_draft"),
                Quote.StatusValue.Superseded => Say("print_superseded"),
                Quote.StatusValue.Expired => Say("print_expired"),
                _ => null,
            },
        };
    }

    /// <summary>The quote's terms; where they are the company's usual ones, those in the language that is printed.</summary>
    private static async ValueTask<string?> TermsAsync(Quote quote, DocumentTemplate? template, Session session, CancellationToken ct)
    {
        var usual = template?.Language == quote.Language ? template : await Templates.FindAsync(session, quote.Language, ct);
        return quote.Terms is not null && quote.Terms == usual?.QuoteTerms ? template?.QuoteTerms ?? quote.Terms : quote.Terms;
    }

    private static async ValueTask<IReadOnlyList<PrintedFact>> FactsAsync(Quote quote, string currency, Language language, Session session, CancellationToken ct)
    {
        (string Code, string? Value)[] facts =
        [
            ("print_customer", await session.SeenNameAsync(quote.Account, ct)),
            ("print_number", quote.Number),
            ("print_contact", await session.SeenNameAsync(quote.Contact, ct)),
            ("print_date", quote.IssuedOn is { } issued ? PrintedNumbers.Day(issued, language) : null),
            ("print_subject", quote.Subject),
            ("print_valid_until", quote.ValidUntil is { } until ? PrintedNumbers.Day(until, language) : null),
            ("print_seller", await SellerAsync(quote, language, session, ct)),
            ("print_currency", PrintedNumbers.Currency(currency, language)),
        ];
        return [.. facts.Where(f => !string.IsNullOrEmpty(f.Value)).Select(f => new PrintedFact(new Message(f.Code).In(language), f.Value!))];
    }

    /// <summary>Whom the customer asks, and by which number, as far as the reader sees it.</summary>
    private static async ValueTask<string?> SellerAsync(Quote quote, Language language, Session session, CancellationToken ct)
    {
        if (quote.Record.Owner is not { } owner || session.Organization.Find(owner) is not { } seller)
            return null;

        var users = session.Schema["user"];
        var access = session.Access.On(users);
        var mobile = access.May(RecordAction.Read) && access.MayRead(users["mobile"]) ? (await session.LoadAsync(users, owner, ct))?["mobile"] as string : null;
        return string.Join("  ", new[] { seller.Name, language == Language.Chinese ? NationalPhone.Of(mobile) : mobile }.Where(t => !string.IsNullOrEmpty(t)));
    }

    private static PrintedColumn[] Columns(IReadOnlyList<QuoteLine> lines, Func<string, object?[], string> say)
    {
        string Say(string code) => say(code, []);
        PrintedColumn[] columns =
        [
            new(Say("print_column_no"), 4),
            new(Say("print_column_item"), HasDiscount(lines) ? 30 : 37),
            new(Say("print_column_quantity"), 9, true),
            new(Say("print_column_unit"), 6),
            new(Say("print_column_price"), 14, true),
            new(Say("print_column_discount"), 8, true),
            new(Say("print_column_tax"), 8, true),
            new(Say("print_column_amount"), 16, true),
        ];
        return HasDiscount(lines) ? columns : [.. columns[..5], .. columns[6..]];
    }

    private static bool HasDiscount(IReadOnlyList<QuoteLine> lines) => lines.Any(l => l.Discount > 0);

    private static List<PrintedSection> Sections(IReadOnlyList<QuoteLine> lines, string currency, Language language)
    {
        var number = 0;
        var withDiscount = HasDiscount(lines);
        var names = lines.Select(l => l.Section ?? "").Distinct().ToArray();
        var sections = new List<PrintedSection>();
        foreach (var name in names)
        {
            var own = lines.Where(l => (l.Section ?? "") == name).ToArray();
            var printed = own.Select(l => Line(l, l.KitLine is null ? ++number : null, withDiscount, language)).ToArray();
            var sum = names.Length > 1 ? new PrintedTotal(new Message("print_subtotal").In(language), PrintedNumbers.Money(own.Sum(l => l.Amount ?? 0), currency)) : null;
            sections.Add(new(name.Length > 0 ? name : null, printed, sum));
        }

        return sections;
    }

    private static PrintedLine Line(QuoteLine line, int? number, bool withDiscount, Language language)
    {
        var isPart = line.KitLine is not null;
        var tax = line.TaxExempt == true ? new Message("print_exempt").In(language) : $"{PrintedNumbers.Short(line.TaxRate ?? 0)}%";
        string[] before = [number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "", line.Description ?? "", PrintedNumbers.Short(line.Quantity ?? 0), line.Unit ?? ""];
        string[] after = isPart
            ? ["", new Message("print_included").In(language)]
            : [tax, PrintedNumbers.Plain(line.Amount ?? 0)];
        var price = isPart ? "" : PrintedNumbers.Plain(line.Price ?? 0);
        var discount = isPart || line.Discount is not > 0 ? "" : $"{PrintedNumbers.Short(line.Discount.Value)}%";
        return new(withDiscount ? [.. before, price, discount, .. after] : [.. before, price, .. after], isPart);
    }

    private static List<PrintedTotal> Totals(Quote quote, string currency, Func<string, object?[], string> say)
    {
        PrintedTotal Sum(string code, decimal? value, bool isMain = false) => new(say(code, []), PrintedNumbers.Money(value ?? 0, currency), isMain);
        var totals = new List<PrintedTotal>();
        if (quote.DiscountAmount > 0)
            totals.AddRange([Sum("print_before_discount", quote.Subtotal), Sum("print_discount", -quote.DiscountAmount)]);

        totals.AddRange([Sum("print_net", (quote.Amount ?? 0) - (quote.TaxAmount ?? 0)), Sum("print_tax", quote.TaxAmount), Sum("print_total", quote.Amount, isMain: true)]);
        return totals;
    }
}
