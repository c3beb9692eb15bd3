using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Server.Http;

namespace Tongke.Server.Records;

/// <summary>The OData service document: what there is to ask for, as far as the caller sees it.</summary>
internal static class ServiceDocument
{
    public static Task AnswerAsync(HttpContext context, Workspace workspace)
    {
        var session = workspace.Open(context.GetActor());
        var language = context.GetLanguage();
        return new Answer(200)
        {
            Body = (writer, _) =>
            {
                writer.WriteStartObject();
                writer.WriteString("@odata.context", $"{PublicAddress.Of(context)}/api/v1/$metadata");
                writer.WriteStartArray("value");
                foreach (var definition in session.Schema.Objects.Where(o => session.Access.On(o).May(RecordAction.Read)).OrderBy(o => o.Name, StringComparer.Ordinal))
                {
                    writer.WriteStartObject();
                    writer.WriteString("name", definition.Name);
                    writer.WriteString("title", definition.Label.In(language));
                    writer.WriteString("kind", "EntitySet");
                    writer.WriteString("url", definition.Name);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
                return ValueTask.CompletedTask;
            },
        }.SendAsync(context);
    }
}
