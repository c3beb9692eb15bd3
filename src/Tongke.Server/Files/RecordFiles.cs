using System.Text.Json;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Server.Errors;
using Tongke.Server.Http;

namespace Tongke.Server.Files;

/// <summary>The files of a record: who sees the record sees them, who edits it adds and removes them.</summary>
internal static class RecordFiles
{
    public static async Task ListAsync(HttpContext context, Workspace workspace)
    {
        var session = workspace.Open(context.GetActor());
        var holder = await FileLinks.FindHolderAsync(session, context.Request.Query, RecordAction.Read, context.RequestAborted) ?? throw FileEndpoints.NotThere(session);
        var files = await FileLinks.BesideAsync(session, holder, context.RequestAborted);
        await new Answer(200)
        {
            Body = (writer, _) =>
            {
                writer.WriteStartObject();
                writer.WriteStartArray("value");
                foreach (var file in files)
                    Write(writer, workspace, file);
                writer.WriteEndArray();
                writer.WriteEndObject();
                return ValueTask.CompletedTask;
            },
        }.SendAsync(context);
    }

    /// <summary>What is known of a file, for whoever may read it.</summary>
    public static async Task DescribeAsync(HttpContext context, Guid id, Workspace workspace)
    {
        var session = workspace.Open(context.GetActor());
        var file = await FileLinks.FindAsync(session, id, context.RequestAborted) ?? throw FileEndpoints.NotThere(session);
        await new Answer(200)
        {
            Body = (writer, _) =>
            {
                Write(writer, workspace, file);
                return ValueTask.CompletedTask;
            },
        }.SendAsync(context);
    }

    /// <summary>Takes a file from the record on which it hangs; its bytes and its place in the log remain.</summary>
    public static async Task RemoveAsync(HttpContext context, Guid id, Workspace workspace)
    {
        var session = workspace.Open(context.GetActor());
        var file = await FileLinks.FindAsync(session, id, context.RequestAborted) ?? throw FileEndpoints.NotThere(session);
        if (file["record"] is not Guid record || file["field"] is not null || session.Schema.Find((string?)file["object"] ?? "") is not { } there)
            throw FileEndpoints.NotThere(session);

        Refusals.ThrowIfAny((await session.FindAsync(there, record, RecordAction.Edit, context.RequestAborted)).Refusal);
        var work = workspace.Open(Actor.System("removing a file from its record"));
        if (await work.LoadAsync(work.Schema["stored_file"], id, context.RequestAborted) is { } stored)
            work.Delete(stored);
        Refusals.ThrowIfAny(await work.CommitAsync(context.RequestAborted));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static void Write(Utf8JsonWriter writer, Workspace workspace, Record file)
    {
        writer.WriteStartObject();
        writer.WriteString("id", file.Id);
        writer.WriteString("name", (string?)file["name"]);
        writer.WriteNumber("size", (long)file["size"]!);
        writer.WriteString("type", (string?)file["type"]);
        writer.WriteString("created_at", (DateTimeOffset)file["created_at"]!);
        if (file["owner"] is Guid owner && workspace.Organization.Find(owner) is { } member)
        {
            writer.WriteStartObject("owner");
            writer.WriteString("id", member.Id);
            writer.WriteString("name", member.Name);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
