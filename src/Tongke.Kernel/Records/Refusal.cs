using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Records;

/// <summary>
/// Why a read or write did not happen, as a value: what a person can be told and can act on. Bugs and outages are exceptions.
/// The server maps each kind to one HTTP status.
/// </summary>
public abstract record Refusal
{
    private protected Refusal() { }

    /// <summary>What to tell the person.</summary>
    public abstract Message Message { get; }

    /// <summary>Everything at fault, one entry a field or condition.</summary>
    public virtual IReadOnlyList<Problem> Problems => [];

    /// <summary>Object and id of the record whose fields the problems name; null where they name what was asked for itself.</summary>
    public (string Object, Guid Id)? About { get; init; }

    /// <summary>The same, of a record: that its rules refuse it need not be because of what the person wrote into it.</summary>
    internal Refusal Of(Record record) => About is null ? this with { About = (record.Object.Name, record.Id) } : this;
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Target">API name of the field at fault, or null when it is the record as a whole.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record Problem(string? Target, Message Message)
{
    /// <summary>What the actor may fill to put it right: fields of the record itself, and lookups of other objects whose records would count.</summary>
    public IReadOnlyList<FieldSchema> Ways { get; init; } = [];
}

/// <summary>Values that can't be accepted: every one of them at once.</summary>
public sealed record Invalid(IReadOnlyList<Problem> Faults) : Refusal
{
    /// <inheritdoc />
    public override Message Message => Why ?? new("validation_failed", Faults.Count);

    /// <summary>What to tell instead of how many faults there are, where no form shows them one by one.</summary>
    public Message? Why { get; init; }

    /// <inheritdoc />
    public override IReadOnlyList<Problem> Problems => Faults;
}

/// <summary>The actor has no right to do it.</summary>
public sealed record Forbidden(Message Why, IReadOnlyList<Problem>? Fields = null) : Refusal
{
    /// <inheritdoc />
    public override Message Message => Why;

    /// <inheritdoc />
    public override IReadOnlyList<Problem> Problems => Fields ?? [];
}

/// <summary>There is no such record, or the actor may not know that there is.</summary>
public sealed record NotFound(ObjectSchema Object, Guid? Id) : Refusal
{
    /// <inheritdoc />
    public override Message Message => new("record_not_found", Object.Label);
}

/// <summary>The database's promises forbid it: a value that must be unique exists, or other records still point here.</summary>
public sealed record Conflict(Message Why, IReadOnlyList<Problem>? Fields = null) : Refusal
{
    /// <summary>Whether another record has a value that must be unique: who looks again finds that record.</summary>
    public bool OfUnique { get; init; }

    /// <summary>Whether only other commits came between, again and again: who looks again may find that it can be done.</summary>
    public bool OfOvertaken { get; init; }

    /// <inheritdoc />
    public override Message Message => Why;

    /// <inheritdoc />
    public override IReadOnlyList<Problem> Problems => Fields ?? [];
}

/// <summary>Somebody changed the same fields meanwhile.</summary>
/// <param name="Record">The record as the person wanted it.</param>
/// <param name="Fields">The fields both changed, with all three values.</param>
public sealed record Stale(Record Record, IReadOnlyList<FieldConflict> Fields) : Refusal
{
    /// <summary>Whether the version that the person named is at fault: looking again finds the same. Otherwise another commit came between.</summary>
    public bool OfNamedVersion { get; init; }

    /// <inheritdoc />
    public override Message Message => new("stale_version", Record.Object.Label);
}

/// <summary>A field that two people changed.</summary>
/// <param name="Field">The field.</param>
/// <param name="Mine">What this person wrote.</param>
/// <param name="Theirs">What stands there now.</param>
/// <param name="Original">What both started from.</param>
public sealed record FieldConflict(FieldSchema Field, object? Mine, object? Theirs, object? Original);

/// <summary>A business rule says no, and what is missing.</summary>
public sealed record RuleRefused(Message Why, IReadOnlyList<Problem>? Missing = null) : Refusal
{
    /// <inheritdoc />
    public override Message Message => Why;

    /// <inheritdoc />
    public override IReadOnlyList<Problem> Problems => Missing ?? [];
}
