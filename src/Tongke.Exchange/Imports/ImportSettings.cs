using Tongke.Kernel.Schemas;

namespace Tongke.Exchange.Imports;

/// <summary>What the person asked for, as it stands in the job.</summary>
public sealed record ImportSettings
{
    /// <summary>API name of the object.</summary>
    public required string Object { get; init; }

    /// <summary>create, update or upsert.</summary>
    public string Mode { get; init; } = "create";

    /// <summary>Field by which existing records are known, for update and upsert: a unique field, <c>id</c>, or the name where only one record has it.</summary>
    public string? Key { get; init; }

    /// <summary>Encoding of a text file; found out when null.</summary>
    public string? Encoding { get; init; }

    /// <summary>Sheet of a workbook; the first when null.</summary>
    public string? Sheet { get; init; }

    /// <summary>Row of the headings, as spreadsheet programs count; found out when null.</summary>
    public long? HeaderRow { get; init; }

    /// <summary>What happens to a row that is probably a record there already: skip, merge (fills what is empty there), create.</summary>
    public string Duplicates { get; init; } = "skip";

    /// <summary>Field by header.</summary>
    public IReadOnlyDictionary<string, string> Mapping { get; init; } = new Dictionary<string, string>();

    /// <summary>By field: what stands in the file, and what is meant.</summary>
    public IReadOnlyDictionary<string, Dictionary<string, string>> Values { get; init; } = new Dictionary<string, Dictionary<string, string>>();

    /// <summary>By field: rules that make its texts uniform before the field's own do: trim, upper, lower, halfWidth.</summary>
    public IReadOnlyDictionary<string, Cleansing[]> Cleanse { get; init; } = new Dictionary<string, Cleansing[]>();

    /// <summary>Lookups whose unknown names become new records.</summary>
    public IReadOnlyList<string> CreateMissing { get; init; } = [];
}
