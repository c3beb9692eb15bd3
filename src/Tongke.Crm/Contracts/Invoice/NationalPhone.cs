using PhoneNumbers;

namespace Tongke.Crm.Contracts;

/// <summary>Chinese numbers as invoices print them: the area code, a hyphen, the number; mobile numbers as their digits.</summary>
public static class NationalPhone
{
    private const int China = 86;

    /// <summary>The national form of a Chinese number in E.164; everything else as it is.</summary>
    public static string? Of(string? number)
    {
        if (number is not ['+', ..])
            return number;

        var numbers = PhoneNumberUtil.GetInstance();
        try
        {
            var parsed = numbers.Parse(number, defaultRegion: null);
            if (parsed.CountryCode != China)
                return number;

            var digits = numbers.GetNationalSignificantNumber(parsed);
            var area = numbers.GetLengthOfGeographicalAreaCode(parsed);
            return area == 0 ? digits : $"0{digits[..area]}-{digits[area..]}";
        }
        catch (NumberParseException)
        {
            return number;
        }
    }
}
