namespace Tongke.Storage.Tables;

/// <summary>One difference between what is and what shall be.</summary>
internal abstract record SchemaChange
{
    public abstract string Description { get; }

    public virtual bool DestroysData => false;
}

internal sealed record CreateTable(TableDefinition Table) : SchemaChange
{
    public override string Description => $"create table {Table.Name} ({string.Join(", ", Table.Columns.Select(column => $"{column.Name} {column.Type}"))})";
}

internal sealed record DropTable(TableDefinition Table) : SchemaChange
{
    public override string Description => $"drop table {Table.Name}";

    public override bool DestroysData => true;
}

internal sealed record RenameTable(TableDefinition Old, Identifier To) : SchemaChange
{
    public override string Description => $"rename table {Old.Name} to {To}";
}

internal sealed record AddColumn(Identifier Table, ColumnDefinition Column) : SchemaChange
{
    public override string Description => $"add column {Table}.{Column.Name} {Column.Type}{(Column.IsNullable ? "" : " not null")}";
}

internal sealed record DropColumn(Identifier Table, ColumnDefinition Column) : SchemaChange
{
    public override string Description => $"drop column {Table}.{Column.Name}";

    public override bool DestroysData => true;
}

internal sealed record RenameColumn(Identifier Table, Identifier From, Identifier To) : SchemaChange
{
    public override string Description => $"rename column {Table}.{From} to {To}";
}

internal sealed record ChangeType(Identifier Table, ColumnDefinition Old, ColumnDefinition New) : SchemaChange
{
    public override string Description => $"change type of {Table}.{New.Name} from {Old.Type} to {New.Type}";
}

internal sealed record ChangeNullability(Identifier Table, ColumnDefinition Column) : SchemaChange
{
    public override string Description => $"let {Table}.{Column.Name} {(Column.IsNullable ? "be null" : "not be null")}";
}

internal sealed record ChangeDefault(Identifier Table, ColumnDefinition Column) : SchemaChange
{
    public override string Description => $"change default of {Table}.{Column.Name} to {Column.Default ?? "null"}";
}

internal sealed record AddForeignKey(Identifier Table, ForeignKeyDefinition Key) : SchemaChange
{
    public override string Description => $"add foreign key {Key.Name}: {Table}.{Key.Column} to {Key.Target}, on delete {Key.OnDelete}";
}

internal sealed record DropForeignKey(Identifier Table, ForeignKeyDefinition Key) : SchemaChange
{
    public override string Description => $"drop foreign key {Key.Name} of {Table}";
}

internal sealed record AddCheck(Identifier Table, CheckDefinition Check) : SchemaChange
{
    public override string Description => $"add check {Check.Name}: {Table}.{Check.Column} is one of {string.Join(", ", Check.Options)}";
}

internal sealed record DropCheck(Identifier Table, CheckDefinition Check) : SchemaChange
{
    public override string Description => $"drop check {Check.Name} of {Table}";
}

internal sealed record AddIndex(Identifier Table, IndexDefinition Index) : SchemaChange
{
    public override string Description => $"add {(Index.IsUnique ? "unique " : "")}index {Index.Name} on {Table} ({string.Join(", ", Index.Columns.Select(column => column.Name))})";
}

internal sealed record DropIndex(Identifier Table, IndexDefinition Index) : SchemaChange
{
    public override string Description => $"drop index {Index.Name} of {Table}";
}

internal sealed record AddSearch(Identifier Table) : SchemaChange
{
    public override string Description => $"add text search to {Table}";
}

internal sealed record OrderSearch(Identifier Table) : SchemaChange
{
    public override string Description => $"put when rows were made into the text search of {Table}";
}

internal sealed record DropSearch(Identifier Table) : SchemaChange
{
    public override string Description => $"drop text search of {Table}";
}
