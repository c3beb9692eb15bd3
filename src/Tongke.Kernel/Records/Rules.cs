namespace Tongke.Kernel.Records;

/// <summary>A rule that may change the record before it is stored. Runs in the order of its package's list; a refusal ends the commit.</summary>
public interface IBeforeSave<T> where T : TypedRecord, ITypedRecord<T>
{
    /// <summary>Runs for every new or changed record of the object.</summary>
    ValueTask<Refusal?> RunAsync(T record, Session session, CancellationToken ct);
}

/// <summary>A rule that works on other records once this one is known to be valid; its writes join the same commit.</summary>
public interface IAfterSave<T> where T : TypedRecord, ITypedRecord<T>
{
    /// <summary>Runs for every new or changed record of the object, before the transaction.</summary>
    ValueTask<Refusal?> RunAsync(T record, Session session, CancellationToken ct);
}

/// <summary>A rule that runs when a record goes to the recycle bin; its writes join the same commit.</summary>
public interface IBeforeDelete<T> where T : TypedRecord, ITypedRecord<T>
{
    /// <summary>Runs for every record that is being deleted.</summary>
    ValueTask<Refusal?> RunAsync(T record, Session session, CancellationToken ct);
}

/// <summary>Before or after.</summary>
public enum RuleMoment
{
    /// <summary>Before validation; may change the record.</summary>
    BeforeSave,

    /// <summary>After validation; may change other records.</summary>
    AfterSave,

    /// <summary>Before a delete.</summary>
    BeforeDelete,

    /// <summary>Before a record comes back from the recycle bin.</summary>
    BeforeRestore,
}

/// <summary>One rule in the printable order of a package.</summary>
/// <param name="Object">Object it is for.</param>
/// <param name="Moment">When it runs.</param>
/// <param name="Name">Its class name, which says what it does.</param>
/// <param name="Run">Runs it.</param>
public sealed record Rule(string Object, RuleMoment Moment, string Name, Func<Record, Session, CancellationToken, ValueTask<Refusal?>> Run)
{
    /// <summary>A rule before save.</summary>
    public static Rule Before<T>(IBeforeSave<T> rule) where T : TypedRecord, ITypedRecord<T> =>
        new(T.Object, RuleMoment.BeforeSave, rule.GetType().Name, (record, session, ct) => rule.RunAsync(T.Over(record), session, ct));

    /// <summary>A rule after save.</summary>
    public static Rule After<T>(IAfterSave<T> rule) where T : TypedRecord, ITypedRecord<T> =>
        new(T.Object, RuleMoment.AfterSave, rule.GetType().Name, (record, session, ct) => rule.RunAsync(T.Over(record), session, ct));

    /// <summary>A rule before delete.</summary>
    public static Rule OnDelete<T>(IBeforeDelete<T> rule) where T : TypedRecord, ITypedRecord<T> =>
        new(T.Object, RuleMoment.BeforeDelete, rule.GetType().Name, (record, session, ct) => rule.RunAsync(T.Over(record), session, ct));
}

/// <summary>Something people can do with a record beyond editing it, declared in the object's definition under the same name.</summary>
public interface IRecordAction
{
    /// <summary>Object it belongs to.</summary>
    string Object { get; }

    /// <summary>Name in the API and in the definition.</summary>
    string Name { get; }

    /// <summary>
    /// Whether the actor may do it with this record at all, beyond the right and the condition in its definition: screens offer it only then, and
    /// <see cref="RunAsync"/> refuses otherwise.
    /// </summary>
    ValueTask<bool> MayRunAsync(Record record, Session session, CancellationToken ct) => new(true);

    /// <summary>
    /// Does it within <paramref name="session"/>, which the caller commits. <paramref name="record"/> was reached with the action's right;
    /// <paramref name="parameters"/> were coerced by their declared field types, by name.
    /// </summary>
    ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct);
}

/// <summary>What an action answers: a refusal, or values that the caller gets back (ids of what was made).</summary>
public sealed record ActionOutcome(Refusal? Refusal, IReadOnlyDictionary<string, object?> Result)
{
    /// <summary>Nothing to say beyond having done it.</summary>
    public static ActionOutcome Done { get; } = new(null, new Dictionary<string, object?>());

    /// <summary>Done, with values for the caller; screens lead on to the first record of an object that it names.</summary>
    public static ActionOutcome With(params (string Name, object? Value)[] result) => new(null, result.ToDictionary(r => r.Name, r => r.Value));

    /// <summary>Not done.</summary>
    public static implicit operator ActionOutcome(Refusal refusal) => new(refusal, new Dictionary<string, object?>());

    /// <summary>Not done.</summary>
    public static ActionOutcome FromRefusal(Refusal refusal) => refusal;
}
