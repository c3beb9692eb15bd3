using Tongke.Exchange.Sheets;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Exchange.Imports;

/// <summary>Reads the cells of a row by the types of their fields. All faults of a row are noted at once.</summary>
internal sealed class RowReader(ImportPlan plan, Conventions conventions, UnmatchedValues unmatched, CleansedValues? cleansed)
{
    /// <summary>Different texts of one column that are remembered with what they mean; a column with more is read anew each time.</summary>
    private const int MostRemembered = 4096;

    private static readonly Dictionary<string, object?> NoParts = [];

    private readonly Dictionary<string, Coerced>?[] remembered = [.. plan.Columns.Select(_ => new Dictionary<string, Coerced>(StringComparer.Ordinal))];

    /// <summary>Columns that fill a field together, a part of it each.</summary>
    private readonly (FieldSchema Whole, PlannedColumn[] Columns)[] composed =
        [.. plan.Columns.Where(c => c.Part is not null).GroupBy(c => c.Part!.Value.Whole, (whole, columns) => (whole, columns.ToArray()))];

    public ImportRow Read(SheetRow source, bool isCorrected = false)
    {
        var row = new ImportRow(source) { IsCorrected = isCorrected };
        var isTotal = TotalRow.IsLeftOut(row, plan);
        for (var i = 0; i < plan.Columns.Count && !isTotal; i++)
        {
            var column = plan.Columns[i];
            var cell = MeantBy(column, source);
            if (column.Part is not null || string.IsNullOrWhiteSpace(cell) || NoValue.IsNoName(cell, column.Field))
                continue;

            var read = Coerce(i, column, column.Unit is { } unit ? HeaderUnit.Put(cell.Trim(), unit) : cell);
            // What is no number without the unit of its header is told as it was written.
            if (read.Problem is not null && column.Unit is not null && Coerce(i, column, cell) is { Problem: not null } asWritten)
                read = asWritten;

            if (read.Problem is not null && NoValue.IsMeantBy(cell, column.Field))
            {
                cleansed?.NoteEmpty(column.Field, source.Cells[column.Index]);
                continue;
            }

            if (read.Problem is null)
                cleansed?.Note(column.Field, source.Cells[column.Index], read.Value);

            Take(row, column, cell, read);
        }

        foreach (var (whole, columns) in isTotal ? [] : composed)
            Compose(row, whole, columns);

        if (plan.Object.Name == "user" && !isTotal)
            LoginNames.Fill(plan, row);

        row.Parsed();
        return row;
    }

    private static string MeantBy(PlannedColumn column, SheetRow source)
    {
        var cell = source.Cells[column.Index];
        return column.Values.TryGetValue(cell, out var meant) || column.Values.TryGetValue(cell.Trim(), out meant) ? meant : cell;
    }

    private void Compose(ImportRow row, FieldSchema whole, PlannedColumn[] columns)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            var cell = MeantBy(column, row.Source);
            if (NoValue.IsMeantBy(cell, column.Field))
                cleansed?.NoteEmpty(column.Field, row.Source.Cells[column.Index]);
            else if (!string.IsNullOrWhiteSpace(cell))
                texts[column.Part!.Value.Name] = Cleanser.Cleanse(cell, column.Cleansing);
        }

        if (texts.Count == 0)
            return;

        var (read, wrong) = whole.Type.FromTexts(texts);
        if (read.Problem is { } problem)
        {
            var column = Array.Find(columns, c => c.Part!.Value.Name == wrong) ?? columns[0];
            var cell = MeantBy(column, row.Source);
            row.Fault(column.Field.Name, cell, problem);
            if (!whole.Definition.Required)
                unmatched.Add(column, cell);

            return;
        }

        foreach (var column in columns.Where(c => texts.ContainsKey(c.Part!.Value.Name)))
            cleansed?.Note(column.Field, row.Source.Cells[column.Index], read.Parts?[column.Part!.Value.Name]);

        Spread(row, whole, read);
    }

    private Coerced Coerce(int index, PlannedColumn column, string text)
    {
        var (field, cell) = (column.Field, column.Cleansing.Count == 0 ? text : Cleanser.Cleanse(text, column.Cleansing));
        if (remembered[index] is not { } known)
            return field.Type.FromText(cell, field, conventions);

        if (known.TryGetValue(cell, out var before))
            return before;

        if (known.Count == MostRemembered)
            remembered[index] = null;

        return known[cell] = field.Type.FromText(cell, field, conventions);
    }

    private void Take(ImportRow row, PlannedColumn column, string cell, Coerced read)
    {
        if (read.Problem is { } problem)
        {
            row.Fault(column.Field.Name, cell, problem);
            // What a field can do without may be left empty in every row that says the same.
            if (problem.Code == "not_an_option" || !column.Field.Definition.Required)
                unmatched.Add(column, cell);

            return;
        }

        if (read.References is { } names)
            row.Named.Add(new(column, names));
        else if (column.Field.Storage != FieldStorage.None)
            row.Values[column.Field] = read.Value;

        Spread(row, column.Field, read);
    }

    /// <summary>What the text says for the parts of the field, unless the file has it in a column of its own.</summary>
    private void Spread(ImportRow row, FieldSchema whole, Coerced read)
    {
        foreach (var (suffix, value) in read.Parts?.Values ?? NoParts)
            if (value is not null && plan.Object.Find($"{whole.Name}_{suffix}") is { } part)
                row.Values.TryAdd(part, value);
    }
}
