namespace Tongke.Kernel.Schemas;

/// <summary>A percentage: 25 stands for 25 %, in the API and in spreadsheets alike.</summary>
internal sealed class PercentType : NumericType
{
    public override string Name => "percent";

    public override Coerced FromText(string text, FieldSchema field, Conventions conventions)
    {
        var read = NumberText.Read(text);
        return read.Value is { } number && read.Currency is null ? Accept(number, field) : Refuse(read, field);
    }
}
