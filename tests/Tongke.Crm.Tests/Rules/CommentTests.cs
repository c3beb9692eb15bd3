using Tongke.Kernel.Access;
using Tongke.Kernel.Schemas;
using Tongke.Testing;
using Xunit;

namespace Tongke.Crm.Tests.Rules;

public sealed class CommentTests
{
    [Theory, OnEveryDatabase]
    public async Task Who_is_named_in_a_comment_is_told_if_they_see_the_record_and_nobody_else(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var (boss, ana, ben) = (await crm.PersonAsync("lin", "boss"), await crm.PersonAsync("ana", "sales_rep"), await crm.PersonAsync("ben", "sales_rep"));
        var deal = await crm.App.CreateAsync("lead", new { name = "恒信的询价", owner = ana.UserId });

        var comment = await CommentAsync(crm, deal, "@ana @ben 请跟进", boss, ana.UserId!.Value, ben.UserId!.Value, boss.UserId!.Value);

        var told = Assert.Single(await crm.WhereAsync("notification", "kind", "comment_mention"));
        Assert.Equal((ana.UserId, "lead", deal, "@ana @ben 请跟进"), (told["owner"], told["object"], told["record"], told["text"]));
        Assert.Equal("lin在线索“恒信的询价”的评论中提到了你", told["title"]);

        Assert.Null(await crm.App.UpdateAsync("comment", comment, new { text = "@ana @ben 请尽快跟进" }, boss));
        Assert.Single(await crm.WhereAsync("notification", "record", deal));
    }

    [Theory, OnEveryDatabase]
    public async Task Owner_and_followers_are_told_of_every_comment_but_not_of_their_own_and_not_once_they_lost_sight_of_the_record(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var (boss, ana, ben) = (await crm.PersonAsync("lin", "boss"), await crm.PersonAsync("ana", "sales_rep"), await crm.PersonAsync("ben", "sales_rep"));
        var lead = await crm.App.CreateAsync("lead", new { name = "恒信的询价", owner = ana.UserId });
        await crm.App.CreateAsync("record_follow", new { @object = "lead", record = lead }, boss);
        await crm.App.CreateAsync("record_follow", new { @object = "lead", record = lead }, ana);

        await CommentAsync(crm, lead, "客户要报价", ana);
        Assert.Equal([boss.UserId], await ToldAsync(crm));

        await crm.App.UpdateAsync("lead", lead, new { owner = ben.UserId });
        await CommentAsync(crm, lead, "转给了 ben", boss);
        Assert.Equal(new object?[] { ben.UserId, boss.UserId }.Order(), (await ToldAsync(crm)).Order());
    }

    [Theory, OnEveryDatabase]
    public async Task Nobody_follows_a_record_that_they_do_not_see(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var (ana, ben) = (await crm.PersonAsync("ana", "sales_rep"), await crm.PersonAsync("ben", "sales_rep"));
        var lead = await crm.App.CreateAsync("lead", new { name = "恒信的询价", owner = ana.UserId });

        await Assert.ThrowsAnyAsync<Exception>(() => crm.App.CreateAsync("record_follow", new { @object = "lead", record = lead }, ben));
        Assert.Empty(await crm.WhereAsync("record_follow", "record", lead));
    }

    private static Task<Guid> CommentAsync(CrmWorkspace crm, Guid record, string text, Actor by, params Guid[] mentions) =>
        crm.App.CreateAsync("comment", new { @object = "lead", record, text, mentions }, by);

    private static async Task<IEnumerable<object?>> ToldAsync(CrmWorkspace crm) => (await crm.WhereAsync("notification", "kind", "comment_made")).Select(n => n["owner"]);
}
