using Tongke.Kernel.Access;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Records;

// What work on many records at once needs: imports, mass changes, their undoing.
public sealed partial class Session
{
    /// <summary>Up to so many records that lookups point to are read whole, as rules are likely to read them next.</summary>
    private const int FewPointedAt = 50;

    /// <summary>Up to so many records get their children by one question.</summary>
    private const int ManyParents = 500;

    private readonly OrderedDictionary<string, Action<WriteBatch>> included = new(StringComparer.Ordinal);
    private readonly Dictionary<(FieldSchema Lookup, Guid Parent), List<Record>> children = [];

    /// <summary>Auto-numbers that were drawn for records of this session and not given yet, by field.</summary>
    internal Dictionary<FieldSchema, Queue<long>> Numbers { get; } = [];

    /// <summary>Statements on a package's own tables that are kept together with the commit.</summary>
    internal IEnumerable<Action<WriteBatch>> Included => included.Values;

    /// <summary>As <see cref="FindAsync(ObjectSchema, Guid, RecordAction, CancellationToken)"/> for many ids in one query; an id without an entry is not found.</summary>
    public async ValueTask<IReadOnlyDictionary<Guid, Found>> FindManyAsync(
        ObjectSchema definition, IReadOnlyCollection<Guid> ids, RecordAction action = RecordAction.Read, CancellationToken ct = default)
    {
        var access = Access.On(definition);
        var found = new Dictionary<Guid, Found>();
        if (ids.Count == 0 || !access.May(RecordAction.Read))
            return found;

        foreach (var (row, mayAct) in await RecordReader.FindManyAsync(this, definition, ids, action, ct))
        {
            var record = Reach(Attach(row), RecordAction.Read);
            found[record.Id] = mayAct && access.May(action) ? Reach(record, action) : new Forbidden(new("forbidden_action", definition.Label, action.Label()));
        }

        return found;
    }

    /// <summary>Living records that the actor may see and whose <paramref name="field"/> has one of these texts.</summary>
    public async ValueTask<IReadOnlyList<Record>> FindByAsync(ObjectSchema definition, FieldSchema field, IReadOnlyCollection<string> texts, CancellationToken ct = default)
    {
        var found = await RecordReader.ByTextAsync(this, definition, field, texts, forPerson: true, ct);
        return [.. found.Select(row => Reach(Attach(row), RecordAction.Read))];
    }

    /// <summary>For rules and duplicate checks: living records, whatever the actor may see, whose <paramref name="field"/> has one of these texts.</summary>
    public async ValueTask<IReadOnlyList<Record>> LoadByAsync(ObjectSchema definition, FieldSchema field, IReadOnlyCollection<string> texts, CancellationToken ct = default) =>
        [.. (await RecordReader.ByTextAsync(this, definition, field, texts, forPerson: false, ct)).Select(Attach)];

    /// <summary>As <see cref="LoadByAsync"/>, only the values of some fields: for comparing many records without taking them into the session.</summary>
    public ValueTask<IReadOnlyList<(Guid Id, object?[] Values)>> LoadValuesByAsync(
        ObjectSchema definition, FieldSchema field, IReadOnlyCollection<string> texts, IReadOnlyList<FieldSchema> wanted, CancellationToken ct = default) =>
        RecordReader.ValuesByTextAsync(this, definition, field, texts, wanted, ct);

    /// <summary>For rules: the records with these ids, whatever the actor may see, deleted ones included; those the session does not hold yet come by one question.</summary>
    public async ValueTask<IReadOnlyList<Record>> LoadManyAsync(ObjectSchema definition, IEnumerable<Guid> ids, CancellationToken ct = default)
    {
        Guid[] wanted = [.. ids.Distinct()];
        Guid[] missing = [.. wanted.Where(id => Known(definition, id) is null)];
        if (missing.Length > 0)
            foreach (var row in await RecordReader.LoadAsync(this, definition, missing, ct))
                Attach(row);

        return [.. wanted.Select(id => Known(definition, id)).OfType<Record>()];
    }

    /// <summary>
    /// For rules: living records whose <paramref name="lookup"/> points to a record, by id, as they were committed when first asked for. Those of the
    /// other records of the same object that the session holds come along by the same question, so that a rule over many lines asks once.
    /// </summary>
    public async ValueTask<IReadOnlyList<Record>> LoadChildrenAsync(FieldSchema lookup, Guid parent, CancellationToken ct = default)
    {
        if (children.TryGetValue((lookup, parent), out var known))
            return known;

        Guid[] parents = [parent, .. order.Where(r => r.Object == lookup.Target && !r.IsNew && r.Id != parent && !children.ContainsKey((lookup, r.Id))).Take(ManyParents).Select(r => r.Id)];
        foreach (var each in parents)
            children[(lookup, each)] = [];
        foreach (var row in await RecordReader.ChildrenAsync(this, lookup, parents, ct))
            if (row[lookup] is Guid of)
                children[(lookup, of)].Add(Attach(row));

        return children[(lookup, parent)];
    }

    /// <summary>Which of the records that the person's lookups point to are there for them; asked once in an attempt.</summary>
    internal async ValueTask<IReadOnlySet<Guid>> SeeAsync(ObjectSchema definition, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        IReadOnlySet<Guid> found = ids.Count > FewPointedAt
            ? await RecordReader.ExistingAsync(this, definition, ids, forPerson: true, ct)
            : (await RecordReader.SeenAsync(this, definition, ids, ct)).Select(row => Attach(row).Id).ToHashSet();
        seenLiving.UnionWith(found.Select(id => (definition.Name, id)));
        return found;
    }

    /// <summary>
    /// Runs defaults, rules, formulas and validation over everything that is dirty, without writing: each record that would be refused, with its reason.
    /// What passed is not prepared again by the commit.
    /// </summary>
    /// <param name="drawNumbers">Whether auto-numbers are drawn; a trial run draws none.</param>
    /// <param name="ct">Gives up.</param>
    public ValueTask<IReadOnlyDictionary<Record, Refusal>> ExamineAsync(bool drawNumbers, CancellationToken ct = default) =>
        Preparation.ExamineAsync(this, drawNumbers, ct);

    /// <summary>Why the actor may not make this record, as the rules of an examination left it; a commit would refuse it for the same reason.</summary>
    public ValueTask<Refusal?> RefusalOfNewAsync(Record record, CancellationToken ct = default) => Authorization.OfNewAsync(this, record, ct);

    /// <summary>For rules: the next number of a durable counter, from 1; nobody on any node gets the same. What a commit drew that came to nothing is lost.</summary>
    public Task<long> DrawAsync(string counter, CancellationToken ct = default) => Workspace.Counters.NextAsync(counter, "", ct);

    /// <summary>Takes a record out of the session: nothing of it is written.</summary>
    public void Leave(Record record) => Discard(record);

    /// <summary>
    /// Adds statements on a package's own tables, which hold no records, to the transaction of the commit. A commit may be prepared several times:
    /// under a name that was given before they take the place of the former.
    /// </summary>
    public void Include(string name, Action<WriteBatch> statements) => included[name] = statements;
}
