using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Testing;
using Tongke.Testing;

namespace Tongke.Crm.Tests;

/// <summary>A workspace with the CRM in it, and words for what tests of it do.</summary>
internal sealed class CrmWorkspace : IAsyncDisposable
{
    private static readonly PreparedDatabase AfterFirstStart = TestWorkspace.Prepare(CrmPackage.Instance);

    private CrmWorkspace(TestWorkspace app) => App = app;

    public TestWorkspace App { get; }

    public static async Task<CrmWorkspace> StartAsync(TestDatabase database) =>
        new(await TestWorkspace.StartAsync(await AfterFirstStart.CopyAsync(database), CrmPackage.Instance));

    /// <summary>The same with the pipelines of the other ways of selling.</summary>
    public static async Task<CrmWorkspace> StartWithModelsAsync(TestDatabase database) =>
        new(await TestWorkspace.StartAsync(database, CrmPackage.Instance, Crm.Sales.SalesModels.Package));

    /// <summary>A user with one of the default roles.</summary>
    public async Task<Actor> PersonAsync(string login, string role, Guid? department = null, Guid? manager = null)
    {
        var id = await FindAsync("role", "name", role);
        var user = await App.CreateAsync("user", new { login, name = login, roles = new[] { id }, department, manager });
        return Actor.User(user, login, [id]);
    }

    /// <summary>The id of the one record whose field has this value.</summary>
    public async Task<Guid> FindAsync(string definition, string field, object value) =>
        (await WhereAsync(definition, field, value)).Single().Id;

    /// <summary>Living records whose field has this value.</summary>
    public async Task<IReadOnlyList<Record>> WhereAsync(string definition, string field, object value)
    {
        var schema = App.Schema[definition];
        return await App.Workspace.Open(App.System).LoadWhereAsync(schema, Condition.Equal(new FieldPath(schema[field]), value));
    }

    /// <summary>The stage of the default pipeline with this code.</summary>
    public Task<Guid> StageAsync(string code) => FindAsync("stage", "code", code);

    /// <summary>Runs an action as the server does and commits; what came of it.</summary>
    public async Task<ActionOutcome> ActAsync(string definition, Guid id, string action, object? parameters = null, Actor? actor = null)
    {
        var session = App.Workspace.Open(actor ?? App.System);
        var schema = session.Schema[definition];
        var needs = schema.Definition.Actions.First(a => a.Name == action).Needs switch
        {
            "read" => RecordAction.Read,
            "delete" => RecordAction.Delete,
            "transfer" => RecordAction.Transfer,
            "approve" => RecordAction.Approve,
            _ => RecordAction.Edit,
        };
        var found = await session.FindAsync(schema, id, needs);
        if (found.Record is not { } record)
            return found.Refusal!;

        var given = (parameters?.GetType().GetProperties() ?? []).ToDictionary(p => p.Name, p => p.GetValue(parameters));
        var declared = schema.Definition.Actions.First(a => a.Name == action);
        var run = DeclaredAction.Of(schema, declared) ?? App.Workspace.Rules.FindAction(definition, action)!;
        var outcome = await run.RunAsync(record, given, session, default);
        if (outcome.Refusal is not null)
            return outcome;

        return await session.CommitAsync() is { } refusal ? refusal : outcome;
    }

    /// <summary>Runs an action that must succeed.</summary>
    public async Task<IReadOnlyDictionary<string, object?>> DoAsync(string definition, Guid id, string action, object? parameters = null, Actor? actor = null)
    {
        var outcome = await ActAsync(definition, id, action, parameters, actor);
        return outcome.Refusal is { } refusal ? throw new InvalidOperationException(TestWorkspace.Describe(refusal)) : outcome.Result;
    }

    /// <summary>One value of a stored record.</summary>
    public Task<object?> ValueAsync(string definition, Guid id, string field) => App.ValueAsync(definition, id, field);

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
