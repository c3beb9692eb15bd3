using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Tests;

/// <summary>Two objects with a field of every kind that expressions know: a deal, and the account it points to.</summary>
internal sealed class Deals
{
    public Deals()
    {
        Account = Of("account",
            [
                Field("name", "text"), Field("industry", "text"), Field("revenue", "decimal", f => f with { Precision = 18, Scale = 2 }), Field("employees", "integer"), Field("founded", "date"),
            ]);
        Deal = Of("deal",
            [
                Field("name", "text"), Field("note", "text"), Field("quantity", "integer"), Field("score", "integer"),
                Field("amount", "decimal", f => f with { Precision = 18, Scale = 2 }), Field("discount", "decimal", f => f with { Precision = 12, Scale = 4 }),
                Field("active", "boolean"), Field("close_date", "date"), Field("start_date", "date"), Field("contacted_at", "datetime"), Field("won_at", "datetime"),
                Field("opens", "time"), Field("tags", "tags"), Field("account", "lookup", f => f with { Object = "account" }),
                Field("net", "formula", f => f with { Formula = "amount * (1 - discount)", Result = "decimal", Scale = 2 }),
                Field("big", "formula", f => f with { Formula = "net > account.revenue", Result = "boolean" }),
            ]);
        Deal["account"].Target = Account;
        Account.Referrers = [Deal["account"]];
        foreach (var field in Deal.Fields.Where(f => f.Storage == FieldStorage.Virtual))
            field.Formula = Formula.Parse(field.Definition.Formula!, Deal).Expr;
    }

    public ObjectSchema Deal { get; }

    public ObjectSchema Account { get; }

    public static TableDefinition TableOf(ObjectSchema definition) => new()
    {
        Name = definition.Table,
        Columns = [.. definition.Columns.Select(f => new ColumnDefinition(f.Column, f.ColumnType) { IsNullable = f.Name != SystemFields.Id })],
    };

    private static FieldDefinition Field(string name, string type, Func<FieldDefinition, FieldDefinition>? with = null)
    {
        var definition = new FieldDefinition { Name = name, Type = type, Label = new(name, name) };
        return with?.Invoke(definition) ?? definition;
    }

    private static ObjectSchema Of(string name, FieldDefinition[] fields)
    {
        var schema = new ObjectSchema(new ObjectDefinition { Name = name, Label = new(name, name), Fields = fields, Owned = false });
        FieldDefinition[] all = [Field("id", "id"), Field("deleted_at", "datetime"), .. fields];
        schema.Fields = [.. all.Select((f, i) => new FieldSchema(schema, f, FieldTypes.Get(f.Type), i, f.Type == "formula" ? FieldStorage.Virtual : FieldStorage.Column, null))];
        schema.Columns = [.. schema.Fields.Where(f => f.HasColumn)];
        return schema;
    }
}

/// <summary>A record in memory, with what its expressions may follow.</summary>
internal sealed class Row(ObjectSchema definition) : IFieldValues
{
    public object?[] Values { get; } = new object?[definition.Fields.Count];

    public Row? Account { get; set; }

    public List<Row> Deals { get; } = [];

    public object? this[string field]
    {
        get => Values[definition[field].Ordinal];
        set => Values[definition[field].Ordinal] = value;
    }

    public Guid Id => (Guid)Values[0]!;

    public object? Value(FieldSchema field) => Values[field.Ordinal];

    public IFieldValues? Related(FieldSchema lookup) => Account;

    public IEnumerable<IFieldValues> Children(FieldSchema childLookup) => Deals;
}
