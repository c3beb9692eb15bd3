namespace Tongke.Kernel.Schemas;

/// <summary>An exact decimal of at most 18 digits.</summary>
internal sealed class DecimalType : NumericType
{
    public override string Name => "decimal";

    public override Coerced FromText(string text, FieldSchema field, Conventions conventions)
    {
        var read = NumberText.Read(text);
        if (read.Value is not { } number || read.Currency is not null) return Refuse(read, field);
        return Accept(read.IsPercent ? number / 100 : number, field);
    }
}
