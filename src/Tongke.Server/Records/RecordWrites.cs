using System.Globalization;
using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Server.Errors;
using Tongke.Server.Http;

namespace Tongke.Server.Records;

/// <summary>A write that stands in its session and waits for the commit.</summary>
/// <param name="Answer">Answers it once the commit has succeeded.</param>
/// <param name="Record">The record written, for requests of the same batch that refer to it.</param>
internal sealed record PendingWrite(Func<CancellationToken, ValueTask<Answer>> Answer, Record? Record);

/// <summary>Puts POST, PATCH and DELETE into a session. Nothing is stored before the session commits.</summary>
internal static class RecordWrites
{
    /// <summary>Prepares the write that the request asks for.</summary>
    /// <exception cref="RequestRefusedException">It can't be done.</exception>
    public static ValueTask<PendingWrite> PrepareAsync(Session session, ObjectSchema definition, RecordRequest request, CancellationToken ct)
    {
        CheckPreconditions(request);
        if (request.Method != "DELETE" && (request.Path.Rest is "" or "restore"))
            RecordReads.Check(session, definition, request);

        return ChooseAsync(session, definition, request, ct);
    }

    private static ValueTask<PendingWrite> ChooseAsync(Session session, ObjectSchema definition, RecordRequest request, CancellationToken ct) => (request.Method, request.Path) switch
    {
        ("POST", { HasKey: false, Rest: "" }) => CreateAsync(session, definition, request, ct),
        ("POST", { HasKey: true, Rest: "restore" }) => RestoreAsync(session, definition, request, ct),
        ("POST", { HasKey: true, Rest: "$reveal" }) => Reveal.PrepareAsync(session, definition, request, ct),
        ("POST", { HasKey: true, Rest: not "" }) => RecordActions.PrepareAsync(session, definition, request, ct),
        ("PATCH" or "PUT", { HasKey: true, Rest: "" }) => ChangeAsync(session, definition, request, ct),
        ("DELETE", { HasKey: true, Rest: "" }) => DeleteAsync(session, definition, request, ct),
        (_, { Rest: "" }) => throw new RequestRefusedException(ApiError.Of(405, "method_not_allowed") with { Allow = AllowedMethods.Of(request.Path) }),
        _ => throw new RequestRefusedException(404, "route_not_found", request.Path.Rest),
    };

    /// <summary>The answer that brings the record as it is stored now, or none when its writer does not see it any more.</summary>
    public static async ValueTask<Answer> BringAsync(Session session, Record record, RecordRequest request, int status, CancellationToken ct)
    {
        var place = PlaceOf(record.Object, record.Id, request);
        if (Answers(session, record, request) && await RecordReads.RenderCommittedAsync(session, record, request, ct) is { } rendered)
            return RecordReads.Single(status, rendered, status == 201 ? place : []);

        return new Answer(status == 201 ? 201 : 204) { Headers = [.. place, ("ETag", EntityTag.Of(session, record.Object, record.Version))] };
    }

    /// <summary>Whether the answer to a write brings the record.</summary>
    private static bool Answers(Session session, Record record, RecordRequest request) => !request.PrefersMinimal && session.Access.On(record.Object).May(RecordAction.Read);

    /// <summary>Headers that say where a record is.</summary>
    public static (string Name, string Value)[] PlaceOf(ObjectSchema definition, Guid id, RecordRequest request)
    {
        var location = $"{request.Root}/{definition.Name}/{id}";
        return [("Location", location), ("OData-EntityId", location)];
    }

    private static async ValueTask<PendingWrite> CreateAsync(Session session, ObjectSchema definition, RecordRequest request, CancellationToken ct)
    {
        var access = session.Access.On(definition);
        if (!access.May(RecordAction.Create))
            throw new RequestRefusedException(Refusals.ToError(new Forbidden(new("forbidden_action", definition.Label, RecordAction.Create.Label()))));

        var record = session.Add(definition, IdOf(request) ?? request.NewId);
        var extras = await TakeInAsync(session, record, request, ct);
        return Pending(session, record, request, extras, 201);
    }

    /// <summary>Takes the body into the record.</summary>
    /// <returns>Members that are no fields, to be kept after the commit.</returns>
    private static async ValueTask<IReadOnlyList<(IRecordInputExtra Extra, JsonElement Value)>> TakeInAsync(Session session, Record record, RecordRequest request, CancellationToken ct)
    {
        var extras = new List<(IRecordInputExtra Extra, JsonElement Value)>();
        foreach (var extra in request.Extras.Where(e => e.Object == record.Object.Name))
        {
            if (!request.Body.TryGetProperty(extra.Member, out var value))
                continue;

            Refusals.ThrowIfAny(await extra.CheckAsync(record, value, session, ct));
            extras.Add((extra, value));
        }

        Refusals.ThrowIfAny(await RecordInput.ApplyAsync(session, record, request.Body, extras.Select(e => e.Extra.Member), ct));
        return extras;
    }

    private static PendingWrite Pending(Session session, Record record, RecordRequest request, IReadOnlyList<(IRecordInputExtra Extra, JsonElement Value)> extras, int status)
    {
        if (Answers(session, record, request))
            session.Show(record);
        return new(KeepAndBringAsync, record);

        async ValueTask<Answer> KeepAndBringAsync(CancellationToken ct)
        {
            foreach (var (extra, value) in extras)
                await extra.StoreAsync(record, value, session, ct);

            return await BringAsync(session, record, request, status, ct);
        }
    }

    /// <summary>The id that the client made; null when there is none, or what stands for it is none.</summary>
    public static Guid? ChosenId(RecordRequest request) =>
        request.Body.TryGetProperty(SystemFields.Id, out var json) && json.ValueKind == JsonValueKind.String && json.TryGetGuid(out var id) && id != Guid.Empty ? id : null;

    /// <summary>The id that the client made.</summary>
    private static Guid? IdOf(RecordRequest request)
    {
        if (!request.Body.TryGetProperty(SystemFields.Id, out var json) || json.ValueKind == JsonValueKind.Null)
            return null;

        return ChosenId(request) ?? throw new RequestRefusedException(Refusals.ToError(new Invalid([new(SystemFields.Id, new("expected_id"))])));
    }

    private static async ValueTask<PendingWrite> ChangeAsync(Session session, ObjectSchema definition, RecordRequest request, CancellationToken ct)
    {
        if (request.Path.Key is not null && await RecordKeys.FindAsync(session, definition, request.Path, ct) is null)
            return await CreateByKeyAsync(session, definition, request, ct);

        var record = await RecordKeys.GetAsync(session, definition, request.Path, RecordAction.Edit, ct);
        RefuseToTouch(record, request);
        if (request.ExpectedVersion is { } version)
            session.ExpectVersion(record, version);

        var extras = await TakeInAsync(session, record, request, ct);
        if (!record.IsNew && record.Written.Any(f => f.IsSystem && record.HasChanged(f)))
            Refusals.ThrowIfAny((await session.FindAsync(definition, record.Id, RecordAction.Transfer, ct)).Refusal);

        return Pending(session, record, request, extras, 200);
    }

    /// <summary>A condition that says nothing here must not go unread.</summary>
    /// <exception cref="RequestRefusedException">One of them does.</exception>
    private static void CheckPreconditions(RecordRequest request)
    {
        if (request.KnownVersion is not (null or "*"))
            throw new RequestRefusedException(400, "malformed_precondition");
        if (request is { Method: "POST", Path.HasKey: false, MustExist: true })
            throw new RequestRefusedException(400, "precondition_of_new");
    }

    /// <exception cref="RequestRefusedException">The record is there, and the request is only to make one.</exception>
    internal static void RefuseToTouch(Record record, RecordRequest request)
    {
        if (request.MustBeNew && !record.IsNew)
            throw new RequestRefusedException(412, "record_exists", record.Object.Label);
    }

    /// <summary>Upsert: no record has the key, so one is made that does.</summary>
    private static async ValueTask<PendingWrite> CreateByKeyAsync(Session session, ObjectSchema definition, RecordRequest request, CancellationToken ct)
    {
        var (field, value) = RecordKeys.KeyOf(session, definition, request.Path);
        if (!session.Access.On(definition).May(RecordAction.Create))
            throw new RequestRefusedException(Refusals.ToError(new Forbidden(new("forbidden_action", definition.Label, RecordAction.Create.Label()))));

        if (request.MustExist)
            throw new RequestRefusedException(412, "record_missing", definition.Label);

        var record = session.Add(definition, IdOf(request));
        record.Write(field, value);
        var extras = await TakeInAsync(session, record, request, ct);
        return Pending(session, record, request, extras, 201);
    }

    private static async ValueTask<PendingWrite> DeleteAsync(Session session, ObjectSchema definition, RecordRequest request, CancellationToken ct)
    {
        var isPurge = request.Options.GetValueOrDefault("purge") == "true";
        var record = isPurge
            ? await PurgeableAsync(session, definition, request, ct)
            : await RecordKeys.GetAsync(session, definition, request.Path, RecordAction.Delete, ct);
        RefuseToTouch(record, request);
        if (request.ExpectedVersion is { } version)
            session.ExpectVersion(record, version);

        if (isPurge)
            session.Purge(record);
        else
            session.Delete(record);

        return new(_ => ValueTask.FromResult(new Answer(204)), record);
    }

    private static async ValueTask<Record> PurgeableAsync(Session session, ObjectSchema definition, RecordRequest request, CancellationToken ct)
    {
        if (request.Path.Id is { } id && (await session.FindInBinAsync(definition, id, RecordAction.Purge, ct)) is { Refusal: not NotFound } found)
        {
            Refusals.ThrowIfAny(found.Refusal);
            return found.Record!;
        }

        return await RecordKeys.GetAsync(session, definition, request.Path, RecordAction.Purge, ct);
    }

    private static async ValueTask<PendingWrite> RestoreAsync(Session session, ObjectSchema definition, RecordRequest request, CancellationToken ct)
    {
        var id = request.Path.Id ?? throw new RequestRefusedException(404, "route_not_found", request.Path.Rest);
        var found = await session.FindInBinAsync(definition, id, RecordAction.Delete, ct);
        Refusals.ThrowIfAny(found.Refusal);
        RefuseToTouch(found.Record!, request);
        if (request.ExpectedVersion is { } version)
            session.ExpectVersion(found.Record!, version);
        session.Restore(found.Record!);
        return new(async done => await BringAsync(session, found.Record!, request, 200, done), found.Record);
    }
}
