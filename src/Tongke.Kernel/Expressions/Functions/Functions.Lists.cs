using System.Text.Json;
using Tongke.Storage;
using static Tongke.Kernel.Expressions.ParameterKind;

namespace Tongke.Kernel.Expressions;

/// <summary>Several texts or ids: multi-selects, tags, multi-lookups. The values asked for are constants, or come from the reader.</summary>
public static partial class Functions
{
    public static readonly Function HasAny = new()
    {
        Name = "HASANY", Aliases = ["INCLUDES"], Description = new("列表含有其中至少一个", "The list has at least one of the values"),
        Parameters = [List, Same], IsVariadic = true, Result = Always(Boolean),
        Evaluate = (a, _) => Wanted(a).Intersect(Items(a[0])).Any(),
        Sqlite = a => Sql.From($"exists (select 1 from json_each({a[0]}) where value in ({Sql.Join(", ", Texts(a).Select(t => Sql.From($"{t}")))}))"),
        Postgres = a => Sql.From($"({Sql.Join(" or ", Texts(a).Select(t => Sql.From($"{a[0]} @> {Sql.Value(new[] { t }, ColumnType.Json)}")).DefaultIfEmpty(Sql.Literal("false")))})"),
    };

    public static readonly Function HasAll = new()
    {
        Name = "HASALL", Description = new("列表含有其中每一个", "The list has every one of the values"),
        Parameters = [List, Same], IsVariadic = true, Result = Always(Boolean),
        Evaluate = (a, _) => !Wanted(a).Except(Items(a[0])).Any(),
        Sqlite = a => Sql.From($"({Sql.Join(" and ", Texts(a).Select(t => Sql.From($"exists (select 1 from json_each({a[0]}) where value = {t})")))})"),
        Postgres = a => Sql.From($"{a[0]} @> {Sql.Value(Texts(a).Distinct().ToArray(), ColumnType.Json)}"),
    };

    public static readonly Function CountOf = new()
    {
        Name = "LISTCOUNT", IsPublic = false, Description = new("列表中有几个", "How many are in the list"),
        Parameters = [List], Result = Always(Integer),
        Evaluate = (a, _) => (long)((Array)a[0]!).Length,
        Sqlite = a => Sql.From($"json_array_length({a[0]})"),
        Postgres = a => Sql.From($"jsonb_array_length({a[0]})::bigint"),
    };

    private static IEnumerable<string> Items(object? list) => list switch
    {
        string[] texts => texts,
        Guid[] ids => ids.Select(id => id.ToString()),
        _ => [],
    };

    private static IEnumerable<string> Wanted(object?[] arguments) => arguments.Skip(1).SelectMany(v => v is Guid[] ids ? Items(ids) : [v!.ToString()!]);

    private static IReadOnlyList<string> Texts(SqlArguments a)
    {
        var values = a.Expressions.Skip(1).Select(e => e switch
        {
            Constant constant => constant.Value,
            ContextValue context => a.Context[context.Name],
            _ => throw new InvalidOperationException("The parser lets only constants in here."),
        });
        return [.. values.SelectMany(v => v switch { null => [], Guid[] ids => Items(ids), _ => [v.ToString()!] })];
    }
}
