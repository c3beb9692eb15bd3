using System.Collections.Frozen;

namespace Tongke.Kernel.Schemas;

/// <summary>Every type a field can have, by name. A new type is one more file and one more entry.</summary>
public static class FieldTypes
{
    private static readonly FrozenDictionary<string, FieldType> Types = new FieldType[]
    {
        new IdType(),
        new TextType(), new LongTextType(), new RichTextType(),
        new IntegerType(), new DecimalType(), new MoneyType(), new PercentType(), new RatingType(), new DurationType(),
        new BooleanType(),
        new DateType(), new DateTimeType(), new TimeType(),
        new SelectType(), new MultiSelectType(), new TagsType(),
        new PhoneType(), new EmailType(), new UrlType(), new AddressType(), new GeoPointType(),
        new UserType(), new DepartmentType(), new LookupType(), new MultiLookupType(), new ReferenceType(), new ChildTableType(),
        new FileType(), new ImageType(),
        new AutoNumberType(), new FormulaType(), new RollUpType(),
        new JsonType(), new EncryptedTextType(),
    }.ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);

    /// <summary>All types.</summary>
    public static IReadOnlyCollection<FieldType> All => Types.Values;

    /// <summary>The type named <paramref name="name"/>, if any.</summary>
    public static FieldType? Find(string name) => Types.GetValueOrDefault(name);

    /// <summary>The type named <paramref name="name"/>.</summary>
    /// <exception cref="KeyNotFoundException">There is none: a bug, since definitions are examined with <see cref="Find"/>.</exception>
    public static FieldType Get(string name) => Find(name) ?? throw new KeyNotFoundException($"There is no field type '{name}'.");
}
