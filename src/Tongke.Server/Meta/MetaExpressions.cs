using System.Text.Json;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Server.Meta;

/// <summary>Conditions and formulas for the browser's evaluator.</summary>
internal static class MetaExpressions
{
    /// <summary>Writes the tree as a member. What needs other records, or fields that the reader may not see, the client leaves to the server.</summary>
    public static void Write(Utf8JsonWriter writer, string name, Expr expression, Session session)
    {
        writer.WritePropertyName(name);
        ExprJson.Write(writer, expression, f => session.Access.On(f.Object).MayRead(f));
    }
}
