using Tongke.Testing;
using Xunit;

namespace Tongke.Exchange.Tests;

/// <summary>An import tells no more of what is there already than entering the records one by one does.</summary>
public class HiddenDuplicateTests
{
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
}
