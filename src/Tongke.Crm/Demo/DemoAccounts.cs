using Tongke.Crm.Customers;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Demo;

/// <summary>One account of the sample and what its deals need to know.</summary>
internal sealed record DemoAccount(Id<Account> Id, string Name, Guid Owner, int Deal, IReadOnlyList<(Id<Contact> Id, string Role)> Contacts);

/// <summary>300 accounts in the cities of the three sales teams, each with one to three contacts.</summary>
internal sealed class DemoAccounts(DemoCompany demo)
{
    private const int Count = 300;
    private const int CitiesOfTeam = 7;
    private const string CreditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly string[] Levels = ["c", "c", "b", "b", "a", "d"];
    private static readonly string[] Lifecycles = ["nurturing", "deciding", "signing"];
    private static readonly string[] Sources = ["exhibition", "website", "referral", "prospecting", "search_ads", "partner", "wechat", "inbound_call"];

    private readonly DemoChance chance = new(300);

    /// <summary>Makes them.</summary>
    public static async ValueTask<IReadOnlyList<DemoAccount>> MakeAsync(DemoCompany demo, CancellationToken ct)
    {
        var maker = new DemoAccounts(demo);
        var brands = maker.chance.Shuffled(DemoWords.BrandHeads.SelectMany(head => DemoWords.BrandTails.Select(tail => head + tail))).Take(Count);
        var accounts = new List<DemoAccount>();
        foreach (var brand in brands)
        {
            var isOfGroup = accounts.Count >= Count - Group.Count;
            accounts.Add(isOfGroup ? maker.Join(maker.Make(brand), Count - 1 - accounts.Count, accounts) : maker.Make(brand));
            await demo.BreatheAsync(ct);
        }

        await demo.CommitAsync(ct);
        return accounts;
    }

    /// <summary>
    /// A hospital group of five levels, the last accounts, from the lowest up: the laboratory belongs to one sales team, the pharmacy to another, what is above
    /// to their managers. Each names the place of what it stands under, counted from the end.
    /// </summary>
    internal static IReadOnlyList<(string Name, int? Above, int Team, bool IsManagers)> Group { get; } =
    [
        ("瑞宁第一医院滨江院区检验科自动化实验室", 1, 0, false), ("瑞宁第一医院滨江院区检验科", 3, 0, false), ("瑞宁第一医院滨江院区药剂科", 3, 1, false),
        ("瑞宁第一医院滨江院区", 4, 0, true), ("瑞宁第一医院", 5, 0, true), ("瑞宁医疗集团有限公司", null, 0, true),
    ];

    /// <summary>Makes an account one of the group, which begins at its top.</summary>
    private DemoAccount Join(DemoAccount made, int place, List<DemoAccount> accounts)
    {
        var (name, above, team, isManagers) = Group[place];
        var account = Account.Over(demo.Session.Known(demo.Session.Schema[Account.ObjectName], made.Id.Value)!);
        var owner = isManagers ? demo.People.HeadOf(team) : demo.People.Reps[team][0];
        (account.Name, account.Industry, account.Level) = (name, "medical", "a");
        account.Parent = above is { } up ? accounts[Count - 1 - up].Id : null;
        account.Record["owner"] = owner;
        foreach (var (contact, _) in made.Contacts)
            demo.Session.Known(demo.Session.Schema["contact"], contact.Value)!["owner"] = owner;
        return made with { Name = name, Owner = owner };
    }

    private DemoAccount Make(string brand)
    {
        var team = chance.Between(0, demo.People.Reps.Length - 1);
        var (city, province, shortCity, county, area) = DemoWords.Cities[(team * CitiesOfTeam) + chance.Between(0, CitiesOfTeam - 1)];
        var (industry, trades, deal) = chance.Early(DemoWords.Industries);
        var owner = chance.Early(demo.People.Reps[team]);

        var account = demo.Make<Account>();
        account.Name = $"{shortCity}{brand}{chance.Of(trades)}{chance.Of(DemoWords.LegalForms)}";
        account.Industry = industry;
        account.Level = chance.Of(Levels);
        account.Lifecycle = chance.Early(Lifecycles);
        account.Source = chance.Early(Sources);
        account.Uscc = CreditCode(county);
        account.Phone = $"+86{area}{chance.Between(5, 8)}{chance.Digits(area.Length == 2 || area.StartsWith('5') || area.StartsWith('7') ? 7 : 6 + 1)}";
        account.Country = "中国";
        account.Employees = (long)Math.Round(chance.Around(180));
        account.Revenue = Math.Round((decimal)chance.Around(6_000), 0) * 10_000;
        account.YearEstablished = demo.Now.Year - chance.Between(2, 28);
        account.Record["address_province"] = province;
        account.Record["address_city"] = city;
        account.Record["address_street"] = $"{chance.Of(["工业园", "科技园", "开发区", "高新区"])}{chance.Of(["创新路", "工业大道", "科技一路", "兴业路", "迎宾路"])}{chance.Between(1, 299)} 号";
        account.Record["owner"] = owner;

        var contacts = Enumerable.Range(0, chance.Between(1, 3)).Select(i => Contact(account, owner, isFirst: i == 0)).ToArray();
        return new DemoAccount(new Id<Account>(account.Id), account.Name, owner, deal, contacts);
    }

    private (Id<Contact> Id, string Role) Contact(Account account, Guid owner, bool isFirst)
    {
        var (title, role) = chance.Of(DemoWords.Jobs);
        var contact = demo.Make<Contact>();
        contact.Name = chance.Early(DemoWords.Surnames) + chance.Of(DemoWords.GivenNames);
        contact.Account = new Id<Account>(account.Id);
        contact.Title = title;
        contact.DecisionRole = role;
        contact.Mobile = $"+861{chance.Of(["35", "36", "37", "38", "39", "50", "58", "59", "77", "86", "87", "88"])}{chance.Digits(8)}";
        contact.IsPrimary = isFirst;
        contact.Record["owner"] = owner;
        return (new Id<Contact>(contact.Id), role);
    }

    // Registration authority 91 (company), county, nine characters of the organisation, check digit.
    private string CreditCode(string county)
    {
        var code = $"91{county}MA{CreditAlphabet[chance.Between(10, 30)]}{chance.Digits(6)}";
        return code + CreditAlphabet.First(check => CheckCreditCode.IsValid(code + check));
    }
}
