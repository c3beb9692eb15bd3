namespace Tongke.Kernel.Schemas;

/// <summary>A province, or what stands beside one: a municipality, an autonomous or special administrative region.</summary>
/// <param name="Name">Full name: 广东省.</param>
/// <param name="Cities">Its cities, prefectures and leagues.</param>
/// <param name="Districts">Its districts, for a municipality that is its own only city.</param>
public sealed record Province(string Name, IReadOnlyList<string> Cities, IReadOnlyList<string> Districts)
{
    /// <summary>Name as people shorten it: 广东, 内蒙古.</summary>
    public string ShortName { get; } = ChineseRegions.Shorten(Name);

    /// <summary>Whether it is its own only city.</summary>
    public bool IsMunicipality => Cities is [var only] && only == Name;

    /// <summary>Its city of this name, full or shortened; null when there is none.</summary>
    public string? FindCity(string name) => Cities.FirstOrDefault(c => c == name) ?? Cities.FirstOrDefault(c => ChineseRegions.Shorten(c) == name);
}
