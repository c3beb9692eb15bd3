using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Records;

/// <summary>A thin typed view over a <see cref="Record"/>; the generated classes (<c>Lead</c>, <c>Opportunity</c>) derive from it.</summary>
public abstract class TypedRecord(Record record)
{
    /// <summary>The record behind the view.</summary>
    public Record Record => record;

    /// <summary>Its id.</summary>
    public Guid Id => record.Id;

    /// <summary>Whether it is made in this session.</summary>
    public bool IsNew => record.IsNew;

    /// <summary>Whether the field differs from what is stored.</summary>
    public bool Changed(string field) => record.HasChanged(record.Object[field]);

    /// <summary>Whether the person (not a rule) gave the field's value.</summary>
    public bool Wrote(string field) => record.WasWritten(record.Object[field]);

    /// <summary>The stored value of the field.</summary>
    public T? Original<T>(string field) => (T?)record.Original(record.Object[field]);

    /// <summary>Reads a field.</summary>
    protected T? Get<T>(string field) => record[field] is { } value ? (T)value : default;

    /// <summary>Gives a field its value on behalf of the system.</summary>
    protected void Set(string field, object? value) => record[field] = value;
}

/// <summary>What the write path needs to make a typed view.</summary>
public interface ITypedRecord<TSelf> where TSelf : TypedRecord, ITypedRecord<TSelf>
{
    /// <summary>The object's API name.</summary>
    static abstract string Object { get; }

    /// <summary>The view over <paramref name="record"/>.</summary>
    static abstract TSelf Over(Record record);
}

/// <summary>The id of a <typeparamref name="T"/>, so that a lookup can't be given the wrong object's id.</summary>
public readonly record struct Id<T>(Guid Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}
