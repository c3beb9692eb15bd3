using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Queries;

/// <summary>
/// Finds records by words within their searched fields. The index holds all searched fields of an object together, so where the actor may not read
/// one of them, a hit is looked at again through those that may be read: a hidden value never makes a record found.
/// </summary>
public static class TextSearch
{
    /// <summary>More words than anybody types; the rest is left out.</summary>
    private const int MostWords = 16;

    /// <summary>The condition for the records of the scope's object.</summary>
    public static Sql Condition(Session session, SqlScope scope, string text)
    {
        var definition = scope.Definition;
        var access = session.Access.On(definition);
        var readable = definition.SearchFields.Where(access.MayRead).ToArray();
        if (readable.Length == 0)
            return Sql.Literal("1 = 0");

        var matches = SearchIndex.Matches(definition.Table, scope.Alias, text);
        return readable.Length == definition.SearchFields.Count ? matches : Sql.From($"({matches} and {scope.Condition(Within(readable, text))})");
    }

    private static Expr Within(IReadOnlyList<FieldSchema> fields, string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MostWords);
        return Expressions.Condition.AllOf(words.Select(word => Expressions.Condition.AnyOf(fields
            .Where(f => f.ValueType.Kind == ValueKind.Text)
            .Select(f => Calls.Make(Functions.Contains, new FieldPath(f), Calls.Value(word))))));
    }
}
