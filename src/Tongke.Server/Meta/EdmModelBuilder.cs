using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;
using Microsoft.OData.Edm.Vocabularies;
using Microsoft.OData.Edm.Vocabularies.V1;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage.Tables;

namespace Tongke.Server.Meta;

/// <summary>
/// The Schema as an OData model, as far as one person may see it. A lookup is two properties, since CSDL has none that is both an id and a path:
/// <c>account</c> with the id, and <c>to_account</c> that leads to the record (docs/decisions/0007-lookups-in-csdl.md).
/// Names that objects can't have, because they begin with a capital letter, are those of the container and the types of composites.
/// </summary>
internal sealed class EdmModelBuilder
{
    /// <summary>The namespace of all types.</summary>
    public const string Namespace = "tongke";

    private readonly Session session;
    private readonly EdmModel model = new();
    private readonly Dictionary<ObjectSchema, EdmEntityType> types = [];
    private readonly Dictionary<string, EdmComplexType> composites = new(StringComparer.Ordinal);

    private EdmModelBuilder(Session session) => this.session = session;

    /// <summary>The model of what the session's actor sees.</summary>
    public static IEdmModel Build(Session session)
    {
        var builder = new EdmModelBuilder(session);
        foreach (var definition in EdmTypes.Objects(session))
            builder.AddType(definition);

        builder.AddContainer();
        return builder.model;
    }

    private void AddType(ObjectSchema definition)
    {
        var access = session.Access.On(definition);
        var fields = EdmTypes.Properties(session, definition).ToLookup(f => EdmTypes.IsDynamic(f, access));
        var type = new EdmEntityType(Namespace, definition.Name, baseType: null, isAbstract: false, isOpen: fields[true].Any());
        foreach (var field in fields[false])
        {
            var property = type.AddStructuralProperty(field.Name, EdmTypes.Of(field, access) ?? new EdmComplexTypeReference(CompositeOf(field), isNullable: true));
            Describe(property, field.Label);
            if (field.Ordinal == SystemFields.IdOrdinal)
                type.AddKeys(property);
            else if (!field.IsWritable && field.Storage != FieldStorage.None)
                Annotate(property, CoreVocabularyModel.ComputedTerm, new EdmBooleanConstant(true));
        }

        model.AddElement(type);
        types.Add(definition, type);
        Describe(type, definition.Label);
        if (definition.Fields.Where(f => f.Definition.Unique && access.MayRead(f) && type.FindProperty(f.Name) is not null).Select(KeyOf).ToArray() is { Length: > 0 } keys)
            Annotate(type, CoreVocabularyModel.AlternateKeysTerm, new EdmCollectionExpression(keys));
    }

    /// <summary>An alternate key of one field. Its records name no type, which the reader of the JSON form would take for a nullable one.</summary>
    private static EdmRecordExpression KeyOf(FieldSchema field) => new(new EdmPropertyConstructor("Key", new EdmCollectionExpression(
        new EdmRecordExpression(new EdmPropertyConstructor("Name", new EdmPropertyPathExpression(field.Name)), new EdmPropertyConstructor("Alias", new EdmStringConstant(field.Name))))));

    /// <summary>The type of composite values, shared by all fields of the same field type.</summary>
    private EdmComplexType CompositeOf(FieldSchema field)
    {
        var name = string.Concat(field.Definition.Type.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        if (composites.TryGetValue(name, out var known))
            return known;

        var type = new EdmComplexType(Namespace, name);
        foreach (var part in field.Object.Fields.Where(f => f.Composite == field))
            type.AddStructuralProperty(part.Name[(field.Name.Length + 1)..], EdmTypes.OfValue(part));

        model.AddElement(type);
        composites.Add(name, type);
        return type;
    }

    private void AddContainer()
    {
        var container = new EdmEntityContainer(Namespace, "Workspace");
        model.AddElement(container);
        var sets = types.ToDictionary(t => t.Key, t => container.AddEntitySet(t.Key.Name, t.Value));
        foreach (var (definition, type) in types)
        {
            foreach (var (name, lookup) in EdmTypes.Lookups(session, definition))
                Relate(sets[definition], LookupOf(type, name, lookup), sets[lookup.Target!]);
            foreach (var (name, lookup) in EdmTypes.Children(session, definition))
                Relate(sets[definition], ChildrenOf(name, lookup), sets[lookup.Object]);
        }
    }

    private EdmNavigationPropertyInfo LookupOf(EdmEntityType type, string name, FieldSchema lookup)
    {
        var target = types[lookup.Target!];
        if (lookup.ValueType.Kind == ValueKind.Ids)
            return new() { Name = name, Target = target, TargetMultiplicity = EdmMultiplicity.Many };

        return new()
        {
            Name = name,
            Target = target,
            TargetMultiplicity = EdmMultiplicity.ZeroOrOne,
            DependentProperties = [(IEdmStructuralProperty)type.FindProperty(lookup.Name)],
            PrincipalProperties = target.DeclaredKey,
        };
    }

    private EdmNavigationPropertyInfo ChildrenOf(string name, FieldSchema lookup) => new()
    {
        Name = name,
        Target = types[lookup.Object],
        TargetMultiplicity = EdmMultiplicity.Many,
        OnDelete = lookup.Definition.OnDelete == DeleteRule.Cascade ? EdmOnDeleteAction.Cascade : EdmOnDeleteAction.None,
    };

    private static void Relate(EdmEntitySet from, EdmNavigationPropertyInfo relation, EdmEntitySet to) =>
        from.AddNavigationTarget(((EdmEntityType)from.EntityType).AddUnidirectionalNavigation(relation), to);

    private void Describe(IEdmVocabularyAnnotatable target, Kernel.Texts.Label label) => Annotate(target, CoreVocabularyModel.DescriptionTerm, new EdmStringConstant($"{label.En} · {label.Zh}"));

    private void Annotate(IEdmVocabularyAnnotatable target, IEdmTerm term, IEdmExpression value)
    {
        var annotation = new EdmVocabularyAnnotation(target, term, value);
        annotation.SetSerializationLocation(model, EdmVocabularyAnnotationSerializationLocation.Inline);
        model.AddVocabularyAnnotation(annotation);
    }
}
