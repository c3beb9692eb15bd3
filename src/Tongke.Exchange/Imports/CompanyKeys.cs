using Tongke.Kernel.Schemas;

namespace Tongke.Exchange.Imports;

/// <summary>What is left of company names without place and legal form; names that come again are not taken apart again.</summary>
internal sealed class CompanyKeys
{
    private const int MostRemembered = 20_000;

    private readonly Dictionary<string, string> remembered = new(StringComparer.Ordinal);

    /// <summary>The key of a name.</summary>
    public string this[string name]
    {
        get
        {
            if (remembered.TryGetValue(name, out var known))
                return known;

            if (remembered.Count == MostRemembered)
                remembered.Clear();

            return remembered[name] = CompanyName.Normalise(name);
        }
    }
}
