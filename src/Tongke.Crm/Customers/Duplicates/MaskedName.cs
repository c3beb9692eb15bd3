namespace Tongke.Crm.Customers;

/// <summary>A name of a record that the reader may not see: enough to know whether it is the same, not enough to go after it.</summary>
public static class MaskedName
{
    private const string Hidden = "****";
    private const int ShortestWithEnd = 6;

    /// <summary>青禾智能装备有限公司 becomes 青禾****公司, 王小明 becomes 王**.</summary>
    public static string Of(string name)
    {
        var characters = name.EnumerateRunes().Select(r => r.ToString()).ToArray();
        return characters.Length switch
        {
            0 => Hidden,
            < ShortestWithEnd => $"{characters[0]}**",
            _ => $"{characters[0]}{characters[1]}{Hidden}{characters[^2]}{characters[^1]}",
        };
    }
}
