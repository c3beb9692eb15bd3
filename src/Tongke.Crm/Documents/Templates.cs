using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Documents;

/// <summary>The company's templates.</summary>
public static class Templates
{
    /// <summary>The template for documents in a language: the first active one in it by name; null where there is none.</summary>
    public static async ValueTask<DocumentTemplate?> FindAsync(Session session, string? language, CancellationToken ct)
    {
        var path = new FieldPath(session.Schema[DocumentTemplate.ObjectName][DocumentTemplate.Fields.Language]);
        var templates = await session.LoadWhereAsync<DocumentTemplate>(Condition.Equal(path, language ?? DocumentTemplate.LanguageValue.Zh), ct: ct);
        return templates.Where(t => t.Active == true).OrderBy(t => t.Name, StringComparer.Ordinal).FirstOrDefault();
    }
}
