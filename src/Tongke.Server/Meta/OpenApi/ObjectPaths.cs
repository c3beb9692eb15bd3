using System.Text.Json.Nodes;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using static Tongke.Server.Meta.OpenApi.OpenApiParts;

namespace Tongke.Server.Meta.OpenApi;

/// <summary>What can be asked of one object and its records, as far as the actor may.</summary>
internal sealed class ObjectPaths(Session session, ObjectSchema definition, Language language)
{
    private static readonly string[] OfLists = ["$filter", "$orderby", "$select", "$expand", "$search", "$apply", "$top", "$skip", "$count", "$skiptoken", "page_size", "deleted"];
    private static readonly string[] OfOne = ["$select", "$expand"];

    private readonly ObjectAccess access = session.Access.On(definition);
    private readonly string name = definition.Name;

    public void AddTo(JsonObject paths)
    {
        var root = $"/api/v1/{name}";
        var list = new JsonObject { ["get"] = Operation("list", new("列表", "List"), OfLists, Answer("OK", ListOf("Page", name))) };
        if (access.May(RecordAction.Create))
            list["post"] = Operation("create", new("新建", "Create"), ["Idempotency-Key"], Answer("Created", Reference(name)), "201", Body(Reference($"{name}.input"), isRequired: true));
        paths[root] = list;
        paths[$"{root}/$count"] = new JsonObject { ["get"] = Operation("count", new("计数", "Count"), ["$filter", "$search"], Answer("OK", new() { ["type"] = "integer", ["format"] = "int64" }, "text/plain")) };
        paths[$"{root}/$delta"] = new JsonObject { ["get"] = Operation("read_changes_of", new("变更", "What changed"), ["token", .. OfOne], Answer("OK", ListOf("Delta", name))) };
        if (definition.Definition.Duplicates.Count > 0 && (access.May(RecordAction.Create) || access.May(RecordAction.Edit)))
            paths[$"{root}/$duplicates"] = new JsonObject { ["post"] = Operation("find_duplicates_of", new("查重", "Find duplicates"), [], Answer("OK", Reference("Duplicates")), "200", Body(DuplicatesRequest(), isRequired: true)) };
        AddOne(paths, $"{root}/{{id}}", "", ["id"]);
        foreach (var key in definition.Fields.Where(f => f.Definition.Unique && access.MayRead(f)))
            AddByKey(paths, root, key);

        AddPartsOfOne(paths, $"{root}/{{id}}");
    }

    private void AddOne(JsonObject paths, string path, string suffix, string[] key)
    {
        var one = new JsonObject
        {
            ["parameters"] = Parameters(key),
            ["get"] = Operation($"read{suffix}", new("读取", "Read"), [.. OfOne, .. suffix.Length == 0 ? ["deleted"] : Array.Empty<string>(), "If-None-Match"], Answer("OK", Reference(name))),
        };
        if (access.May(RecordAction.Edit))
            one["patch"] = Operation($"change{suffix}", suffix.Length == 0 ? new("修改", "Change") : new("修改或新建", "Change or create"), suffix.Length == 0 ? ["If-Match"] : ["If-Match", "If-None-Match-any"], Answer("OK", Reference(name)), "200", Body(Reference($"{name}.input"), isRequired: true));
        if (access.May(RecordAction.Delete) || access.May(RecordAction.Purge))
            one["delete"] = Operation($"delete{suffix}", new("删除", "Delete"), ["purge", "If-Match"], Answer("Deleted"), "204");
        paths[path] = one;
    }

    /// <summary>The record that a unique field names; a change makes it when there is none.</summary>
    private void AddByKey(JsonObject paths, string root, FieldSchema key)
    {
        var path = $"{root}({key.Name}='{{{key.Name}}}')";
        AddOne(paths, path, $"_by_{key.Name}", []);
        paths[path]!["parameters"] = new JsonArray(new JsonObject { ["name"] = key.Name, ["in"] = "path", ["required"] = true, ["description"] = key.Label.In(language), ["schema"] = new JsonObject { ["type"] = "string" } });
    }

    private void AddPartsOfOne(JsonObject paths, string root)
    {
        paths[$"{root}/$history"] = Part("get", Operation("read_history_of", new("历史", "History"), ["$top", "before"], Answer("OK", Reference("History"))));
        paths[$"{root}/$access"] = Part("get", Operation("explain_access_to", new("谁能看到、为什么", "Who may do what, and why"), ["user"], Answer("OK", Reference("Access"))));
        paths[$"{root}/$actions"] = Part("get", Operation("find_actions_on", new("可以执行的操作", "What one may do with it now"), [], Answer("OK", Reference("Offered"))));
        paths[$"{root}/$readers"] = Part("get", Operation("find_readers_of", new("这些人能否看到", "Who of these sees it"), ["users"], Answer("OK", Reference("Readers"))));
        paths[$"{root}/$reveal"] = Part("post", Operation("reveal_field_of", new("查看被遮盖的值", "Show a masked value"), [], Answer("OK", Reference("Revealed")), "200", Body(Reference("Reveal"), isRequired: true)));
        if (access.May(RecordAction.Delete))
            paths[$"{root}/restore"] = Part("post", Operation("restore", new("从回收站恢复", "Restore from the recycle bin"), [], Answer("OK", Reference(name))));
        foreach (var action in definition.Definition.Actions.Where(a => access.May(Records.RecordActions.Needed(a)) && Records.RecordActions.Find(session, definition, a) is not null))
        {
            var fields = ParameterFields.Of(session.Schema, definition, action);
            var body = fields.Count == 0 ? new() { ["type"] = "object" } : new ObjectSchemas(session, definition, language).Of([.. fields, .. ParameterFields.Beside(fields).Values], fields.Where(f => f.Definition.Required).Select(f => f.Name));
            var answer = (name, action.Name) is (Tongke.Exchange.Imports.ImportJob.ObjectName, "suggest") ? Both("ActionAnswer", "ImportSuggestion") : Reference("ActionAnswer");
            paths[$"{root}/{action.Name}"] = Part("post", Operation(action.Name, action.Label, ["If-Match", "Idempotency-Key"], Answer("OK", answer), "200", Body(body, fields.Any(f => f.Definition.Required))));
        }
    }

    private JsonObject DuplicatesRequest() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject { ["id"] = new JsonObject { ["type"] = new JsonArray("string", "null"), ["format"] = "uuid" }, ["values"] = Reference($"{name}.input") },
        ["required"] = new JsonArray("values"),
    };

    private static JsonObject Both(string one, string other) => new() { ["allOf"] = new JsonArray(Reference(one), Reference(other)) };

    private static JsonObject Part(string method, JsonObject operation) => new() { ["parameters"] = Parameters(["id"]), [method] = operation };

    private static JsonArray Parameters(IEnumerable<string> names) => [.. names.Select(Parameter)];

    private JsonObject Operation(string id, Label label, string[] parameters, JsonObject answer, string status = "200", JsonObject? body = null)
    {
        var operation = new JsonObject
        {
            ["operationId"] = $"{id}_{name}",
            ["tags"] = new JsonArray(name),
            ["summary"] = $"{definition.Label.In(language)}{(language == Language.Chinese ? "：" : ": ")}{label.In(language)}",
        };
        if (parameters.Length > 0)
            operation["parameters"] = Parameters(parameters);
        if (body is not null)
            operation["requestBody"] = body;
        operation["responses"] = new JsonObject { [status] = answer, ["default"] = Answer("Error", Reference("Error")) };
        return operation;
    }
}
