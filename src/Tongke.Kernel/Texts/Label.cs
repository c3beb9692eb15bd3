namespace Tongke.Kernel.Texts;

/// <summary>A text in every language of the product, as definitions carry it.</summary>
public sealed record Label(string Zh, string En)
{
    /// <summary>The text in <paramref name="language"/>.</summary>
    public string In(Language language) => language switch
    {
        Language.Chinese => Zh,
        Language.English => En,
    };
}
