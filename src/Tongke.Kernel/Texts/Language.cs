namespace Tongke.Kernel.Texts;

/// <summary>A language the product speaks. Chinese comes first.</summary>
public enum Language
{
    /// <summary>Simplified Chinese, zh-CN.</summary>
    Chinese,

    /// <summary>English.</summary>
    English,
}
