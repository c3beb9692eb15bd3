using System.Text;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Server.Http;

namespace Tongke.Server.Records;

/// <summary>Where records went that were merged into others: an old id leads to the record that is left, over as many merges as there were.</summary>
internal static class MergedRecords
{
    private const int MostMerges = 32;

    /// <summary>The living record into which this one went, if the reader sees it.</summary>
    public static async ValueTask<Guid?> FindAsync(Session session, ObjectSchema definition, Guid id, CancellationToken ct)
    {
        var at = await session.LoadAsync(definition, id, ct);
        for (var merges = 0; at is { IsDeleted: true } && merges < MostMerges; merges++)
            at = at[SystemFields.MergedInto] is Guid next ? await session.LoadAsync(definition, next, ct) : null;

        return at is { IsDeleted: false } && at.Id != id && (await session.FindAsync(definition, at.Id, RecordAction.Read, ct)).Record is not null ? at.Id : null;
    }

    /// <summary>Leads there, with the options of the request.</summary>
    public static Answer Answer(ObjectSchema definition, RecordRequest request, Guid survivor)
    {
        var location = new StringBuilder($"{request.Root}/{definition.Name}/{survivor}");
        foreach (var (name, value) in request.Options)
            location.Append(location.ToString().Contains('?', StringComparison.Ordinal) ? '&' : '?').Append(name).Append('=').Append(Uri.EscapeDataString(value));

        return new Answer(301)
        {
            Headers = [("Location", location.ToString())],
            Body = (writer, _) =>
            {
                writer.WriteStartObject();
                writer.WriteString("merged_into", survivor);
                writer.WriteEndObject();
                return ValueTask.CompletedTask;
            },
        };
    }
}
