using PhoneNumbers;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>Writes down the carrier to which the range of the mobile or phone number was given.</summary>
public sealed class FillCarrierFromPhone : IBeforeSave<Lead>
{
    private static readonly Locale Chinese = new("zh", "CN");

    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(Lead record, Session session, CancellationToken ct)
    {
        if (record.Changed(Lead.Fields.Mobile) || record.Changed(Lead.Fields.Phone))
            record.Carrier = CarrierOf(record.Mobile) ?? CarrierOf(record.Phone);

        return default;
    }

    /// <summary>The carrier of an E.164 number's range, in Chinese (中国移动); null when unknown.</summary>
    public static string? CarrierOf(string? number)
    {
        if (string.IsNullOrEmpty(number))
            return null;

        try
        {
            var parsed = PhoneNumberUtil.GetInstance().Parse(number, defaultRegion: null);
            return PhoneNumberToCarrierMapper.GetInstance().GetNameForNumber(parsed, Chinese) is { Length: > 0 } carrier ? carrier : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
