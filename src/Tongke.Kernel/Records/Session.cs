using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Records;

/// <summary>
/// The unit of work on behalf of one actor: every record it touched, once each, and one transaction at the end.
/// Methods named <c>Find</c> and <c>Add</c> act for the person, whose rights are asked; <c>Load</c> and <c>Make</c> act for the rules of the
/// system, which see and write what the person may not. Not for use by two threads at once.
/// </summary>
public sealed partial class Session
{
    private readonly Dictionary<(string Object, Guid Id), Record> records = [];
    private readonly Dictionary<Record, HashSet<RecordAction>> reached = [];
    private readonly HashSet<(string Object, Guid Id)> seenLiving = [];
    private readonly List<Record> order = [];
    private readonly Dictionary<Record, long> expectedVersions = [];
    private readonly Dictionary<(Record Record, FieldSchema Field), Refusal> relied = [];
    private readonly HashSet<(Record Record, FieldSchema Field)> reliedOn = [];
    private readonly List<(ObjectSchema Object, Expr Condition, Refusal Refusal)> ruledOut = [];
    private readonly List<(ObjectSchema Object, Expr Condition, Record Turn)> ruledOutInTurn = [];
    private readonly HashSet<Record> shown = [];
    private readonly RememberedRecords remembered;
    private Guid? commitId;

    internal Session(Workspace workspace, Actor actor)
    {
        Workspace = workspace;
        Actor = actor;
        (Schema, Organization, remembered, _, _) = workspace.Present;
        Access = workspace.PolicyOf(actor, Schema);
        Now = Moments.ToMilliseconds(workspace.Clock.GetUtcNow());
        Context = workspace.ContextOf(actor, Schema, Organization, Now);
    }

    /// <summary>The company whose data this is.</summary>
    public Workspace Workspace { get; }

    /// <summary>On whose behalf.</summary>
    public Actor Actor { get; }

    /// <summary>The Schema as it was when the session began; it does not change under it.</summary>
    public Schema Schema { get; }

    /// <summary>The people as they were when the session began.</summary>
    public Organization Organization { get; }

    /// <summary>What the actor may do.</summary>
    public AccessPolicy Access { get; }

    /// <summary>What the actor may do with one record: less than with others of its object where it lies in a pool that hides some of its fields.</summary>
    public ObjectAccess AccessTo(Record record) =>
        new PoolRights(Actor, Organization, Access).On(record.Object, record.Object.Pool is { } pool ? record[pool] as Guid? : null);

    /// <summary>Whether the actor sees all that their role lets them see of the record, and what hangs on it.</summary>
    public bool SeesWhole(Record record) =>
        record.Object.Pool is not { } pool || record[pool] is not Guid lies || !new PoolRights(Actor, Organization, Access).Closed(record.Object).Contains(lies);

    /// <summary>A short text that is the same as long as the actor sees the same of every record of the object: fields given, taken or calculated in another way make it another.</summary>
    public string StampOf(ObjectSchema definition) => new PoolRights(Actor, Organization, Access).StampOf(definition);

    /// <summary>The moment of the session, UTC, milliseconds: every stamp of one commit is the same.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>What formulas of this session see of the moment and the actor.</summary>
    public EvaluationContext Context { get; }

    /// <summary>Id that ties the changes of this commit together in the log.</summary>
    public Guid CommitId => commitId ??= Guid.CreateVersion7();

    /// <summary>How often the commit was prepared, from 1: more than once when others wrote the same records meanwhile. 0 before the commit.</summary>
    public int Attempt { get; internal set; }

    /// <summary>Every record the session holds, in the order it met them.</summary>
    internal IReadOnlyList<Record> Records => order;

    /// <summary>Records this session will write.</summary>
    internal IEnumerable<Record> Dirty => order.Where(r => r.IsDirty);

    /// <summary>The living record with this id if <paramref name="action"/> reaches it; otherwise why not: not found where the actor may not even see it.</summary>
    public ValueTask<Found> FindAsync(ObjectSchema definition, Guid id, RecordAction action = RecordAction.Read, CancellationToken ct = default) =>
        FindAsync(definition, id, action, inBin: false, ct);

    /// <summary>As <see cref="FindAsync(ObjectSchema, Guid, RecordAction, CancellationToken)"/>, for a record in the recycle bin.</summary>
    public ValueTask<Found> FindInBinAsync(ObjectSchema definition, Guid id, RecordAction action = RecordAction.Read, CancellationToken ct = default) =>
        FindAsync(definition, id, action, inBin: true, ct);

    /// <summary>Living records of the object that the actor may see and that fulfil <paramref name="condition"/>.</summary>
    public ValueTask<IReadOnlyList<Record>> FindWhereAsync(ObjectSchema definition, Expr condition, int top = 1000, CancellationToken ct = default) =>
        FindWhereAsync(definition, condition, RecordAction.Read, top, ct);

    /// <summary>Living records of the object that the actor may see, that <paramref name="action"/> reaches and that fulfil <paramref name="condition"/>.</summary>
    public async ValueTask<IReadOnlyList<Record>> FindWhereAsync(ObjectSchema definition, Expr condition, RecordAction action, int top, CancellationToken ct)
    {
        if (action != RecordAction.Read && !Access.On(definition).May(action))
            return [];

        var found = await RecordReader.WhereAsync(this, definition, condition, action, top, ct);
        return [.. found.Select(row => Reach(Reach(Attach(row), RecordAction.Read), action))];
    }

    /// <summary>For rules: the record whatever the actor may see; null when there is none, deleted ones included.</summary>
    public async ValueTask<Record?> LoadAsync(ObjectSchema definition, Guid id, CancellationToken ct = default)
    {
        if (records.TryGetValue((definition.Name, id), out var known))
            return known;

        if (await remembered.FindAsync(this, definition, id, ct) is { } copy)
            return Attach(copy);

        return await RecordReader.LoadAsync(this, definition, [id], ct) is [var row] ? Attach(row) : null;
    }

    /// <summary>For rules: all living records of the object by id, as they are committed; what this session changed shows in the records it holds. Asks the database only where they are not remembered (<see cref="Package.Remembered"/>).</summary>
    public async ValueTask<IReadOnlyList<Record>> LoadAllAsync(ObjectSchema definition, CancellationToken ct = default) =>
        await remembered.AllAsync(this, definition, ct) is { } copies ? [.. copies.Select(Attach)] : await LoadWhereAsync(definition, Constant.True, int.MaxValue, ct);

    /// <summary>For rules: typed form of <see cref="LoadAllAsync(ObjectSchema, CancellationToken)"/>.</summary>
    public async ValueTask<IReadOnlyList<T>> LoadAllAsync<T>(CancellationToken ct = default) where T : TypedRecord, ITypedRecord<T> =>
        [.. (await LoadAllAsync(Schema[T.Object], ct)).Select(T.Over)];

    /// <summary>For rules: the record behind a typed lookup; null when the lookup is empty.</summary>
    public async ValueTask<T?> LoadAsync<T>(Id<T>? id, CancellationToken ct = default) where T : TypedRecord, ITypedRecord<T> =>
        id is { } some && await LoadAsync(Schema[T.Object], some.Value, ct) is { } record ? T.Over(record) : null;

    /// <summary>
    /// For what copies or prints on behalf of the person: the record behind a typed lookup if they may read it, so that nothing gets round their rights
    /// as a copy. For the system it is there whatever it is.
    /// </summary>
    public async ValueTask<T?> SeenAsync<T>(Id<T>? id, CancellationToken ct = default) where T : TypedRecord, ITypedRecord<T>
    {
        if (Actor.IsSystem || id is not { } some)
            return await LoadAsync(id, ct);

        return (await FindAsync(Schema[T.Object], some.Value, RecordAction.Read, ct)).Record is { } record ? T.Over(record) : null;
    }

    /// <summary>For what copies or prints on behalf of the person: what the record behind a typed lookup is called, if they may know it.</summary>
    public async ValueTask<string?> SeenNameAsync<T>(Id<T>? id, CancellationToken ct = default) where T : TypedRecord, ITypedRecord<T> =>
        await SeenAsync(id, ct) is { Record: var record } && AccessTo(record).MayRead(record.Object.NameField) ? record[record.Object.NameField] as string : null;

    /// <summary>For rules: living records of the object that fulfil <paramref name="condition"/>, as they are committed; what this session changed shows in the records it holds.</summary>
    public async ValueTask<IReadOnlyList<Record>> LoadWhereAsync(ObjectSchema definition, Expr condition, int top = 10_000, CancellationToken ct = default) =>
        [.. (await RecordReader.WhereAsync(this, definition, condition, reaching: null, top, ct)).Select(Attach)];

    /// <summary>For rules: typed form of <see cref="LoadWhereAsync(ObjectSchema, Expr, int, CancellationToken)"/>; the condition is a formula.</summary>
    public async ValueTask<IReadOnlyList<T>> LoadWhereAsync<T>(Expr condition, int top = 10_000, CancellationToken ct = default) where T : TypedRecord, ITypedRecord<T> =>
        [.. (await LoadWhereAsync(Schema[T.Object], condition, top, ct)).Select(T.Over)];

    /// <summary>The record if this session already holds it: rules run again when a commit is prepared again, and must not make their follow-ups twice.</summary>
    public Record? Known(ObjectSchema definition, Guid id) => records.GetValueOrDefault((definition.Name, id));

    /// <summary>For rules: the records of the object that this session holds, those that it makes and that no query finds yet among them.</summary>
    public IReadOnlyList<Record> Held(ObjectSchema definition) => [.. order.Where(r => r.Object == definition)];

    /// <summary>For rules: whether the record, as it is in this session, fulfils a condition; what the condition reads around it is loaded.</summary>
    public async ValueTask<bool> FulfilsAsync(Record record, Expr condition, CancellationToken ct = default)
    {
        await Preloading.ForAsync(this, record, [condition], ct);
        return Evaluator.IsTrue(condition, new RecordValues(this, record), Context);
    }

    /// <summary>A new record that the person makes.</summary>
    /// <param name="definition">Its object.</param>
    /// <param name="id">The id the client made (UUIDv7); a new one when absent.</param>
    public Record Add(ObjectSchema definition, Guid? id = null) => Reach(Make(definition, id), RecordAction.Create);

    /// <summary>A new record that a rule makes.</summary>
    public Record Make(ObjectSchema definition, Guid? id = null)
    {
        var values = new object?[definition.Fields.Count];
        values[SystemFields.IdOrdinal] = id ?? Guid.CreateVersion7(Now);
        return Attach(new Record(definition, values, RecordState.New));
    }

    /// <summary>A new typed record that a rule makes.</summary>
    public T Make<T>() where T : TypedRecord, ITypedRecord<T> => T.Over(Make(Schema[T.Object]));

    /// <summary>Sends a record to the recycle bin; the delete rules of the lookups that point to it apply. For a person, reach it with <see cref="RecordAction.Delete"/> first.</summary>
    public void Delete(Record record) => record.State = record.State == RecordState.New ? Discard(record) : RecordState.Deleting;

    /// <summary>Brings a record back from the recycle bin, with what went there in the same commit.</summary>
    public void Restore(Record record) => record.State = RecordState.Restoring;

    /// <summary>Deletes a record for good.</summary>
    public void Purge(Record record) => record.State = RecordState.Purging;

    /// <summary>The person saw this version: a field that was changed since by somebody else and is changed now too is a conflict.</summary>
    public void ExpectVersion(Record record, long version) => expectedVersions[record] = version;

    /// <summary>
    /// What the session does rests on the record as it was read: the record gets a new version even if no field of it changes, and if somebody
    /// else has written it meanwhile, nothing is committed.
    /// </summary>
    public void Hold(Record record) => record.IsHeld = true;

    /// <summary>What the session does rests on this field being as it was read: where somebody else has changed it meanwhile, nothing is committed and <paramref name="refusal"/> is the answer.</summary>
    public void Rely(Record record, FieldSchema field, Refusal refusal) => relied[(record, field)] = refusal;

    /// <summary>
    /// For rules: what they decide rests on this field of a record that the session may only have read. Where somebody else has changed it before the
    /// commit, nothing is written, and everything is read and prepared again.
    /// </summary>
    public void Rely(Record record, FieldSchema field) => reliedOn.Add((record, field));

    /// <summary>What the session does rests on there being no living record that fulfils the condition once it is written; where there is one after all, nothing is committed and <paramref name="refusal"/> is the answer.</summary>
    public void RelyOnNone(ObjectSchema definition, Expr condition, Refusal refusal) => ruledOut.Add((definition, condition, refusal));

    /// <summary>
    /// For rules: what they decide rests on there being no living record that fulfils the condition once it is written. Where there is one after all,
    /// nothing is written, and everything is read and prepared again. Who may make such records take turns at <paramref name="turn"/>, so that each sees
    /// those before; at one that this very session makes there is nobody else.
    /// </summary>
    public void RelyOnNone(ObjectSchema definition, Expr condition, Record turn) => ruledOutInTurn.Add((definition, condition, turn));

    /// <summary>The record is shown once the commit stands, so the commit brings back what only the database knows of it.</summary>
    public void Show(Record record) => shown.Add(record);

    /// <summary>
    /// Writes everything in one transaction, or nothing and says why. Steps, in order: the request is authorised; rules prepare every record
    /// until none is left; the result is authorised; the batch is written; a record changed by somebody else meanwhile is merged and prepared again.
    /// </summary>
    public Task<Refusal?> CommitAsync(CancellationToken ct = default) => Commit.RunAsync(this, ct);

    internal bool IsShown(Record record) => shown.Contains(record);

    internal bool HasReached(Record record, RecordAction action) => reached.GetValueOrDefault(record)?.Contains(action) ?? false;

    internal bool HasSeenLiving(ObjectSchema definition, Guid id) => seenLiving.Contains((definition.Name, id));

    internal IReadOnlySet<RecordAction> ReachOf(Record record) => reached.GetValueOrDefault(record) ?? [];

    /// <summary>The records of which the person said which version they saw, whether anything of them changes or not.</summary>
    internal IEnumerable<(Record Record, long Version)> Expecting => expectedVersions.Select(e => (e.Key, e.Value));

    internal long? ExpectedVersion(Record record) => expectedVersions.TryGetValue(record, out var version) ? version : null;

    /// <summary>What this session only read is read anew: others have written meanwhile.</summary>
    internal void ForgetUnchanged()
    {
        seenLiving.Clear();
        reliedOn.Clear();
        ruledOutInTurn.Clear();
        children.Clear();
        order.RemoveAll(r => !r.IsDirty);
        foreach (var (key, record) in records.ToArray())
            if (!record.IsDirty)
                records.Remove(key);
    }

    /// <summary>Why nothing may be committed now that the record is stored as <paramref name="stored"/>; null when what the session rests on still stands.</summary>
    internal Refusal? Shaken(Record record, Record stored) =>
        relied.FirstOrDefault(r => r.Key.Record == record && !Values.Same(stored[r.Key.Field], record.Original(r.Key.Field))).Value;

    /// <summary>Whether what the session does rests on a field of the record.</summary>
    internal bool Relies(Record record) => relied.Keys.Any(r => r.Record == record);

    /// <summary>The fields of records that rules rely on, whether the session writes these too or only read them.</summary>
    internal IReadOnlyCollection<(Record Record, FieldSchema Field)> ReliedOn => reliedOn;

    /// <summary>What there must not be once everything is written.</summary>
    internal IReadOnlyList<(ObjectSchema Object, Expr Condition, Refusal Refusal)> RuledOut => ruledOut;

    /// <summary>The same of what rules decided, each in turn at a record.</summary>
    internal IReadOnlyList<(ObjectSchema Object, Expr Condition, Record Turn)> RuledOutInTurn => ruledOutInTurn;

    /// <summary>It is committed: what it rested on is done with.</summary>
    internal void Settle()
    {
        reliedOn.Clear();
        ruledOut.Clear();
        ruledOutInTurn.Clear();
    }

    /// <summary>What the commit that runs was asked for.</summary>
    internal AskedFor? AskedFor { get; set; }

    internal void Forget(Record record) => expectedVersions.Remove(record);

    internal Record Attach(Record record)
    {
        if (records.TryGetValue((record.Object.Name, record.Id), out var known) && known.State != RecordState.New)
            return known;

        records[(record.Object.Name, record.Id)] = record;
        order.Add(record);
        return record;
    }

    private async ValueTask<Found> FindAsync(ObjectSchema definition, Guid id, RecordAction action, bool inBin, CancellationToken ct)
    {
        var access = Access.On(definition);
        if (!access.May(RecordAction.Read))
            return new NotFound(definition, id);

        // What the person makes in this very session they may also go on to fill, as if they had sent it all at once.
        if (records.TryGetValue((definition.Name, id), out var known)
            && (HasReached(known, action) || (known.IsNew && HasReached(known, RecordAction.Create) && action is (RecordAction.Read or RecordAction.Edit))))
            return known;

        var (row, mayAct) = await RecordReader.FindAsync(this, definition, id, action, inBin, ct);
        if (row is null)
            return new NotFound(definition, id);

        var record = Attach(row);
        Reach(record, RecordAction.Read);
        if (!mayAct || !access.May(action))
            return new Forbidden(new("forbidden_action", definition.Label, action.Label()));

        return Reach(record, action);
    }

    private Record Reach(Record record, RecordAction action)
    {
        if (!reached.TryGetValue(record, out var actions))
            reached[record] = actions = [];

        actions.Add(action);
        return record;
    }

    private RecordState Discard(Record record)
    {
        records.Remove((record.Object.Name, record.Id));
        order.Remove(record);
        return RecordState.New;
    }
}

/// <summary>A record, or why the actor does not get it.</summary>
public readonly record struct Found(Record? Record, Refusal? Refusal)
{
    /// <summary>Found.</summary>
    public static implicit operator Found(Record record) => new(record, null);

    /// <summary>Not found, or not for this actor.</summary>
    public static implicit operator Found(Refusal refusal) => new(null, refusal);

    /// <summary>Found.</summary>
    public static Found FromRecord(Record record) => record;

    /// <summary>Not found.</summary>
    public static Found FromRefusal(Refusal refusal) => refusal;
}
