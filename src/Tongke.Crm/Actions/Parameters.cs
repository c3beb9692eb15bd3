namespace Tongke.Crm.Actions;

/// <summary>What an action was given, by the name its definition declares.</summary>
internal static class Parameters
{
    /// <summary>The parameter's value; null when it was not given.</summary>
    public static T? Read<T>(this IReadOnlyDictionary<string, object?> parameters, string name) where T : struct =>
        parameters.TryGetValue(name, out var value) && value is T typed ? typed : null;

    /// <summary>The text parameter's value; null when it was not given or is empty.</summary>
    public static string? ReadText(this IReadOnlyDictionary<string, object?> parameters, string name) =>
        parameters.TryGetValue(name, out var value) && value is string { Length: > 0 } text ? text : null;
}
