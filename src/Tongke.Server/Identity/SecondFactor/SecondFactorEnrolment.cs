using System.Text;
using OtpNet;
using QRCoder;

namespace Tongke.Server.Identity;

/// <summary>What an authenticator app needs to enrol.</summary>
/// <param name="Secret">The secret in Base32, to type where the picture can't be scanned.</param>
/// <param name="Uri">The same as an <c>otpauth://</c> address.</param>
/// <param name="Qr">The address as a picture: an SVG in a data URL.</param>
internal sealed record SecondFactorEnrolment(string Secret, string Uri, string Qr)
{
    private const int PixelsPerModule = 4;

    public static SecondFactorEnrolment Of(byte[] secret, string login, string company)
    {
        var uri = new OtpUri(OtpType.Totp, secret, login, company).ToString();
        using var code = QRCodeGenerator.GenerateQrCode(uri, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(code);
        var svg = picture.GetGraphic(PixelsPerModule);
        return new(Base32Encoding.ToString(secret), uri, $"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(svg))}");
    }
}
