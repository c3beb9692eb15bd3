using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Demo;

/// <summary>The sample company's departments and people: a general manager, three sales teams, marketing and service, finance.</summary>
internal sealed class DemoPeople
{
    private const int RepsOfTeam = 5;
    private static readonly (string Name, string Code, string Region)[] Teams = [("华东销售部", "sales_east", "华东"), ("华南销售部", "sales_south", "华南"), ("华北销售部", "sales_north", "华北")];

    private readonly Dictionary<string, Guid> roles;
    private readonly DemoCompany demo;
    private readonly DemoChance chance = new(25);
    private readonly List<(Guid Department, Guid Head)> heads = [];
    private int mobile = 1;

    private DemoPeople(DemoCompany demo, Dictionary<string, Guid> roles) => (this.demo, this.roles) = (demo, roles);

    /// <summary>Sales reps by team: east, south, north.</summary>
    public List<Guid>[] Reps { get; } = [[], [], []];

    /// <summary>Those who look after leads before sales does.</summary>
    public List<Guid> Marketers { get; } = [];

    /// <summary>Who leads a sales team.</summary>
    public Guid HeadOf(int team) => heads[team + 1].Head;

    /// <summary>The department of a sales team.</summary>
    public Guid DepartmentOf(int team) => heads[team + 1].Department;

    /// <summary>Makes them and commits, since the owners of everything else must be there.</summary>
    public static async ValueTask<DemoPeople> MakeAsync(DemoCompany demo, CancellationToken ct)
    {
        var roles = await demo.Session.LoadWhereAsync(demo.Session.Schema["role"], Constant.True, ct: ct);
        var people = new DemoPeople(demo, roles.ToDictionary(r => (string)r["name"]!, r => r.Id));
        people.MakeAll();
        await demo.CommitAsync(ct);
        await people.NameHeadsAsync(ct);
        return people;
    }

    // Departments and people point to each other: the heads are named once both are there.
    private async ValueTask NameHeadsAsync(CancellationToken ct)
    {
        var departments = demo.Session.Schema["department"];
        foreach (var (department, head) in heads)
            (await demo.Session.LoadAsync(departments, department, ct))!["head"] = head;

        await demo.CommitAsync(ct);
    }

    private void MakeAll()
    {
        var head = Department("总经办", "office", null, null, 0);
        var boss = Person("lin.guodong", "林国栋", "总经理", head, null, "boss");
        heads.Add((head.Id, boss.Id));
        Person("he.liping", "何丽萍", "财务经理", head, boss, "finance");

        for (var team = 0; team < Teams.Length; team++)
            Team(team, head, boss);

        var market = Department("市场与客服部", "market_service", null, head, 4);
        var lead = Person("su.mengqi", "苏梦琪", "市场经理", market, boss, "marketing");
        heads.Add((market.Id, lead.Id));
        Marketers.Add(lead.Id);
        Marketers.Add(Person("qian.jiaqi", "钱佳琪", "市场专员", market, lead, "marketing").Id);
        Marketers.Add(Person("tan.yiming", "谭一鸣", "市场专员", market, lead, "marketing").Id);
        Person("wei.tingting", "魏婷婷", "客服专员", market, lead, "service");
        Person("bai.xueli", "白雪丽", "客服专员", market, lead, "service");
    }

    private void Team(int team, Record head, Record boss)
    {
        string[] managers = ["周明远", "陈志强", "赵海燕"];
        string[] logins = ["zhou.mingyuan", "chen.zhiqiang", "zhao.haiyan"];
        string[][] reps =
        [
            ["王浩然", "李欣怡", "沈嘉诚", "徐文博", "陆思远"],
            ["黄俊杰", "梁雨桐", "林晓东", "罗鹏飞", "邓婷"],
            ["张磊", "刘洋", "孙文静", "郭宇航", "马国庆"],
        ];
        string[][] repLogins =
        [
            ["wang.haoran", "li.xinyi", "shen.jiacheng", "xu.wenbo", "lu.siyuan"],
            ["huang.junjie", "liang.yutong", "lin.xiaodong", "luo.pengfei", "deng.ting"],
            ["zhang.lei", "liu.yang", "sun.wenjing", "guo.yuhang", "ma.guoqing"],
        ];

        var (name, code, region) = Teams[team];
        var department = Department(name, code, region, head, team + 1);
        var manager = Person(logins[team], managers[team], "销售经理", department, boss, "sales_manager");
        heads.Add((department.Id, manager.Id));
        for (var i = 0; i < RepsOfTeam; i++)
            Reps[team].Add(Person(repLogins[team][i], reps[team][i], i == 0 ? "高级销售" : "销售代表", department, manager, "sales_rep").Id);
    }

    private Record Department(string name, string code, string? region, Record? parent, int position)
    {
        var department = demo.Make("department");
        department["name"] = name;
        department["code"] = code;
        department["region"] = region;
        department["parent"] = parent?.Id;
        department["position"] = (long)position;
        return department;
    }

    private Record Person(string login, string name, string title, Record department, Record? manager, string role)
    {
        var person = demo.Make("user");
        person["login"] = login;
        person["name"] = name;
        person["title"] = title;
        person["email"] = $"{login}@zhixin-automation.example";
        person["mobile"] = $"+86139{mobile++:0000}{chance.Digits(4)}";
        person["department"] = department.Id;
        person["manager"] = manager?.Id;
        person["roles"] = new[] { roles[role] };
        person["active"] = true;
        return person;
    }
}
