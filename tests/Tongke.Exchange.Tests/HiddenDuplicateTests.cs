using Tongke.Testing;
using Xunit;

namespace Tongke.Exchange.Tests;

/// <summary>An import tells no more of what is there already than entering the records one by one does.</summary>
public class HiddenDuplicateTests
{
    private static readonly string[] Accounts = ["account"];
    private static readonly string[] Parents = ["parent"];
    private static readonly string[] Uscc = ["uscc"];

    [Theory, OnEveryDatabase]
    public async Task A_phone_that_the_person_may_not_read_is_not_told_to_exist(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var rep = await desk.PersonAsync("rep", "sales_manager");
        var other = await desk.PersonAsync("other", "sales_manager");
        string[] hidden = ["phone"];
        await desk.App.CreateAsync("sea_pool", new { name = "公海", @object = "account", members = new[] { rep.UserId!.Value }, hidden_fields = hidden });
        var pool = (await desk.FindAsync("sea_pool", "name", "公海")).Id;
        var session = desk.App.Workspace.Open(desk.App.System);
        var pooled = session.Make(session.Schema["account"]);
        (pooled["name"], pooled["phone"], pooled["pool"]) = ("甲公司", "+861062345671", pool);
        Assert.Null(await session.CommitAsync());
        await desk.App.CreateAsync("account", new { name = "乙公司", phone = "+861062345672" }, other);
        await desk.App.CreateAsync("account", new { name = "丙公司", phone = "+861062345673" }, rep);

        const string file = "名称,电话\n丁公司,010-62345671\n戊公司,010-62345672\n己公司,010-62345673\n";
        foreach (var duplicates in new[] { "skip", "merge" })
        {
            var job = await desk.UploadAsync("account", file, new { mapping = new Dictionary<string, string> { ["名称"] = "name", ["电话"] = "phone" }, duplicates }, rep);
            var trial = await desk.RunAsync(job, "dry_run", rep);
            Assert.Equal(duplicates == "skip" ? (2, 0, 1, 0) : (2, 1, 0, 0), trial.Counts);
        }

        // Who sees everything is told of everything.
        var own = await desk.UploadAsync("account", file, new { mapping = new Dictionary<string, string> { ["名称"] = "name", ["电话"] = "phone" } });
        Assert.Equal((0, 0, 3, 0), (await desk.RunAsync(own, "dry_run")).Counts);
    }

    [Theory, OnEveryDatabase]
    public async Task What_nobody_can_save_twice_stays_refused_whoever_has_it(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var rep = await desk.PersonAsync("rep", "sales_manager");
        await desk.App.CreateAsync("account", new { name = "甲公司", uscc = "91350100M000100Y43" }, await desk.PersonAsync("other", "sales_manager"));

        var job = await desk.UploadAsync("account", "名称,代码\n乙公司,91350100M000100Y43\n", new { mapping = new Dictionary<string, string> { ["名称"] = "name", ["代码"] = "uscc" } }, rep);
        Assert.Equal((0, 0, 1, 0), (await desk.RunAsync(job, "start", rep)).Counts);
    }

    [Theory, OnEveryDatabase]
    public async Task Whose_hidden_code_a_row_has_is_not_named(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var rep = await desk.PersonAsync("rep", "sales_manager");
        await desk.App.CreateAsync("sea_pool", new { name = "公海", @object = "account", members = new[] { rep.UserId!.Value }, hidden_fields = Uscc });
        var pool = (await desk.FindAsync("sea_pool", "name", "公海")).Id;
        var session = desk.App.Workspace.Open(desk.App.System);
        var pooled = session.Make(session.Schema["account"]);
        (pooled["name"], pooled["uscc"], pooled["pool"]) = ("甲公司", "91350100M000100Y43", pool);
        Assert.Null(await session.CommitAsync());
        await desk.App.CreateAsync("account", new { name = "丙公司", uscc = "914403001922038216" }, rep);

        const string file = "名称,代码\n乙公司,91350100M000100Y43\n丁公司,914403001922038216\n";
        var settings = new { mapping = new Dictionary<string, string> { ["名称"] = "name", ["代码"] = "uscc" }, duplicates = "skip" };
        var told = (await desk.RunAsync(await desk.UploadAsync("account", file, settings, rep), "dry_run", rep)).Skipped.Select(e => e.Message);
        Assert.Equal(["与已有的客户重复（按统一社会信用代码判断）。", "与已有的客户“丙公司”重复（按统一社会信用代码判断）。"], told);
        Assert.Contains((await desk.RunAsync(await desk.UploadAsync("account", file, settings), "dry_run")).Skipped, e => e.Message.Contains("甲公司", StringComparison.Ordinal));
    }

    [Theory, OnEveryDatabase]
    public async Task A_missing_record_that_somebody_else_has_is_foreseen_by_the_trial_in_its_own_column(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var rep = await desk.PersonAsync("rep", "sales_rep");
        await desk.App.CreateAsync("account", new { name = "甲公司" }, await desk.PersonAsync("other", "sales_rep"));
        var tooLong = new string('长', 201);
        var job = await desk.UploadAsync(
            "contact", $"姓名,客户\n王小明,甲公司\n李雷,乙公司\n韩梅梅,{tooLong}\n",
            new { mapping = new Dictionary<string, string> { ["姓名"] = "name", ["客户"] = "account" }, create_missing = Accounts }, rep);

        var trial = await desk.RunAsync(job, "dry_run", rep);
        Assert.Equal((1, 0, 0, 2), trial.Counts);
        Assert.Equal([(2L, "account", "甲公司"), (4L, "account", tooLong)], trial.Errors.Select(e => (e.Row, e.Field, e.Value)));
        Assert.Equal("甲公司", trial.Unmatched.Single(u => u.Field == "account" && u.Value.Length < 10).Value);

        var run = await desk.RunAsync(job, "start", rep);
        Assert.Equal(("done", trial.Counts), (run.Status, run.Counts));
        Assert.Equal(trial.Errors, run.Errors);
        Assert.Equal(["乙公司", "甲公司"], (await desk.AllAsync("account")).Select(a => (string)a["name"]!).Order(StringComparer.Ordinal));
        Assert.Equal("李雷", Assert.Single(await desk.AllAsync("contact"))["name"]);
    }

    [Theory, OnEveryDatabase]
    public async Task A_missing_parent_that_somebody_else_has_is_foreseen_too(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var rep = await desk.PersonAsync("rep", "sales_rep");
        await desk.App.CreateAsync("account", new { name = "甲集团" }, await desk.PersonAsync("other", "sales_rep"));
        var job = await desk.UploadAsync(
            "account", "名称,上级\n甲公司,甲集团\n乙公司,乙集团\n",
            new { mapping = new Dictionary<string, string> { ["名称"] = "name", ["上级"] = "parent" }, create_missing = Parents }, rep);

        var trial = await desk.RunAsync(job, "dry_run", rep);
        Assert.Equal((1, 0, 0, 1), trial.Counts);
        var told = Assert.Single(trial.Errors);
        Assert.Equal((2L, "parent", "甲集团"), (told.Row, told.Field, told.Value));
        Assert.Equal(told, Assert.Single((await desk.RunAsync(job, "start", rep)).Errors));
        Assert.NotNull((await desk.FindAsync("account", "name", "乙公司"))["parent"]);
    }

    [Theory, OnEveryDatabase]
    public async Task That_a_record_is_out_of_reach_is_told_once(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var rep = await desk.PersonAsync("rep", "sales_rep");
        await desk.App.CreateAsync("account", new { name = "甲公司", uscc = "91350100M000100Y43" }, await desk.PersonAsync("other", "sales_rep"));
        var job = await desk.UploadAsync(
            "account", "名称,代码\n乙公司,91350100M000100Y43\n",
            new { mapping = new Dictionary<string, string> { ["名称"] = "name", ["代码"] = "uscc" }, duplicates = "merge" }, rep);

        Assert.Equal("已存在相同的记录，但你无权修改它。", Assert.Single((await desk.RunAsync(job, "dry_run", rep)).Errors).Message);
        Assert.Single((await desk.RunAsync(job, "start", rep)).Errors);
    }
}
