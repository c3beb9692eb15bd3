namespace Tongke.Kernel.Schemas;

/// <summary>Holds a value against the range its field is defined with.</summary>
internal static class Ranges
{
    /// <summary><paramref name="value"/>, unless the number that stands for it is out of range.</summary>
    public static Coerced Check(object value, decimal number, FieldSchema field)
    {
        if (number < field.Definition.Min) return Coerced.Refuse("below_min", field.Definition.Min);
        if (number > field.Definition.Max) return Coerced.Refuse("above_max", field.Definition.Max);
        return new(value);
    }
}
