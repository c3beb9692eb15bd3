using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Testing;
using Tongke.Kernel.Texts;
using Tongke.Testing;
using Xunit;

namespace Tongke.Kernel.Tests.Records;

/// <summary>A validation that reads a roll-up holds for what is committed together, however many write at once.</summary>
public sealed class RollUpValidationTests
{
    private static Package Purses => new()
    {
        Name = "purses",
        Objects =
        [
            ObjectDefinitions.Read("""
                { "name": "purse", "label": {"zh": "钱包", "en": "Purse"}, "fields": [
                  { "name": "name", "type": "text", "label": {"zh": "名称", "en": "Name"} },
                  { "name": "room", "type": "decimal", "label": {"zh": "容量", "en": "Room"}, "required": true },
                  { "name": "filled", "type": "rollup", "label": {"zh": "已放", "en": "Filled"}, "rollup": { "object": "coin", "field": "purse", "function": "sum", "of": "worth" } },
                  { "name": "left", "type": "formula", "result": "decimal", "label": {"zh": "剩余", "en": "Left"}, "formula": "room - COALESCE(filled, 0)" },
                  { "name": "state", "type": "formula", "result": "text", "label": {"zh": "状态", "en": "State"}, "formula": "IF(left > 0, \"open\", \"full\")", "options": [
                    { "value": "open", "label": {"zh": "有空位", "en": "Open"} }, { "value": "full", "label": {"zh": "满了", "en": "Full"} } ] }
                ],
                "validations": [{ "name": "purse_overfull", "when": "left < 0", "field": "room", "message": {"zh": "放不下了", "en": "There is no room"} }] }
                """),
            ObjectDefinitions.Read("""
                { "name": "coin", "label": {"zh": "硬币", "en": "Coin"}, "fields": [
                  { "name": "name", "type": "text", "label": {"zh": "名称", "en": "Name"} },
                  { "name": "worth", "type": "decimal", "label": {"zh": "面值", "en": "Worth"}, "required": true },
                  { "name": "purse", "type": "lookup", "object": "purse", "label": {"zh": "钱包", "en": "Purse"} }
                ] }
                """),
        ],
    };

    [Theory, OnEveryDatabase]
    public async Task What_would_be_too_much_is_refused_from_either_side_and_from_the_bin(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Purses);
        var purse = await app.CreateAsync("purse", new { room = 10m });
        var coin = await app.CreateAsync("coin", new { purse, worth = 6m });
        Assert.Equal("There is no room", await RefusedAsync(app, "coin", 4.01m, purse));
        Assert.NotNull(await app.UpdateAsync("coin", coin, new { worth = 10.01m }));
        Assert.Equal("room", Assert.IsType<Invalid>(await app.UpdateAsync("purse", purse, new { room = 5.99m })).Problems.Single().Target);
        Assert.Null(await app.UpdateAsync("purse", purse, new { room = 6m }));

        Assert.Null(await app.DeleteAsync("coin", coin));
        await app.CreateAsync("coin", new { purse, worth = 1m });
        var session = app.Workspace.Open(app.System);
        session.Restore((await session.FindInBinAsync(app.Schema["coin"], coin)).Record!);
        Assert.NotNull(await session.CommitAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task Nothing_adds_up_to_0_before_there_are_children_and_after_they_went(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Purses);
        var purse = await app.CreateAsync("purse", new { room = 10m });
        Assert.Equal(0m, await app.ValueAsync("purse", purse, "filled"));

        var coin = await app.CreateAsync("coin", new { purse, worth = 6m });
        Assert.Equal(6m, await app.ValueAsync("purse", purse, "filled"));
        Assert.Null(await app.DeleteAsync("coin", coin));
        Assert.Equal(0m, await app.ValueAsync("purse", purse, "filled"));
    }

    [Theory, OnEveryDatabase]
    public async Task What_changes_on_both_sides_together_is_judged_as_it_is_together(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Purses);
        var purse = await app.CreateAsync("purse", new { room = 10m });
        var coin = await app.CreateAsync("coin", new { purse, worth = 10m });
        var session = app.Workspace.Open(app.System);
        (await session.LoadAsync(app.Schema["purse"], purse))!["room"] = 3m;
        (await session.LoadAsync(app.Schema["coin"], coin))!["worth"] = 3m;
        Assert.Null(await session.CommitAsync());
        Assert.Equal(3m, await app.ValueAsync("purse", purse, "filled"));
    }

    [Theory, OnEveryDatabase]
    public async Task Of_many_at_once_as_many_fit_as_there_is_room_for(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Purses);
        var purse = await app.CreateAsync("purse", new { room = 10m });
        var refusals = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(async () =>
        {
            var session = app.Workspace.Open(app.System);
            var coin = session.Make(app.Schema["coin"]);
            (coin["purse"], coin["worth"]) = (purse, 3m);
            return await session.CommitAsync();
        })));
        Assert.Equal((3, 9m), (refusals.Count(r => r is null), (decimal)(await app.ValueAsync("purse", purse, "filled"))!));
    }

    [Theory, OnEveryDatabase]
    public async Task A_formula_with_options_is_found_and_written_as_a_choice(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Purses);
        var purse = await app.CreateAsync("purse", new { room = 1m });
        await app.CreateAsync("coin", new { purse, worth = 1m });
        await app.CreateAsync("purse", new { room = 1m });
        var definition = app.Schema["purse"];
        var full = await app.Workspace.Open(app.System).LoadWhereAsync(definition, Formula.Parse("state = \"full\"", definition).Expr!);
        Assert.Equal(purse, Assert.Single(full).Id);
        Assert.Equal("满了", definition["state"].Type.ToText("full", definition["state"], app.Schema.Conventions));
    }

    private static async Task<string> RefusedAsync(TestWorkspace app, string name, decimal worth, Guid purse)
    {
        var session = app.Workspace.Open(app.System);
        var coin = session.Make(app.Schema[name]);
        (coin["purse"], coin["worth"]) = (purse, worth);
        return Assert.IsType<Invalid>(await session.CommitAsync()).Problems.Single().Message.In(Language.English);
    }
}
