using System.Text.Json;
using System.Text.Json.Serialization;
using Tongke.Crm.Sales;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm;

/// <summary>What a new workspace starts with: the default roles and the default pipeline, read from the data files beside this code.</summary>
internal static class CrmSeed
{
    private static readonly JsonSerializerOptions Snake = new(Json.Definitions) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The delivered roles.</summary>
    internal static IReadOnlyList<RoleSeed> Roles => Read<RoleSeed>("roles.json");

    /// <summary>The delivered roles of tenders.</summary>
    internal static IReadOnlyList<RoleSeed> TenderRoles => Read<RoleSeed>("tender-roles.json");

    /// <summary>The delivered work benches.</summary>
    internal static IReadOnlyList<BenchSeed> Benches => Read<BenchSeed>("benches.json");

    /// <summary>The pipelines of the ways of selling beside the standard one.</summary>
    internal static IReadOnlyList<PipelineSeed> Models => Read<PipelineSeed>("models.json");

    /// <summary>Makes the records in <paramref name="session"/>, which the caller commits.</summary>
    public static System.Threading.Tasks.Task RunAsync(Session session, CancellationToken ct)
    {
        foreach (var role in Roles)
            AddRole(role, session);

        foreach (var pipeline in Read<PipelineSeed>("pipelines.json"))
            AddPipeline(pipeline, session);

        return System.Threading.Tasks.Task.CompletedTask;
    }

    /// <summary>Makes a delivered role.</summary>
    internal static void AddRole(RoleSeed seed, Session session)
    {
        var role = session.Make(session.Schema["role"]);
        role["name"] = seed.Name;
        role["label_zh"] = seed.LabelZh;
        role["label_en"] = seed.LabelEn;
        role["description"] = seed.Description;
        role["grants"] = seed.Grants;
    }

    /// <summary>Makes a pipeline with its stages and key nodes.</summary>
    internal static void AddPipeline(PipelineSeed seed, Session session)
    {
        var pipeline = session.Make<Pipeline>();
        pipeline.Name = seed.Name;
        pipeline.IsDefault = seed.IsDefault;
        pipeline.Description = seed.Description;
        pipeline.DealTypes = seed.DealTypes;
        var id = new Id<Pipeline>(pipeline.Id);
        var stages = seed.Stages.Index().ToDictionary(s => s.Item.Code, s => AddStage(s.Item, s.Index + 1, id, session));
        foreach (var (index, node) in (seed.Nodes ?? []).Index())
        {
            var template = session.Make<PipelineNode>();
            (template.Name, template.Pipeline, template.Position) = (node.Name, id, index + 1);
            (template.DueFrom, template.Days, template.WorkingDays, template.RemindDays) = (node.DueFrom, node.Days, node.WorkingDays, node.RemindDays);
            template.Stage = node.Stage is null ? null : new Id<Stage>(stages[node.Stage].Id);
        }
    }

    private static Stage AddStage(StageSeed seed, int position, Id<Pipeline> pipeline, Session session)
    {
        var stage = session.Make<Stage>();
        stage.Pipeline = pipeline;
        stage.Position = position;
        stage.Code = seed.Code;
        stage.Name = seed.Name;
        stage.NameEn = seed.NameEn;
        stage.Type = seed.Type;
        stage.Probability = seed.Probability;
        stage.ForecastCategory = seed.ForecastCategory;
        stage.RottingDays = seed.RottingDays;
        stage.Color = seed.Color;
        stage.EntryCriteria = seed.EntryCriteria;
        stage.ExitCriteria = seed.ExitCriteria;
        stage.ArrivalCriteria = seed.ArrivalCriteria;
        stage.RequiredFields = seed.RequiredFields;
        stage.Checklist = seed.Checklist;
        return stage;
    }

    private static T[] Read<T>(string file)
    {
        using var stream = typeof(CrmSeed).Assembly.GetManifestResourceStream(file) ?? throw new InvalidOperationException($"{file} is not embedded.");
        return JsonSerializer.Deserialize<T[]>(stream, Snake) ?? [];
    }

    internal sealed record RoleSeed(string Name, string LabelZh, string LabelEn, string Description, JsonElement Grants);

    internal sealed record BenchSeed(string? Role, JsonElement Cards);

    internal sealed record PipelineSeed(string Name, string Description, IReadOnlyList<StageSeed> Stages, bool IsDefault = false, string[]? DealTypes = null, IReadOnlyList<NodeSeed>? Nodes = null);

    internal sealed record NodeSeed(string Name, string DueFrom, long Days, long RemindDays, bool WorkingDays = false, string? Stage = null);

    internal sealed record StageSeed(
        string Code,
        string Name,
        string NameEn,
        string Type,
        decimal Probability,
        string ForecastCategory,
        string Color,
        long? RottingDays = null,
        JsonElement? EntryCriteria = null,
        JsonElement? ExitCriteria = null,
        JsonElement? ArrivalCriteria = null,
        string[]? RequiredFields = null,
        JsonElement? Checklist = null);
}
