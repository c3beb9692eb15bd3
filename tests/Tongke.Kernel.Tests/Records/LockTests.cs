using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Testing;
using Tongke.Testing;
using Xunit;

namespace Tongke.Kernel.Tests.Records;

/// <summary>Where a record may go from where it stands, what stays closed there, and actions that only set fields.</summary>
public sealed class LockTests
{
    private static readonly Grant Everything = new() { Create = true, Read = "all", Edit = "all", Delete = "all", Transfer = true, Purge = true };

    private static Package Offers => new()
    {
        Name = "offers",
        Objects =
        [
            ObjectDefinitions.Read("""
                { "name": "offer", "label": {"zh": "报价", "en": "Offer"}, "fields": [
                  { "name": "name", "type": "text", "label": {"zh": "名称", "en": "Name"}, "required": true },
                  { "name": "note", "type": "text", "label": {"zh": "备注", "en": "Note"} },
                  { "name": "sent_to", "type": "text", "label": {"zh": "发给", "en": "Sent to"} },
                  { "name": "sent_at", "type": "datetime", "label": {"zh": "发出时间", "en": "Sent at"}, "readOnly": true },
                  { "name": "status", "type": "select", "label": {"zh": "状态", "en": "Status"}, "default": "draft", "options": [
                    { "value": "draft", "label": {"zh": "草稿", "en": "Draft"} }, { "value": "sent", "label": {"zh": "已发出", "en": "Sent"} },
                    { "value": "accepted", "label": {"zh": "已接受", "en": "Accepted"} } ],
                    "moves": { "draft": ["sent"], "sent": ["draft"] } }
                ],
                "locks": [{ "when": "status <> \"draft\"", "except": ["status", "note"] }],
                "actions": [{ "name": "send", "label": {"zh": "发出", "en": "Send"}, "when": "status = \"draft\"",
                  "parameters": [{ "name": "sent_to", "type": "text", "label": {"zh": "发给", "en": "To"} }],
                  "set": { "status": "sent", "sent_at": "=NOW()", "note": "=CONCAT(sent_to, \"!\")" } }] }
                """),
            ObjectDefinitions.Read("""
                { "name": "offer_line", "label": {"zh": "明细", "en": "Line"}, "partOf": "offer", "fields": [
                  { "name": "name", "type": "text", "label": {"zh": "名称", "en": "Name"} },
                  { "name": "offer", "type": "lookup", "object": "offer", "label": {"zh": "报价", "en": "Offer"}, "required": true, "onDelete": "cascade" }
                ] }
                """),
        ],
    };

    [Theory, OnEveryDatabase]
    public async Task People_go_only_where_the_status_leads_and_rules_go_freely(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Offers);
        var ana = await app.UserAsync("ana", Everything);
        var id = await app.CreateAsync("offer", new { name = "A" }, ana);

        var refusal = Assert.IsType<Invalid>(await app.UpdateAsync("offer", id, new { status = "accepted" }, ana));
        Assert.Equal("move_refused", Assert.Single(refusal.Problems).Message.Code);
        Assert.Equal("required", Assert.Single(Assert.IsType<Invalid>(await app.UpdateAsync("offer", id, new { status = (string?)null }, ana)).Problems).Message.Code);
        Assert.Null(await app.UpdateAsync("offer", id, new { status = "sent" }, ana));
        Assert.Null(await app.UpdateAsync("offer", id, new { status = "draft" }, ana));

        var session = app.Workspace.Open(app.System);
        var record = (await session.LoadAsync(app.Schema["offer"], id))!;
        record["status"] = "accepted";
        Assert.Null(await session.CommitAsync());
        Assert.IsType<Invalid>(await app.UpdateAsync("offer", id, new { status = "draft" }, ana));

        var direct = app.Workspace.Open(ana);
        var born = direct.Add(app.Schema["offer"]);
        born.Write(born.Object["name"], "B");
        born.Write(born.Object["status"], "accepted");
        Assert.Equal("move_not_a_start", Assert.Single(Assert.IsType<Invalid>(await direct.CommitAsync()).Problems).Message.Code);
    }

    [Theory, OnEveryDatabase]
    public async Task A_locked_record_keeps_its_fields_its_parts_and_its_place(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Offers);
        var ana = await app.UserAsync("ana", Everything);
        var id = await app.CreateAsync("offer", new { name = "A" }, ana);
        var open = await app.CreateAsync("offer", new { name = "B" }, ana);
        var line = await app.CreateAsync("offer_line", new { name = "L", offer = id }, ana);
        var loose = await app.CreateAsync("offer_line", new { name = "M", offer = open }, ana);
        Assert.Null(await app.UpdateAsync("offer", id, new { status = "sent", name = "A2" }, ana));

        Assert.Equal("name", Assert.Single(Assert.IsType<Invalid>(await app.UpdateAsync("offer", id, new { name = "A3" }, ana)).Problems).Target);
        Assert.Equal("name", Assert.Single(Assert.IsType<Invalid>(await app.UpdateAsync("offer", id, new { name = "A3", status = "draft" }, ana)).Problems).Target);
        Assert.Null(await app.UpdateAsync("offer", id, new { note = "still" }, ana));
        Assert.Equal("name", Assert.Single(Assert.IsType<Invalid>(await app.UpdateAsync("offer_line", line, new { name = "L2" }, ana)).Problems).Target);
        Assert.Equal("part_of_locked", Assert.Single(Assert.IsType<Invalid>(await app.UpdateAsync("offer_line", loose, new { offer = id }, ana)).Problems).Message.Code);
        Assert.Equal("part_of_locked", Assert.Single(Assert.IsType<Invalid>(await app.UpdateAsync("offer_line", line, new { offer = open }, ana)).Problems).Message.Code);

        var session = app.Workspace.Open(ana);
        var part = session.Add(app.Schema["offer_line"]);
        part.Write(part.Object["name"], "N");
        part.Write(part.Object["offer"], id);
        Assert.Equal("part_of_locked", Assert.Single(Assert.IsType<Invalid>(await session.CommitAsync()).Problems).Message.Code);
        Assert.Equal("part_of_locked", Assert.IsType<RuleRefused>(await app.DeleteAsync("offer_line", line, ana)).Message.Code);
        Assert.Equal("locked_now", Assert.IsType<RuleRefused>(await app.DeleteAsync("offer", id, ana)).Message.Code);

        Assert.Null(await app.UpdateAsync("offer", id, new { status = "draft" }, ana));
        Assert.Null(await app.UpdateAsync("offer_line", line, new { name = "L2" }, ana));
        Assert.Null(await app.DeleteAsync("offer", id, ana));
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_locked_while_somebody_works_on_its_parts_stays_as_it_was_locked(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Offers);
        var ana = await app.UserAsync("ana", Everything);
        var id = await app.CreateAsync("offer", new { name = "A" }, ana);
        var (kept, gone) = (await app.CreateAsync("offer_line", new { name = "L", offer = id }, ana), await app.CreateAsync("offer_line", new { name = "M", offer = id }, ana));

        var (adding, changing, deleting) = (await OpenedAsync(app, ana, id), await OpenedAsync(app, ana, id), await OpenedAsync(app, ana, id));
        var part = adding.Add(app.Schema["offer_line"]);
        part.Write(part.Object["name"], "N");
        part.Write(part.Object["offer"], id);
        var other = (await changing.FindAsync(app.Schema["offer_line"], kept, RecordAction.Edit)).Record!;
        other.Write(other.Object["name"], "L2");
        deleting.Delete((await deleting.FindAsync(app.Schema["offer_line"], gone, RecordAction.Delete)).Record!);
        Assert.Null(await app.UpdateAsync("offer", id, new { status = "sent" }, ana));

        Assert.Equal("part_of_locked", Assert.Single(Assert.IsType<Invalid>(await adding.CommitAsync()).Problems).Message.Code);
        Assert.Equal("name", Assert.Single(Assert.IsType<Invalid>(await changing.CommitAsync()).Problems).Target);
        Assert.Equal("part_of_locked", Assert.IsType<RuleRefused>(await deleting.CommitAsync()).Message.Code);
        Assert.Equal("L", await app.ValueAsync("offer_line", kept, "name"));
        Assert.Null((await app.LoadAsync("offer_line", gone))["deleted_at"]);
    }

    [Theory, OnEveryDatabase]
    public async Task Many_who_add_parts_while_one_locks_are_in_or_are_told(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Offers);
        var ana = await app.UserAsync("ana", Everything);
        for (var round = 0; round < 5; round++)
        {
            var id = await app.CreateAsync("offer", new { name = $"A{round}" }, ana);
            var adds = Enumerable.Range(0, 12).Select(_ => Task.Run(async () =>
            {
                var session = app.Workspace.Open(ana);
                var part = session.Add(app.Schema["offer_line"]);
                part.Write(part.Object["offer"], id);
                return await session.CommitAsync();
            })).ToArray();
            Assert.Null(await app.UpdateAsync("offer", id, new { status = "sent" }, ana));

            var refusals = (await Task.WhenAll(adds)).OfType<Refusal>().ToArray();
            Assert.All(refusals, refusal => Assert.Equal("part_of_locked", Assert.Single(Assert.IsType<Invalid>(refusal).Problems).Message.Code));
            var path = new Expressions.FieldPath(app.Schema["offer_line"]["offer"]);
            Assert.Equal(12 - refusals.Length, (await app.Workspace.Open(app.System).LoadWhereAsync(app.Schema["offer_line"], Expressions.Condition.Equal(path, id))).Count);
        }
    }

    private static async Task<Session> OpenedAsync(TestWorkspace app, Actor actor, Guid offer)
    {
        var session = app.Workspace.Open(actor);
        Assert.NotNull((await session.FindAsync(app.Schema["offer"], offer, RecordAction.Read)).Record);
        return session;
    }

    [Theory, OnEveryDatabase]
    public async Task A_part_neither_comes_back_into_a_locked_whole_nor_goes_from_it_for_good(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Offers);
        var ana = await app.UserAsync("ana", Everything);
        var id = await app.CreateAsync("offer", new { name = "A" }, ana);
        var stays = await app.CreateAsync("offer_line", new { name = "1", offer = id }, ana);
        var goes = await app.CreateAsync("offer_line", new { name = "2", offer = id }, ana);
        Assert.Null(await app.DeleteAsync("offer_line", goes, ana));

        // Somebody who looked while it was a draft finds it sent when they bring the line back.
        var early = app.Workspace.Open(ana);
        early.Restore((await early.FindInBinAsync(app.Schema["offer_line"], goes, RecordAction.Delete)).Record!);
        Assert.NotNull((await early.FindAsync(app.Schema["offer"], id, RecordAction.Read)).Record);
        Assert.Null(await app.UpdateAsync("offer", id, new { status = "sent" }, ana));
        Assert.Equal("part_of_locked", (await early.CommitAsync())!.Message.Code);

        var late = app.Workspace.Open(ana);
        late.Restore((await late.FindInBinAsync(app.Schema["offer_line"], goes, RecordAction.Delete)).Record!);
        Assert.Equal("part_of_locked", Assert.IsType<RuleRefused>(await late.CommitAsync()).Message.Code);

        var purging = app.Workspace.Open(ana);
        purging.Purge((await purging.FindAsync(app.Schema["offer_line"], stays, RecordAction.Purge)).Record!);
        Assert.Equal("part_of_locked", Assert.IsType<RuleRefused>(await purging.CommitAsync()).Message.Code);

        // What lies in the bin may go; back in draft the line may come and go, and a whole takes its parts along.
        Assert.Null(await app.UpdateAsync("offer", id, new { status = "draft" }, ana));
        var again = app.Workspace.Open(ana);
        again.Restore((await again.FindInBinAsync(app.Schema["offer_line"], goes, RecordAction.Delete)).Record!);
        Assert.Null(await again.CommitAsync());
        Assert.Null(await app.DeleteAsync("offer", id, ana));
        var whole = app.Workspace.Open(ana);
        whole.Restore((await whole.FindInBinAsync(app.Schema["offer"], id, RecordAction.Delete)).Record!);
        Assert.Null(await whole.CommitAsync());
        Assert.False((await app.LoadAsync("offer_line", goes)).IsDeleted);
    }

    [Theory, OnEveryDatabase]
    public async Task An_action_that_only_sets_fields_takes_no_class(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Offers);
        var ana = await app.UserAsync("ana", Everything);
        var id = await app.CreateAsync("offer", new { name = "A" }, ana);

        var session = app.Workspace.Open(ana);
        var record = (await session.LoadAsync(app.Schema["offer"], id))!;
        var send = DeclaredAction.Of(record.Object, record.Object.Definition.Actions.Single())!;
        Assert.Null((await send.RunAsync(record, new Dictionary<string, object?> { ["sent_to"] = "Li" }, session, default)).Refusal);
        Assert.Null(await session.CommitAsync());

        var sent = await app.LoadAsync("offer", id);
        Assert.Equal(("sent", "Li", "Li!"), (sent["status"], sent["sent_to"], sent["note"]));
        Assert.Equal(app.Clock.GetUtcNow(), sent["sent_at"]);
    }
}
