using Tongke.Kernel;
using Tongke.Kernel.Queries;
using Tongke.Server.Errors;
using Tongke.Server.Http;

namespace Tongke.Server.Search;

/// <summary>Search over everything the caller sees.</summary>
public static class SearchEndpoints
{
    private const int Most = 50;
    private const int LongestText = 200;

    /// <summary>Adds <c>GET /api/search?q=</c>.</summary>
    public static void MapSearch(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/api/search", SearchAsync);

    private static async Task SearchAsync(HttpContext context, Workspace workspace)
    {
        var text = string.Concat(context.Request.Query["q"].ToString().Where(c => !char.IsControl(c) || char.IsWhiteSpace(c))).Trim();
        if (text.Length > LongestText)
            throw new RequestRefusedException(400, "search_too_long", LongestText);

        var top = int.TryParse(context.Request.Query["top"], out var asked) ? Math.Clamp(asked, 1, Most) : 20;
        var hits = text.Length == 0 ? [] : await workspace.WithPresentSchemaAsync(
            async () => await TextSearch.EverywhereAsync(workspace.Open(context.GetActor()), text, top, context.RequestAborted), context.RequestAborted);
        var language = context.GetLanguage();
        await new Answer(200)
        {
            Body = (writer, _) =>
            {
                writer.WriteStartObject();
                writer.WriteStartArray("value");
                foreach (var hit in hits)
                {
                    writer.WriteStartObject();
                    writer.WriteString("object", hit.Object.Name);
                    writer.WriteString("label", hit.Object.Label.In(language));
                    writer.WriteString("id", hit.Id);
                    writer.WriteString("title", hit.Title ?? hit.Object.Label.In(language));
                    writer.WriteString("subtitle", hit.Subtitle);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
                return ValueTask.CompletedTask;
            },
        }.SendAsync(context);
    }
}
