using PhoneNumbers;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>Takes the region from where the mobile or phone number is registered, unless the person typed one.</summary>
public sealed class FillRegionFromPhone : IBeforeSave<Lead>
{
    private static readonly Locale Chinese = new("zh", "CN");

    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(Lead record, Session session, CancellationToken ct)
    {
        var numberChanged = record.Changed(Lead.Fields.Mobile) || record.Changed(Lead.Fields.Phone);
        if (numberChanged && !record.Wrote(Lead.Fields.Region) && (RegionOf(record.Mobile) ?? RegionOf(record.Phone)) is { } region)
            record.Region = region;

        return default;
    }

    /// <summary>Where an E.164 number is registered, in Chinese (广东省深圳市); null when unknown.</summary>
    public static string? RegionOf(string? number)
    {
        if (string.IsNullOrEmpty(number))
            return null;

        try
        {
            var parsed = PhoneNumberUtil.GetInstance().Parse(number, defaultRegion: null);
            return PhoneNumberOfflineGeocoder.GetInstance().GetDescriptionForNumber(parsed, Chinese) is { Length: > 0 } region ? region : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
