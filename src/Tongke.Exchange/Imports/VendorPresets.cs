using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace Tongke.Exchange.Imports;

/// <summary>The headers under which other systems (Salesforce, HubSpot, 纷享销客, 销售易) write accounts, contacts, leads and deals out, one data file each.</summary>
internal static class VendorPresets
{
    private static readonly Lazy<FrozenDictionary<(string Object, string Header), IReadOnlySet<string>>> Known = new(Load);

    /// <summary>Whether some vendor calls the field of the object by this header, which has letters and digits alone.</summary>
    public static bool Fits(string definition, string bareHeader, string field) =>
        Known.Value.TryGetValue((definition, bareHeader), out var fields) && fields.Contains(field);

    /// <summary>Every header of every vendor: object, header, field.</summary>
    internal static IEnumerable<(string Vendor, string Object, string Header, string Field)> All()
    {
        var assembly = typeof(VendorPresets).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("presets/", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var preset = JsonDocument.Parse(stream);
            var vendor = preset.RootElement.GetProperty("vendor").GetString()!;
            foreach (var definition in preset.RootElement.GetProperty("objects").EnumerateObject())
                foreach (var header in definition.Value.EnumerateObject())
                    yield return (vendor, definition.Name, header.Name, header.Value.GetString()!);
        }
    }

    private static FrozenDictionary<(string Object, string Header), IReadOnlySet<string>> Load() => All()
        .GroupBy(p => (p.Object, ColumnSuggestions.Bare(p.Header)))
        .ToFrozenDictionary(g => g.Key, IReadOnlySet<string> (g) => g.Select(p => p.Field).ToFrozenSet(StringComparer.Ordinal));
}
