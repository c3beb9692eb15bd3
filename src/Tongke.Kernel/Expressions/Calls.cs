using System.Globalization;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Expressions;

/// <summary>
/// Makes typed calls: every parser builds its tree here, so that arguments are checked and converted in one place.
/// Conversions are calls themselves; the back ends never guess.
/// </summary>
internal static class Calls
{
    /// <summary>A call of <paramref name="function"/>, its arguments converted to what it takes.</summary>
    /// <exception cref="RefusedExpressionException">Number or kinds of the arguments don't fit.</exception>
    public static Expr Make(Function function, params IReadOnlyList<Expr> arguments)
    {
        if (arguments.Count < function.Required || (arguments.Count > function.Parameters.Count && !function.IsVariadic))
            throw new RefusedExpressionException("expression_argument_count", function.Name, function.Required, arguments.Count);

        if (function == Functions.Negate && arguments[0] is Constant { Value: long whole }) return Value(-whole);
        if (FromEmptyComparison(function, arguments) is { } comparison) return comparison;

        var complete = arguments.ToList();
        while (complete.Count < function.Parameters.Count)
            complete.Add(function == Functions.Round || function == Functions.RoundUp || function == Functions.RoundDown ? Value(0L) : Empty);

        var kinds = complete.Select((_, i) => function.Parameters[Math.Min(i, function.Parameters.Count - 1)]).ToList();
        Unify(function, complete, kinds);
        for (var i = 0; i < complete.Count; i++)
            complete[i] = Convert(function, complete[i], kinds[i]);

        if ((function == Functions.HasAny || function == Functions.HasAll) && complete.Skip(1).Any(a => a is not (Constant or ContextValue)))
            throw new RefusedExpressionException("expression_constant_needed", function.Name);
        if (function == Functions.Negate && complete[0] is Constant { Value: decimal number } constant)
            return constant with { Value = -number };

        return WholeWhenWhole(function, arguments, new Call(function, function.Result(complete), complete));
    }

    /// <summary>A constant of the kind its CLR value has.</summary>
    /// <exception cref="RefusedExpressionException">A decimal has more digits than expressions keep, or a text is not Unicode.</exception>
    public static Constant Value(object value) => value switch
    {
        bool => new(value, new(ValueKind.Boolean)),
        long => new(value, new(ValueKind.Integer)),
        int number => new((long)number, new(ValueKind.Integer)),
        decimal number when Numbers.Fit(number) == number => new(decimal.Parse(Numbers.ToText(number), CultureInfo.InvariantCulture), new(ValueKind.Decimal, ScaleOf(number))),
        decimal number => throw new RefusedExpressionException("expression_number_digits", number),
        string text when IsUnicode(text) => new(text, new(ValueKind.Text)),
        string => throw new RefusedExpressionException("expression_text_invalid"),
        DateOnly => new(value, new(ValueKind.Date)),
        TimeOnly => new(value, new(ValueKind.Time)),
        DateTimeOffset instant => new(Moments.ToMilliseconds(instant), new(ValueKind.Instant)),
        Guid => new(value, new(ValueKind.Id)),
        string[] => new(value, new(ValueKind.Texts)),
        Guid[] => new(value, new(ValueKind.Ids)),
        _ => throw new ArgumentException($"{value.GetType()} is not a value of expressions.", nameof(value)),
    };

    /// <summary>The empty value, before it is given a kind by what it meets.</summary>
    public static Constant Empty { get; } = new(null, new(ValueKind.Text));

    /// <summary>What the reader or the moment gives.</summary>
    public static ContextValue Context(ContextName name) => new(name, new(name switch
    {
        ContextName.Me or ContextName.MyDepartment => ValueKind.Id,
        ContextName.MyDepartmentTree or ContextName.MyDepartmentPath or ContextName.MyRoles or ContextName.MeAndMySubordinates => ValueKind.Ids,
        ContextName.Now => ValueKind.Instant,
        ContextName.Today => ValueKind.Date,
    }));

    /// <summary>The sum: of numbers, or of a day or point in time and a number of days.</summary>
    public static Expr Add(Expr a, Expr b) => (a.Type.Kind, b.Type.Kind) switch
    {
        (ValueKind.Date, _) => Make(Functions.AddDays, a, b),
        (ValueKind.Instant, _) => Make(Functions.AddDuration, a, b),
        (_, ValueKind.Date) when IsNumber(a) => Make(Functions.AddDays, b, a),
        (_, ValueKind.Instant) when IsNumber(a) => Make(Functions.AddDuration, b, a),
        _ => Make(Functions.Add, a, b),
    };

    /// <summary>The difference: of numbers, of a day or point in time and a number of days, or between two of those in days.</summary>
    public static Expr Subtract(Expr a, Expr b) => (a.Type.Kind, b.Type.Kind) switch
    {
        (ValueKind.Instant, ValueKind.Instant) => Make(Functions.DurationBetween, a, b),
        (ValueKind.Date or ValueKind.Instant, ValueKind.Date or ValueKind.Instant) => Make(Functions.DaysBetween, a, b),
        (ValueKind.Date or ValueKind.Instant, _) => Add(a, Make(Functions.Negate, b)),
        _ => Make(Functions.Subtract, a, b),
    };

    /// <summary>The value as text.</summary>
    public static Expr ToText(Expr value) => value.Type.Kind switch
    {
        _ when value is Constant { Value: null } => Empty,
        ValueKind.Text => value,
        ValueKind.Integer or ValueKind.Decimal => Make(Functions.NumberText, value),
        ValueKind.Date => Make(Functions.FormatDate, value, Value("yyyy-MM-dd")),
        ValueKind.Instant => Make(Functions.FormatInstant, value, Value("yyyy-MM-dd HH:mm")),
        ValueKind.Time => Make(Functions.TimeText, value),
        ValueKind.Boolean => Make(Functions.If, value, Value("true"), Value("false")),
        _ => throw new RefusedExpressionException("expression_no_text", KindLabels.Of(value.Type.Kind)),
    };

    /// <summary>Whether a value is a number.</summary>
    public static bool IsNumber(Expr value) => value.Type.Kind is ValueKind.Integer or ValueKind.Decimal;

    private static bool IsUnicode(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || char.IsLowSurrogate(text[i]) || (char.IsHighSurrogate(text[i]) && (i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])))) return false;
            if (char.IsHighSurrogate(text[i])) i++;
        }

        return true;
    }

    private static int ScaleOf(decimal number) => decimal.Parse(Numbers.ToText(number), CultureInfo.InvariantCulture).Scale;

    /// <summary>"= blank" asks whether there is a value; so does comparing with an empty text.</summary>
    private static Expr? FromEmptyComparison(Function function, IReadOnlyList<Expr> arguments)
    {
        if (function != Functions.Equal && function != Functions.NotEqual) return null;

        var other = IsEmptyConstant(arguments[1]) ? arguments[0] : IsEmptyConstant(arguments[0]) ? arguments[1] : null;
        if (other is null) return null;

        var isBlank = Make(Functions.IsBlank, other);
        return function == Functions.Equal ? isBlank : Make(Functions.Not, isBlank);
    }

    private static bool IsEmptyConstant(Expr value) => value is Constant { Value: null or "" };

    /// <summary>Arithmetic of whole numbers gives a whole number.</summary>
    private static Call WholeWhenWhole(Function function, IReadOnlyList<Expr> given, Call call)
    {
        var keepsWhole = function == Functions.Add || function == Functions.Subtract || function == Functions.Multiply
            || function == Functions.Modulo || function == Functions.Negate || function == Functions.Absolute;
        return keepsWhole && given.All(a => a.Type.Kind == ValueKind.Integer) ? new Call(Functions.Truncate, new(ValueKind.Integer), call) : call;
    }

    private static void Unify(Function function, List<Expr> arguments, List<ParameterKind> kinds)
    {
        var same = Enumerable.Range(0, arguments.Count).Where(i => kinds[i] == ParameterKind.Same).ToList();
        if (same.Count == 0) return;

        var typed = same.Where(i => arguments[i] is not Constant { Value: null }).Select(i => arguments[i]).ToList();
        var isList = kinds[0] == ParameterKind.List;
        var found = typed.Where(a => !IsWritten(a)).Concat(typed).Select(a => a.Type.Kind).ToList();
        var target = isList ? ItemKind(function, arguments[0])
            : found.Count == 0 ? ValueKind.Text
            : found.TrueForAll(k => k is ValueKind.Integer or ValueKind.Decimal) ? found.Contains(ValueKind.Decimal) ? ValueKind.Decimal : ValueKind.Integer
            : found.Contains(ValueKind.Date) && found.Contains(ValueKind.Instant) ? ValueKind.Date
            : function == Functions.In && found[0] == ValueKind.Ids ? ValueKind.Id
            : found[0];
        var isOrdering = function == Functions.Less || function == Functions.AtMost || function == Functions.Greater || function == Functions.AtLeast
            || function == Functions.Smallest || function == Functions.Largest;
        if (target is ValueKind.Texts or ValueKind.Ids or ValueKind.Json or ValueKind.Bytes && function != Functions.If && function != Functions.Coalesce)
            throw new RefusedExpressionException("expression_not_comparable", KindLabels.Of(target), function.Name);
        if (isOrdering && target is (ValueKind.Boolean or ValueKind.Id))
            throw new RefusedExpressionException("expression_no_order", KindLabels.Of(target), function.Symbol ?? function.Name);

        foreach (var i in same)
            arguments[i] = ConvertTo(target, arguments[i], function, allowsIds: i > 0 && (function == Functions.In || isList));
    }

    private static ValueKind ItemKind(Function function, Expr list) => list.Type.Kind switch
    {
        ValueKind.Texts => ValueKind.Text,
        ValueKind.Ids => ValueKind.Id,
        var kind => throw new RefusedExpressionException("expression_argument_kind", function.Name, KindLabels.Of(ValueKind.Texts), KindLabels.Of(kind)),
    };

    /// <summary>Whether a text was written out and may stand for a day, an id … .</summary>
    private static bool IsWritten(Expr value) => value is Constant { Value: string };

    private static Expr Convert(Function function, Expr argument, ParameterKind kind) => kind switch
    {
        ParameterKind.Any or ParameterKind.Same => argument,
        ParameterKind.Boolean => ConvertTo(ValueKind.Boolean, argument, function),
        ParameterKind.Number => ConvertTo(ValueKind.Decimal, argument, function),
        ParameterKind.Whole => argument.Type.Kind == ValueKind.Decimal ? Make(Functions.Truncate, argument) : ConvertTo(ValueKind.Integer, argument, function),
        ParameterKind.Text => ConvertTo(ValueKind.Text, argument, function),
        ParameterKind.Textual => ToText(argument),
        ParameterKind.Date => ConvertTo(ValueKind.Date, argument, function),
        ParameterKind.Instant => ConvertTo(ValueKind.Instant, argument, function),
        ParameterKind.Time => ConvertTo(ValueKind.Time, argument, function),
        ParameterKind.Clock when argument.Type.Kind == ValueKind.Time => argument,
        ParameterKind.Clock => ConvertTo(ValueKind.Instant, argument, function),
        ParameterKind.List when argument.Type.Kind is ValueKind.Texts or ValueKind.Ids => argument,
        ParameterKind.List => throw new RefusedExpressionException("expression_argument_kind", function.Name, KindLabels.Of(ValueKind.Texts), KindLabels.Of(argument.Type.Kind)),
        ParameterKind.Literal => argument is Constant { Value: string } ? argument : throw new RefusedExpressionException("expression_constant_needed", function.Name),
    };

    private static Expr ConvertTo(ValueKind kind, Expr value, Function function, bool allowsIds = false)
    {
        if (value is Constant { Value: null }) return new Constant(null, new(kind));
        if (value.Type.Kind == kind) return value;

        return (value, value.Type.Kind, kind) switch
        {
            (Constant { Value: long number }, _, ValueKind.Decimal) => Value((decimal)number),
            (_, ValueKind.Integer, ValueKind.Decimal) => Make(Functions.ToDecimal, value),
            (_, ValueKind.Instant, ValueKind.Date) => Make(Functions.ToDate, value),
            (_, ValueKind.Ids, ValueKind.Id) when allowsIds => value,
            (Constant { Value: string text }, _, ValueKind.Id) when Guid.TryParseExact(text, "D", out var id) => Value(id),
            (Constant { Value: string text }, _, ValueKind.Date) when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => Value(day),
            (Constant { Value: string text }, _, ValueKind.Time) when TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out var time) => Value(time),
            (Constant { Value: string text }, _, ValueKind.Instant) when text.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) => Value(instant),
            _ => throw new RefusedExpressionException("expression_argument_kind", function.Symbol ?? function.Name, KindLabels.Of(kind), KindLabels.Of(value.Type.Kind)),
        };
    }
}
