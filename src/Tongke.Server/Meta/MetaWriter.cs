using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Server.Meta;

/// <summary>What one person may see of the definitions: objects, fields, layouts, views, actions and menus, in one language.</summary>
internal static class MetaWriter
{
    public static void Write(Utf8JsonWriter writer, Session session, Language language)
    {
        var visible = Visible(session);
        writer.WriteStartObject();
        writer.WriteNumber("version", session.Schema.Version);
        writer.WriteStartArray("objects");
        foreach (var definition in visible)
            new ObjectMetaWriter(writer, session, definition, language).Write();
        writer.WriteEndArray();
        Menus.Write(writer, session, visible, language);
        writer.WriteEndObject();
    }

    /// <summary>The same in brief, as members of what is being written: the rights on each object, and the menus.</summary>
    public static void WriteBrief(Utf8JsonWriter writer, Session session, Language language)
    {
        var visible = Visible(session);
        writer.WriteStartObject("rights");
        foreach (var definition in visible)
            ObjectMetaWriter.WriteRights(writer, definition.Name, session.Access.On(definition));
        writer.WriteEndObject();
        Menus.Write(writer, session, visible, language);
    }

    private static ObjectSchema[] Visible(Session session) =>
    [
        .. session.Schema.Objects
            .Where(o => session.Access.On(o).May(RecordAction.Read) || session.Access.On(o).May(RecordAction.Create))
            .OrderBy(o => o.Name, StringComparer.Ordinal),
    ];
}
