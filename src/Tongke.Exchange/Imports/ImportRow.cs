using Tongke.Exchange.Sheets;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Exchange.Imports;

/// <summary>What became of a row.</summary>
internal enum RowOutcome
{
    /// <summary>Not known yet.</summary>
    Open,

    /// <summary>It is a new record.</summary>
    Created,

    /// <summary>It changed a record, or agreed with it already.</summary>
    Updated,

    /// <summary>It was left out as a duplicate.</summary>
    Skipped,

    /// <summary>It is wrong.</summary>
    Failed,
}

/// <summary>One thing that is wrong with a row.</summary>
internal sealed record RowProblem(string? Field, string? Value, Message Message);

/// <summary>A lookup whose record is named in the file.</summary>
internal sealed record NamedReference(PlannedColumn Column, IReadOnlyList<string> Names);

/// <summary>A row of the file on its way to a record.</summary>
internal sealed class ImportRow(SheetRow source)
{
    private readonly List<RowProblem> problems = [];
    private int parsedProblems;
    private RowProblem? parsedSkip;

    /// <summary>The row as it stands in the file.</summary>
    public SheetRow Source => source;

    /// <summary>Values that the file gives outright.</summary>
    public Dictionary<FieldSchema, object?> Values { get; } = [];

    /// <summary>Lookups that the file names.</summary>
    public List<NamedReference> Named { get; } = [];

    /// <summary>Lookups found by name.</summary>
    public Dictionary<FieldSchema, object> Found { get; } = [];

    /// <summary>Lookups to records of the same file that may come later.</summary>
    public List<(FieldSchema Field, string Name)> Deferred { get; } = [];

    /// <summary>Everything that is wrong with it.</summary>
    public IReadOnlyList<RowProblem> Problems => problems;

    /// <summary>What became of it.</summary>
    public RowOutcome Outcome { get; private set; }

    /// <summary>Its record.</summary>
    public Record? Record { get; private set; }

    /// <summary>The value of a field, however it was found; null when the cell is empty.</summary>
    public object? this[FieldSchema field] => Values.TryGetValue(field, out var value) && value is not null ? value : Found.GetValueOrDefault(field);

    /// <summary>What it has to say by each match rule, once that was asked.</summary>
    public string?[]? Keys { get; set; }

    /// <summary>Whether somebody put one of its cells right.</summary>
    public bool IsCorrected { get; init; }

    /// <summary>Why it was left out, with the cell that says so.</summary>
    public RowProblem? SkippedFor { get; private set; }

    /// <summary>Whether nothing is wrong so far.</summary>
    public bool IsGood => problems.Count == 0;

    /// <summary>Whether it may still become a record.</summary>
    public bool IsOpen => IsGood && Outcome == RowOutcome.Open;

    /// <summary>Notes a fault.</summary>
    public void Fault(string? field, string? value, Message message) => problems.Add(new(field, value, message));

    /// <summary>What was noted so far stands in the file itself and stays when the row is tried again.</summary>
    public void Parsed() => (parsedProblems, parsedSkip) = (problems.Count, SkippedFor);

    /// <summary>Settles what becomes of it.</summary>
    public void Settle(RowOutcome outcome, Record? record = null) => (Outcome, Record) = (outcome, record);

    /// <summary>It is left out: what it says is there already, or is no record.</summary>
    public void Skip(string? field, string? value, Message why)
    {
        SkippedFor = new(field, value, why);
        Settle(RowOutcome.Skipped);
    }

    /// <summary>It is wrong, for these reasons.</summary>
    /// <param name="refusal">Of its record, or of one that it points to.</param>
    /// <param name="lookup">The field that points to the other record, whose own fields are none of the file's.</param>
    public void Fail(Refusal refusal, FieldSchema? lookup = null)
    {
        if (refusal.Problems.Count == 0)
            Fault(lookup?.Name, null, refusal.Message);

        foreach (var problem in refusal.Problems)
            Fault(lookup?.Name ?? problem.Target, null, problem.Message);

        Settle(RowOutcome.Failed);
    }

    /// <summary>The lookup by which the row points to a record that was to be made for it; null for none.</summary>
    public FieldSchema? LookupTo(Guid id) => Found.FirstOrDefault(f => f.Value is Guid one ? one == id : f.Value is Guid[] several && several.Contains(id)).Key;

    /// <summary>A row with what could be read of this one, to find out what else is wrong with it.</summary>
    public ImportRow WithoutFaults()
    {
        var twin = new ImportRow(source);
        foreach (var (field, value) in Values)
            twin.Values[field] = value;
        foreach (var (field, value) in Found)
            twin.Found[field] = value;

        return twin;
    }

    /// <summary>As it was after it was read: to be tried again in another session.</summary>
    public void Reset()
    {
        problems.RemoveRange(parsedProblems, problems.Count - parsedProblems);
        Keys = null;
        SkippedFor = parsedSkip;
        Found.Clear();
        Deferred.Clear();
        Settle(SkippedFor is null ? RowOutcome.Open : RowOutcome.Skipped);
    }
}
