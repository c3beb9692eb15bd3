using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>What a company takes for granted when values are read and written: where it is, what it pays in, when its day starts.</summary>
public sealed record Conventions
{
    /// <summary>ISO 4217 code of the company's currency.</summary>
    public string Currency { get; init; } = "CNY";

    /// <summary>ISO 3166 code of the region whose phone numbers may be written without a country code.</summary>
    public string Region { get; init; } = "CN";

    /// <summary>Zone of the company's calendar: what "today" means, and how spreadsheet times without an offset are read.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>Language of texts written for people when the reader is unknown.</summary>
    public Language Language { get; init; } = Language.Chinese;

    /// <summary>Dated exchange rates into the company's currency.</summary>
    public ExchangeRates Rates { get; init; } = new("CNY", []);

    /// <summary>Days that are holidays although a weekday, and days that are worked although a weekend (调休).</summary>
    public BusinessCalendar Calendar { get; init; } = BusinessCalendar.Weekdays;

    /// <summary>Keys of encrypted fields; without them such fields take no value.</summary>
    public IFieldCipher? Cipher { get; init; }
}
