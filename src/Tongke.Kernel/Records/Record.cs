using System.Collections;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Records;

/// <summary>Where a record stands in its session.</summary>
public enum RecordState
{
    /// <summary>Made in this session, not stored yet.</summary>
    New,

    /// <summary>Read from the database.</summary>
    Stored,

    /// <summary>To go to the recycle bin with the commit.</summary>
    Deleting,

    /// <summary>To come back from the recycle bin with the commit.</summary>
    Restoring,

    /// <summary>To vanish for good with the commit.</summary>
    Purging,
}

/// <summary>One row of one object within a session: its values by field ordinal, what they were, and which of them changed.</summary>
public sealed class Record
{
    private readonly object?[] values;
    private readonly BitArray written;
    private readonly BitArray changed;
    private BitArray? derived;
    private object?[]? originals;

    internal Record(ObjectSchema definition, object?[] values, RecordState state)
    {
        Object = definition;
        State = state;
        this.values = values;
        written = new BitArray(values.Length);
        changed = new BitArray(values.Length);
    }

    /// <summary>The same record as it is stored, for another session; values are never changed in place.</summary>
    internal Record Copy() => new(Object, [.. values], RecordState.Stored);

    /// <summary>Its object.</summary>
    public ObjectSchema Object { get; }

    /// <summary>Where it stands in its session.</summary>
    public RecordState State
    {
        get;
        internal set
        {
            field = value;
            IsPrepared = false;
        }
    }

    /// <summary>Its id.</summary>
    public Guid Id => (Guid)values[SystemFields.IdOrdinal]!;

    /// <summary>Its version: 0 for a new one.</summary>
    public long Version => (long)(values[SystemFields.VersionOrdinal] ?? 0L);

    /// <summary>Whether it is made in this session.</summary>
    public bool IsNew => State == RecordState.New;

    /// <summary>Whether it lies in the recycle bin.</summary>
    public bool IsDeleted => values[SystemFields.DeletedAtOrdinal] is not null;

    /// <summary>User it belongs to, for owned objects.</summary>
    public Guid? Owner => Object.IsOwned ? (Guid?)values[SystemFields.OwnerOrdinal] : null;

    /// <summary>Whether anything of it is to be written.</summary>
    public bool IsDirty => State != RecordState.Stored || IsHeld || changed.HasAnySet();

    /// <summary>The value of a field; null when it is empty.</summary>
    public object? this[FieldSchema field]
    {
        get => values[field.Ordinal];
        set => Set(field, value);
    }

    /// <summary>The value of the field named <paramref name="name"/>.</summary>
    public object? this[string name]
    {
        get => values[Object[name].Ordinal];
        set => Set(Object[name], value);
    }

    /// <summary>Whether the field differs from what is stored; for a new record, whether it has a value.</summary>
    public bool HasChanged(FieldSchema field) => changed[field.Ordinal];

    /// <summary>Whether the person (not a rule) gave this value.</summary>
    public bool WasWritten(FieldSchema field) => written[field.Ordinal];

    /// <summary>What is stored: null for a new record.</summary>
    public object? Original(FieldSchema field) => IsNew ? null : originals is null ? values[field.Ordinal] : originals[field.Ordinal];

    /// <summary>Fields that differ from what is stored.</summary>
    public IEnumerable<FieldSchema> Changes
    {
        get
        {
            for (var i = 0; i < changed.Length; i++)
                if (changed[i])
                    yield return Object.Fields[i];
        }
    }

    /// <summary>Fields that the person gave.</summary>
    public IEnumerable<FieldSchema> Written
    {
        get
        {
            for (var i = 0; i < written.Length; i++)
                if (written[i])
                    yield return Object.Fields[i];
        }
    }

    /// <summary>Gives a field its value on behalf of the person: their right on the field will be asked for.</summary>
    public void Write(FieldSchema field, object? value)
    {
        written[field.Ordinal] = true;
        Set(field, value);
    }

    /// <summary>
    /// What this session does to these fields only follows from other records: if somebody else writes the record meanwhile, theirs is taken and
    /// the rules work it out anew, instead of a conflict that nobody could settle. So it is with a field of a new record that the person left empty.
    /// Told before the field gets its value.
    /// </summary>
    public void Derives(params ReadOnlySpan<FieldSchema> fields)
    {
        derived ??= new BitArray(values.Length);
        foreach (var field in fields)
            derived[field.Ordinal] = !written[field.Ordinal] || (IsNew && values[field.Ordinal] is null);
    }

    /// <summary>Whether the record is exactly what is stored, with what the database rolled up of its children: only after a commit that was told to show it.</summary>
    internal bool IsAsStored { get; set; }

    /// <summary>Whether the commit is only good for the record as it was read: see <see cref="Session.Hold"/>.</summary>
    internal bool IsHeld { get; set; }

    /// <summary>Whether rules and validation have seen the record as it is now.</summary>
    internal bool IsPrepared { get; private set; }

    /// <summary>Rules and validation have seen the record as it is now.</summary>
    internal void MarkPrepared() => IsPrepared = true;

    /// <summary>Stops a value from counting as changed, for fields that a merge took from the stored record.</summary>
    internal void Rebase(FieldSchema field, object? stored)
    {
        EnsureOriginals();
        originals![field.Ordinal] = stored;
        changed[field.Ordinal] = !Values.Same(stored, values[field.Ordinal]);
    }

    /// <summary>Takes the stored value of a field this session did not change.</summary>
    internal void Refresh(int ordinal, object? stored)
    {
        EnsureOriginals();
        originals![ordinal] = stored;
        if (!changed[ordinal])
            values[ordinal] = stored;
    }

    /// <summary>Whether what this session made of the field only follows from other records.</summary>
    internal bool IsDerived(FieldSchema field) => derived?[field.Ordinal] == true;

    /// <summary>Gives up what this session made of the field.</summary>
    internal void TakeStored(FieldSchema field, object? stored)
    {
        EnsureOriginals();
        originals![field.Ordinal] = stored;
        values[field.Ordinal] = stored;
        changed[field.Ordinal] = false;
    }

    /// <summary>The transaction was undone: its stamps, and what only followed from other records, are made anew by the next attempt.</summary>
    internal void UndoAttempt()
    {
        IsPrepared = false;
        if (originals is null && State != RecordState.New)
            return;

        foreach (var stamp in SystemFields.Stamps)
            Undo(stamp);
        for (var i = 0; derived is not null && i < derived.Length; i++)
            if (derived[i])
                Undo(i);

        void Undo(int ordinal)
        {
            values[ordinal] = originals?[ordinal];
            changed[ordinal] = false;
        }
    }

    /// <summary>Which fields differ from what is stored, by ordinal; stays as it is when the record changes further.</summary>
    internal BitArray ChangedFields => new(changed);

    /// <summary>Gives up every change but those of these fields; of all, for null.</summary>
    internal void KeepOnly(BitArray? fields)
    {
        if (originals is null)
            return;

        IsPrepared = false;
        for (var i = 0; i < values.Length; i++)
            if (changed[i] && fields?[i] != true)
            {
                values[i] = originals[i];
                changed[i] = false;
            }
    }

    /// <summary>After the commit: what was written is what is stored.</summary>
    internal void Settle()
    {
        originals = null;
        derived = null;
        IsHeld = false;
        IsPrepared = false;
        changed.SetAll(false);
        written.SetAll(false);
        State = RecordState.Stored;
    }

    internal object? ValueAt(int ordinal) => values[ordinal];

    private void Set(FieldSchema field, object? value)
    {
        if (State != RecordState.New)
            EnsureOriginals();

        if (Values.Same(values[field.Ordinal], value))
            return;

        (IsPrepared, IsAsStored) = (false, false);
        values[field.Ordinal] = value;
        changed[field.Ordinal] = !Values.Same(originals?[field.Ordinal], value);
    }

    private void EnsureOriginals()
    {
        if (State != RecordState.New)
            originals ??= (object?[])values.Clone();
    }

    /// <inheritdoc />
    public override string ToString() => $"{Object.Name} {Id}";
}
