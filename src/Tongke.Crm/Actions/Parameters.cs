using Tongke.Kernel.Records;

namespace Tongke.Crm.Actions;

/// <summary>What an action was given, by the name its definition declares.</summary>
internal static class Parameters
{
    /// <summary>The parameter's value; null when it was not given.</summary>
    public static T? Read<T>(this IReadOnlyDictionary<string, object?> parameters, string name) where T : struct =>
        parameters.TryGetValue(name, out var value) && value is T typed ? typed : null;

    /// <summary>
    /// Writes the parameter into the record's field of that name, on behalf of the person: with what stands beside it, as the currency of an
    /// amount does. Nothing when it was not given.
    /// </summary>
    public static void WriteTo(this IReadOnlyDictionary<string, object?> parameters, Record record, string name)
    {
        if (!parameters.TryGetValue(name, out var value) || value is null)
            return;

        var field = record.Object[name];
        record.Write(field, value);
        foreach (var part in record.Object.Fields.Where(f => f.Composite == field && f.IsWritable))
            if (parameters.TryGetValue(part.Name, out var beside) && beside is not null)
                record.Write(part, beside);
    }

    /// <summary>The text parameter's value; null when it was not given or is empty.</summary>
    public static string? ReadText(this IReadOnlyDictionary<string, object?> parameters, string name) =>
        parameters.TryGetValue(name, out var value) && value is string { Length: > 0 } text ? text : null;
}
