using System.Globalization;
using System.Text;
using System.Xml;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Server.Meta;

/// <summary>CSDL 4.01 as XML. A lookup is the id that the API writes; its label and target stand in annotations, since CSDL has no property that is both an id and a path.</summary>
internal static class CsdlXml
{
    private const string Edmx = "http://docs.oasis-open.org/odata/ns/edmx";
    private const string Edm = "http://docs.oasis-open.org/odata/ns/edm";

    public static string Write(Session session)
    {
        using var text = new Utf8Text();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = false }))
        {
            writer.WriteStartElement("edmx", "Edmx", Edmx);
            writer.WriteAttributeString("Version", "4.0");
            writer.WriteStartElement("edmx", "DataServices", Edmx);
            writer.WriteStartElement("Schema", Edm);
            writer.WriteAttributeString("Namespace", EdmTypes.Namespace);
            var objects = EdmTypes.Objects(session).ToArray();
            foreach (var definition in objects)
                WriteType(writer, session, definition);

            WriteContainer(writer, session, objects);
            writer.WriteEndElement();
            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        return text.ToString();
    }

    private static void WriteType(XmlWriter writer, Session session, ObjectSchema definition)
    {
        writer.WriteStartElement("EntityType", Edm);
        writer.WriteAttributeString("Name", definition.Name);
        writer.WriteStartElement("Key", Edm);
        writer.WriteStartElement("PropertyRef", Edm);
        writer.WriteAttributeString("Name", SystemFields.Id);
        writer.WriteEndElement();
        writer.WriteEndElement();
        foreach (var field in EdmTypes.Properties(session, definition))
            WriteProperty(writer, session, field);

        foreach (var (name, lookup) in EdmTypes.Children(session, definition))
        {
            writer.WriteStartElement("NavigationProperty", Edm);
            writer.WriteAttributeString("Name", name);
            writer.WriteAttributeString("Type", $"Collection({EdmTypes.Namespace}.{lookup.Object.Name})");
            writer.WriteEndElement();
        }

        foreach (var key in definition.Fields.Where(f => f.Definition.Unique && session.Access.On(definition).MayRead(f)))
            WriteAlternateKey(writer, key);

        writer.WriteEndElement();
    }

    private static void WriteProperty(XmlWriter writer, Session session, FieldSchema field)
    {
        writer.WriteStartElement("Property", Edm);
        writer.WriteAttributeString("Name", field.Name);
        writer.WriteAttributeString("Type", EdmTypes.Of(field));
        if (field.Ordinal == SystemFields.IdOrdinal)
            writer.WriteAttributeString("Nullable", "false");
        if (field.ValueType.Kind == Kernel.Expressions.ValueKind.Decimal)
        {
            writer.WriteAttributeString("Precision", (field.Definition.Precision ?? 18).ToString(CultureInfo.InvariantCulture));
            writer.WriteAttributeString("Scale", field.ValueType.Scale.ToString(CultureInfo.InvariantCulture));
        }

        Annotate(writer, "Org.OData.Core.V1.Description", "String", $"{field.Label.En} · {field.Label.Zh}");
        if (!field.IsWritable)
            Annotate(writer, "Org.OData.Core.V1.Computed", "Bool", "true");
        if (field.Target is { } target && session.Access.On(target).May(Kernel.Access.RecordAction.Read))
            Annotate(writer, $"{EdmTypes.Namespace}.lookup", "String", target.Name);
        writer.WriteEndElement();
    }

    private static void WriteAlternateKey(XmlWriter writer, FieldSchema key)
    {
        writer.WriteStartElement("Annotation", Edm);
        writer.WriteAttributeString("Term", "Org.OData.Core.V1.AlternateKeys");
        writer.WriteAttributeString("Qualifier", key.Name);
        writer.WriteStartElement("Collection", Edm);
        writer.WriteStartElement("Record", Edm);
        writer.WriteStartElement("PropertyValue", Edm);
        writer.WriteAttributeString("Property", "Key");
        writer.WriteStartElement("Collection", Edm);
        writer.WriteStartElement("Record", Edm);
        foreach (var (property, kind) in (ReadOnlySpan<(string, string)>)[("Alias", "String"), ("Name", "PropertyPath")])
        {
            writer.WriteStartElement("PropertyValue", Edm);
            writer.WriteAttributeString("Property", property);
            writer.WriteAttributeString(kind, key.Name);
            writer.WriteEndElement();
        }

        for (var i = 0; i < 6; i++)
            writer.WriteEndElement();
    }

    private static void WriteContainer(XmlWriter writer, Session session, ObjectSchema[] objects)
    {
        writer.WriteStartElement("EntityContainer", Edm);
        writer.WriteAttributeString("Name", "workspace");
        foreach (var definition in objects)
        {
            writer.WriteStartElement("EntitySet", Edm);
            writer.WriteAttributeString("Name", definition.Name);
            writer.WriteAttributeString("EntityType", $"{EdmTypes.Namespace}.{definition.Name}");
            foreach (var (name, lookup) in EdmTypes.Children(session, definition))
            {
                writer.WriteStartElement("NavigationPropertyBinding", Edm);
                writer.WriteAttributeString("Path", name);
                writer.WriteAttributeString("Target", lookup.Object.Name);
                writer.WriteEndElement();
            }

            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static void Annotate(XmlWriter writer, string term, string kind, string value)
    {
        writer.WriteStartElement("Annotation", Edm);
        writer.WriteAttributeString("Term", term);
        writer.WriteAttributeString(kind, value);
        writer.WriteEndElement();
    }

    private sealed class Utf8Text() : StringWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}
