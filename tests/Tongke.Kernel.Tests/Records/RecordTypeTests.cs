using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Testing;
using Tongke.Testing;
using Xunit;

namespace Tongke.Kernel.Tests.Records;

/// <summary>Kinds of records side by side: what each has, asks for and begins with, and who may make which.</summary>
public sealed class RecordTypeTests
{
    private static readonly Grant Everything = new() { Create = true, Read = "all", Edit = "all", Delete = "all", Transfer = true };

    private static string Text(string types) => $$"""
        { "name": "job", "label": {"zh": "活", "en": "Job"}, {{types}} "fields": [
          { "name": "name", "type": "text", "label": {"zh": "名称", "en": "Name"}, "required": true },
          { "name": "term", "type": "integer", "label": {"zh": "天数", "en": "Days"}, "default": 7 },
          { "name": "site", "type": "text", "label": {"zh": "地点", "en": "Site"}, "requiredWhen": "term > 100" },
          { "name": "level", "type": "text", "label": {"zh": "级别", "en": "Level"} } ] }
        """;

    private const string Types = """
        "recordTypes": [
          { "name": "plain", "label": {"zh": "普通", "en": "Plain"}, "without": ["site"] },
          { "name": "big", "label": {"zh": "大", "en": "Big"}, "required": ["site"], "defaults": { "term": 90, "level": "=CONCAT(\"L\", \"1\")" } },
          { "name": "old", "label": {"zh": "旧", "en": "Old"}, "active": false } ],
        """;

    private static Package Jobs => new() { Name = "jobs", Objects = [ObjectDefinitions.Read(Text(Types))] };

    [Theory, OnEveryDatabase]
    public async Task A_record_that_names_no_kind_is_of_the_first_and_each_begins_as_its_kind_says(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Jobs);
        var ana = await app.UserAsync("ana", Everything);
        var plain = await app.LoadAsync("job", await app.CreateAsync("job", new { name = "A" }, ana));
        var big = await app.LoadAsync("job", await app.CreateAsync("job", new { name = "B", record_type = "big", site = "上海" }, ana));
        var given = await app.LoadAsync("job", await app.CreateAsync("job", new { name = "C", record_type = "big", site = "上海", term = 3L }, ana));

        Assert.Equal(("plain", 7L, null), ((string)plain["record_type"]!, (long)plain["term"]!, plain["level"]));
        Assert.Equal(("big", 90L, "L1"), ((string)big["record_type"]!, (long)big["term"]!, (string)big["level"]!));
        Assert.Equal(3L, given["term"]);
    }

    [Theory, OnEveryDatabase]
    public async Task A_kind_asks_for_its_fields_and_takes_none_that_it_does_not_have(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Jobs);
        var ana = await app.UserAsync("ana", Everything);

        Assert.Equal(("site", "required"), await ProblemAsync(app, new { name = "A", record_type = "big" }, ana));
        Assert.Equal(("site", "field_not_of_type"), await ProblemAsync(app, new { name = "A", site = "上海" }, ana));
        Assert.Equal(("record_type", "record_type_inactive"), await ProblemAsync(app, new { name = "A", record_type = "old" }, ana));

        // What the kind does not have is not asked for, whatever the field's own condition says.
        var id = await app.CreateAsync("job", new { name = "A", term = 200L }, ana);
        var becomesBig = await app.UpdateAsync("job", id, new { record_type = "big" }, ana);
        Assert.Equal(("site", "required"), ProblemOf(becomesBig));
        Assert.Null(await app.UpdateAsync("job", id, new { record_type = "big", site = "上海" }, ana));

        // What is stored stays when the record becomes one that does not have it.
        Assert.Null(await app.UpdateAsync("job", id, new { record_type = "plain" }, ana));
        Assert.Equal("上海", await app.ValueAsync("job", id, "site"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_role_makes_only_the_kinds_that_it_names_and_several_roles_make_what_one_of_them_does(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Jobs);
        var ana = await app.UserAsync("ana", Of(Everything with { Types = ["big"] }));
        var ben = await app.UserAsync("ben", Of(Everything with { Types = [] }));

        var refused = await RefusalAsync(app, new { name = "A", record_type = "plain" }, ana);
        Assert.IsType<Forbidden>(refused);
        Assert.Equal("record_type_forbidden", refused.Message.Code);

        // Who names none makes one of the kind they may make.
        var id = await app.CreateAsync("job", new { name = "A", site = "上海" }, ana);
        Assert.Equal("big", await app.ValueAsync("job", id, "record_type"));
        Assert.IsType<Forbidden>(await app.UpdateAsync("job", id, new { record_type = "plain" }, ana));
        Assert.Null(await app.UpdateAsync("job", id, new { name = "B" }, ana));

        Assert.IsType<Forbidden>(await RefusalAsync(app, new { name = "A" }, ben));
        Assert.Null(await app.UpdateAsync("job", id, new { name = "C" }, ben));

        Assert.False(RoleCover.Covers(app.Schema, ana.Roles, [RoleOf("plain_maker", Everything)]));
        Assert.True(RoleCover.Covers(app.Schema, ana.Roles, [RoleOf("big_maker", Everything with { Types = ["big"] })]));
    }

    [Theory, OnEveryDatabase]
    public async Task Records_from_before_become_ones_of_the_first_kind(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, new Package { Name = "jobs", Objects = [ObjectDefinitions.Read(Text(""))] });
        var id = await app.CreateAsync("job", new { name = "A", site = "上海" });

        await using var next = await app.OpenNodeAsync(Jobs);
        var stored = await next.Open(app.System).LoadAsync(next.Schema["job"], id);
        Assert.Equal(("plain", "上海"), ((string)stored!["record_type"]!, (string)stored["site"]!));
    }

    [Theory, OnEveryDatabase]
    public async Task A_role_that_names_a_kind_that_is_not_there_is_refused(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Jobs);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => app.UserAsync("ana", Of(Everything with { Types = ["huge"] })));
        Assert.Contains("huge", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{ "name": "A b", "label": {"zh": "一", "en": "One"} }]""", "invalid_name")]
    [InlineData("""[{ "name": "a", "label": {"zh": "一", "en": "One"} }, { "name": "a", "label": {"zh": "二", "en": "Two"} }]""", "duplicate_name")]
    [InlineData("""[{ "name": "a", "label": {"zh": "一", "en": "One"}, "without": ["nowhere"] }]""", "unknown_field")]
    [InlineData("""[{ "name": "a", "label": {"zh": "一", "en": "One"}, "required": ["record_type"] }]""", "unknown_field")]
    [InlineData("""[{ "name": "a", "label": {"zh": "一", "en": "One"}, "defaults": { "nowhere": 1 } }]""", "unknown_field")]
    public void A_slip_in_the_kinds_is_told(string types, string code)
    {
        var compiled = SchemaCompiler.Compile(1, [.. KernelPackage.Instance.Objects, ObjectDefinitions.Read(Text($"\"recordTypes\": {types},"))], [], new Conventions());
        Assert.Contains(compiled.Problems, p => p.Message.Code == code);
    }

    private static Dictionary<string, Grant> Of(Grant grant) => new() { ["job"] = grant };

    private static RoleDefinition RoleOf(string name, Grant grant) => new(Guid.NewGuid(), name, new(name, name), Of(grant));

    private static async Task<(string?, string)> ProblemAsync(TestWorkspace app, object values, Actor actor) => ProblemOf(await RefusalAsync(app, values, actor));

    private static (string?, string) ProblemOf(Refusal? refusal) => Assert.IsType<Invalid>(refusal).Problems is [var problem] ? (problem.Target, problem.Message.Code) : (null, refusal.Message.Code);

    private static async Task<Refusal> RefusalAsync(TestWorkspace app, object values, Actor actor)
    {
        var session = app.Workspace.Open(actor);
        var record = session.Add(session.Schema["job"]);
        foreach (var property in values.GetType().GetProperties())
            record.Write(record.Object[property.Name], property.GetValue(values));
        return (await session.CommitAsync())!;
    }
}
