using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Server.Meta;

/// <summary>One object's definition as one person may see it. What reads a hidden field is left out with it.</summary>
internal sealed class ObjectMetaWriter(Utf8JsonWriter writer, Session session, ObjectSchema definition, Language language)
{
    private static readonly HashSet<string> Unshown = [SystemFields.Id, SystemFields.Version, SystemFields.DeletedAt, SystemFields.DeletedBy, SystemFields.MergedInto];

    private readonly ObjectAccess access = session.Access.On(definition);

    public void Write()
    {
        var defined = definition.Definition;
        writer.WriteStartObject();
        writer.WriteString("name", definition.Name);
        writer.WriteString("label", definition.Label.In(language));
        writer.WriteString("plural", (defined.Plural ?? definition.Label).In(language));
        Optional("icon", defined.Icon);
        Optional("group", defined.Group);
        writer.WriteString("nameField", definition.Definition.NameField);
        if (defined.Order.Count > 0 && defined.Order.All(n => Readable(n.TrimStart('-'))))
            Optional("order", string.Join(',', defined.Order.Select(n => n.StartsWith('-') ? $"{n[1..]} desc" : n)));
        if (defined.Beside.Count > 0)
            Fields("beside", defined.Beside);
        writer.WriteBoolean("owned", definition.IsOwned);
        WriteRights(writer, "can", access);
        writer.WriteStartArray("fields");
        var fields = new FieldMetaWriter(writer, session, language);
        foreach (var field in definition.Fields.Where(f => IsShown(f) && (access.MaySee(f) || access.MayEdit(f))))
            fields.Write(field, access);
        writer.WriteEndArray();
        WriteTypes();
        WriteValidations();
        WriteLayout(defined.Layout);
        WriteViews();
        WriteActions(fields);
        WriteReviews();
        writer.WriteEndObject();
    }

    /// <summary>What may be done with an object's records at all.</summary>
    public static void WriteRights(Utf8JsonWriter writer, string name, ObjectAccess access)
    {
        writer.WriteStartObject(name);
        writer.WriteBoolean("create", access.May(RecordAction.Create));
        writer.WriteBoolean("edit", access.May(RecordAction.Edit));
        writer.WriteBoolean("delete", access.May(RecordAction.Delete));
        writer.WriteBoolean("import", access.May(RecordAction.Import));
        writer.WriteBoolean("export", access.May(RecordAction.Export));
        writer.WriteBoolean("massEdit", access.May(RecordAction.MassEdit));
        writer.WriteBoolean("transfer", access.May(RecordAction.Transfer));
        writer.WriteBoolean("approve", access.May(RecordAction.Approve));
        writer.WriteEndObject();
    }

    private void WriteValidations()
    {
        writer.WriteStartArray("validations");
        foreach (var (validation, when) in definition.Validations.Where(v => MayKnow(v.When)))
        {
            writer.WriteStartObject();
            writer.WriteString("name", validation.Name);
            MetaExpressions.Write(writer, "expr", when, session);
            writer.WriteString("message", validation.Message.In(language));
            Optional("field", validation.Field);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void WriteLayout(LayoutDefinition? layout)
    {
        writer.WriteStartObject("layout");
        Fields("headline", layout?.Headline ?? []);
        writer.WriteStartArray("sections");
        foreach (var section in layout?.Sections ?? [])
        {
            writer.WriteStartObject();
            writer.WriteString("label", section.Label.In(language));
            writer.WriteNumber("columns", section.Columns);
            Fields("fields", section.Fields);
            Types(section.Types);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        Fields("quick", layout?.Quick ?? []);
        writer.WriteStartArray("related");
        foreach (var related in layout?.Related ?? [])
        {
            if (session.Schema.Find(related.Object) is not { } there || there.Find(related.Field) is not { } lookup || !session.Access.On(there).May(RecordAction.Read) || !session.Access.On(there).MayRead(lookup))
                continue;

            writer.WriteStartObject();
            writer.WriteString("object", related.Object);
            writer.WriteString("field", related.Field);
            writer.WriteString("label", (related.Label ?? there.Definition.Plural ?? there.Label).In(language));
            if (related.Columns.Count > 0)
                Names("columns", related.Columns.Where(n => there.Find(n) is { } column && session.Access.On(there).MaySee(column)));
            Types(related.Types);
            if (related.New is { } made && session.Access.On(there).May(RecordAction.Create))
                WriteNew(related, made);
            if (there.Definition.PartOf == related.Field && Condition.AnyOf(definition.Locks.Where(l => l is { IsWhole: true, PartOf: null }).Select(l => l.When)) is var closed && closed != Constant.False && MayKnow(closed))
                MetaExpressions.Write(writer, "closedWhen", closed, session);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Making one of a list as an action of the record; where the condition can't be told, it is offered and never next.</summary>
    private void WriteNew(RelatedListDefinition related, RelatedNewDefinition made)
    {
        var (when, next) = definition.RelatedNew[(related.Object, related.Field)];
        writer.WriteStartObject("new");
        writer.WriteString("label", made.Label.In(language));
        Optional("save", made.Save?.In(language));
        if (when is not null && MayKnow(when))
            MetaExpressions.Write(writer, "when", when, session);
        MetaExpressions.Write(writer, "next", next is not null && MayKnow(next) ? next : Constant.False, session);
        writer.WriteStartObject("values");
        foreach (var (there, here) in made.Values.Where(v => Readable(v.Value)))
            writer.WriteString(there, here);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>What waits for somebody else's decision, for the page to say so to who asked for it.</summary>
    private void WriteReviews()
    {
        writer.WriteStartArray("reviews");
        foreach (var review in definition.Definition.Reviews.Where(r => r.By is { } by && Readable(by)))
        {
            if (!definition.Waiting.TryGetValue(review.Action, out var waiting) || !MayKnow(waiting))
                continue;

            writer.WriteStartObject();
            writer.WriteString("action", review.Action);
            writer.WriteString("by", review.By);
            MetaExpressions.Write(writer, "waiting", waiting, session);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>The kinds of records, and which of them the person may make.</summary>
    private void WriteTypes()
    {
        if (definition.RecordType is not { } carrier || !access.MaySee(carrier))
            return;

        writer.WriteStartArray("recordTypes");
        foreach (var type in definition.RecordTypes)
        {
            writer.WriteStartObject();
            writer.WriteString("name", type.Name);
            writer.WriteString("label", type.Definition.Label.In(language));
            Optional("help", type.Definition.Help?.In(language));
            Optional("color", type.Definition.Color);
            writer.WriteBoolean("create", access.May(RecordAction.Create) && access.Makeable.Contains(type));
            writer.WriteStartObject("defaults");
            foreach (var (name, value) in type.Definition.Defaults.Where(d => definition.Find(d.Key) is { } f && access.MayEdit(f) && !FieldMetaWriter.IsFormula(d.Value)))
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>The kinds that have a part of the layout; nothing where all have.</summary>
    private void Types(IReadOnlyList<string> types)
    {
        if (types.Count > 0)
            Names("types", types);
    }

    private void WriteViews()
    {
        writer.WriteStartArray("views");
        foreach (var view in ViewsInOrder())
        {
            var filter = definition.ViewFilters.GetValueOrDefault(view.Name);
            if (filter is not null && !MayKnow(filter))
                continue;

            var text = filter is null ? null : ODataWriter.Write(filter);
            if (filter is not null && text is null)
                continue;

            writer.WriteStartObject();
            writer.WriteString("name", view.Name);
            writer.WriteString("label", view.Label.In(language));
            writer.WriteString("kind", view.Kind);
            Fields("columns", view.Columns);
            Optional("filter", text);
            writer.WriteStartArray("orderBy");
            foreach (var name in view.OrderBy.Where(n => Readable(n.TrimStart('-'))))
                writer.WriteStringValue(name);
            writer.WriteEndArray();
            if (view.GroupBy is { } group && Readable(group))
                writer.WriteString("groupBy", group);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>A list opens on its first view: who makes no records of the kind has none of their own and begins with all.</summary>
    private IEnumerable<ViewDefinition> ViewsInOrder()
    {
        var views = definition.Definition.Views;
        return access.May(RecordAction.Create) || !views.Take(1).Any(IsAboutMe) ? views : views.OrderBy(v => v is not { Filter: null, Kind: "table" });
    }

    private bool IsAboutMe(ViewDefinition view) =>
        definition.ViewFilters.GetValueOrDefault(view.Name) is { } filter && ExprShape.Names(filter, ContextName.Me);

    private void WriteActions(FieldMetaWriter fields)
    {
        writer.WriteStartArray("actions");
        foreach (var action in definition.Definition.Actions.Where(a => access.May(Records.RecordActions.Needed(a)) && Records.RecordActions.Find(session, definition, a) is not null))
        {
            writer.WriteStartObject();
            writer.WriteString("name", action.Name);
            writer.WriteString("label", action.Label.In(language));
            Optional("icon", action.Icon);
            writer.WriteString("needs", action.Needs);
            Optional("done", action.Done?.In(language));
            Optional("confirm", action.Confirm?.In(language));
            writer.WriteBoolean("danger", action.Danger);
            if (action.First)
                writer.WriteBoolean("first", true);
            if (action.Quiet)
                writer.WriteBoolean("quiet", true);
            if (action.Until is { } until && Readable(until))
                writer.WriteString("until", until);
            if (definition.ActionConditions.TryGetValue(action.Name, out var when) && MayKnow(when))
                MetaExpressions.Write(writer, "when", when, session);
            if (definition.NextActions.Count > 0) // one of which it can't be told isn't the next
                MetaExpressions.Write(writer, "next", definition.NextActions.GetValueOrDefault(action.Name) is { } next && MayKnow(next) ? next : action.First ? Constant.True : Constant.False, session);
            if (action.Shows.Count > 0)
                Fields("shows", action.Shows);
            writer.WriteStartArray("parameters");
            foreach (var parameter in ParameterFields.Of(session.Schema, definition, action))
                fields.WriteParameter(parameter);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Whether the person may see every field that a condition reads.</summary>
    private bool MayKnow(Expr expression) => ExprShape.Fields(expression).All(f => session.Access.On(f.Object).MaySee(f));

    /// <summary>Whether people meet the field at all: keys that rules keep for searching and comparing are none of theirs.</summary>
    private static bool IsShown(FieldSchema field) => field.Composite is null && field.Definition.KeyOf is null && !(field.IsSystem && Unshown.Contains(field.Name));

    private bool Readable(string name) => definition.Find(name) is { } field && access.MayRead(field);

    /// <summary>Those of the object's fields that the person sees.</summary>
    private void Fields(string name, IEnumerable<string> fields) => Names(name, fields.Where(n => definition.Find(n) is { } f && access.MaySee(f)));

    private void Names(string name, IEnumerable<string> names)
    {
        writer.WriteStartArray(name);
        foreach (var one in names)
            writer.WriteStringValue(one);
        writer.WriteEndArray();
    }

    private void Optional(string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }
}
