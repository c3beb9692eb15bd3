using Tongke.Exchange.Sheets;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Exchange.Imports;

/// <summary>Reads the cells of a row by the types of their fields. All faults of a row are noted at once.</summary>
internal sealed class RowReader(ImportPlan plan, Conventions conventions, UnmatchedValues unmatched, CleansedValues? cleansed)
{
    /// <summary>Different texts of one column that are remembered with what they mean; a column with more is read anew each time.</summary>
    private const int MostRemembered = 4096;

    private readonly Dictionary<string, Coerced>?[] remembered = [.. plan.Columns.Select(_ => new Dictionary<string, Coerced>(StringComparer.Ordinal))];

    public ImportRow Read(SheetRow source, bool isCorrected = false)
    {
        var row = new ImportRow(source) { IsCorrected = isCorrected };
        var isTotal = TotalRow.IsLeftOut(row, plan);
        for (var i = 0; i < plan.Columns.Count && !isTotal; i++)
        {
            var column = plan.Columns[i];
            var cell = source.Cells[column.Index];
            if (column.Values.TryGetValue(cell, out var meant) || column.Values.TryGetValue(cell.Trim(), out meant))
                cell = meant;

            if (string.IsNullOrWhiteSpace(cell) || NoValue.IsNoName(cell, column.Field))
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

        if (plan.Object.Name == "user" && !isTotal)
            LoginNames.Fill(plan, row);

        row.Parsed();
        return row;
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

        if (read.Parts is not { } parts)
            return;

        foreach (var (suffix, value) in parts.Values)
            if (value is not null && plan.Object.Find($"{column.Field.Name}_{suffix}") is { } part)
                row.Values.TryAdd(part, value);
    }
}
