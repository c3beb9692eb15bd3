using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Server.Errors;
using Tongke.Server.Http;
using Tongke.Server.Meta;

namespace Tongke.Server.Records;

/// <summary>Answers GET for what a record is related to, by the names of navigation properties: <c>contact/{id}/to_account</c>, <c>account/{id}/contact_account</c>.</summary>
internal static class RelatedReads
{
    public static async ValueTask<Answer> AnswerAsync(Session session, ObjectSchema definition, RecordRequest request, CancellationToken ct)
    {
        var name = request.Path.Rest;
        var (lookup, isChild) = EdmTypes.Lookups(session, definition).FirstOrDefault(l => l.Name == name).Lookup is { } own
            ? (own, false)
            : (EdmTypes.Children(session, definition).FirstOrDefault(c => c.Name == name).Lookup ?? throw new RequestRefusedException(404, "route_not_found", name.Cut(60)), true);
        var record = await RecordKeys.GetAsync(session, definition, request.Path, RecordAction.Read, ct);
        request = request with { Path = request.Path with { Id = record.Id, Key = null } };
        if (isChild)
            return await RecordReads.ListAsync(session, lookup.Object, request, ct, Condition.Equal(new FieldPath(lookup), record.Id));

        var target = lookup.Target!;
        if (lookup.ValueType.Kind == ValueKind.Ids)
            return await RecordReads.ListAsync(session, target, request, ct, Condition.IsAmong(new FieldPath(target[SystemFields.Id]), record[lookup] as Guid[] ?? []));

        return record[lookup] is Guid id
            ? await RecordReads.OneAsync(session, target, request with { Path = new(target.Name, id, null, "") }, ct)
            : new Answer(204);
    }
}
