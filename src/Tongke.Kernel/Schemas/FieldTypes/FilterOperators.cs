using Tongke.Kernel.Expressions;
using static Tongke.Kernel.Schemas.FilterOperator;

namespace Tongke.Kernel.Schemas;

/// <summary>The operators that suit a kind of value, in the order people are offered them.</summary>
internal static class FilterOperators
{
    public static readonly IReadOnlyList<FilterOperator> Presence = [IsEmpty, IsNotEmpty];
    public static readonly IReadOnlyList<FilterOperator> Text = [Contains, NotContains, Is, IsNot, In, NotIn, StartsWith, EndsWith, IsEmpty, IsNotEmpty];
    public static readonly IReadOnlyList<FilterOperator> LongText = [Contains, NotContains, IsEmpty, IsNotEmpty];
    public static readonly IReadOnlyList<FilterOperator> Number = [Is, IsNot, Greater, AtLeast, Less, AtMost, FilterOperator.Between, In, NotIn, IsEmpty, IsNotEmpty];
    public static readonly IReadOnlyList<FilterOperator> Day = [Within, Is, IsNot, Greater, AtLeast, Less, AtMost, FilterOperator.Between, IsEmpty, IsNotEmpty];
    public static readonly IReadOnlyList<FilterOperator> TimeOfDay = [Is, IsNot, Greater, AtLeast, Less, AtMost, FilterOperator.Between, IsEmpty, IsNotEmpty];
    public static readonly IReadOnlyList<FilterOperator> Flag = [Is, IsNot, IsEmpty, IsNotEmpty];
    public static readonly IReadOnlyList<FilterOperator> Choice = [Is, IsNot, In, NotIn, IsEmpty, IsNotEmpty];
    public static readonly IReadOnlyList<FilterOperator> Choices = [HasAny, HasAll, IsEmpty, IsNotEmpty];

    public static IReadOnlyList<FilterOperator> Of(ValueKind kind) => kind switch
    {
        ValueKind.Boolean => Flag,
        ValueKind.Integer or ValueKind.Decimal => Number,
        ValueKind.Text => Text,
        ValueKind.Date or ValueKind.Instant => Day,
        ValueKind.Time => TimeOfDay,
        ValueKind.Id => Choice,
        ValueKind.Texts or ValueKind.Ids => Choices,
        ValueKind.Json or ValueKind.Bytes => Presence,
    };
}
