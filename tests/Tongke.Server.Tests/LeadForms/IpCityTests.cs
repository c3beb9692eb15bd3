using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Tongke.Kernel.Texts;
using Tongke.Server.LeadForms;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.LeadForms;

/// <summary>The city of an address comes from a file that an administrator brings, and without it nothing is known.</summary>
public sealed class IpCityTests
{
    [Fact]
    public void A_file_that_is_put_there_is_used_and_one_that_is_broken_is_none()
    {
        var options = new ServerOptions { DataFolder = Path.Combine(TestFolder.Path, Guid.NewGuid().ToString("N")) };
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(options.DataFolder, "geoip")).FullName, "city.mmdb");
        using var cities = new IpCities(options, NullLogger<IpCities>.Instance);
        var address = IPAddress.Parse("61.164.3.4");
        Assert.Null(cities.Find(address, Language.Chinese));

        File.WriteAllBytes(file, CityFile(61, 164));
        Assert.Equal("浙江省杭州", cities.Find(address, Language.Chinese));
        Assert.Equal("Hangzhou, Zhejiang", cities.Find(address.MapToIPv6(), Language.English));
        Assert.Null(cities.Find(IPAddress.Parse("61.165.3.4"), Language.Chinese));
        Assert.Null(cities.Find(IPAddress.Loopback, Language.Chinese));
        Assert.Null(cities.Find(null, Language.Chinese));

        File.WriteAllText(file, "no database");
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddMinutes(1));
        Assert.Null(cities.Find(address, Language.Chinese));
    }

    /// <summary>A database of one network, a.b.0.0/16, in the form that MaxMind describes: a search tree of 24-bit records, the data, what is told of both.</summary>
    private static byte[] CityFile(byte a, byte b)
    {
        const int Depth = 16;
        var tree = new List<byte>();
        for (var bit = 0; bit < Depth; bit++)
        {
            var isSet = ((((a << 8) | b) >> (Depth - 1 - bit)) & 1) == 1;
            var onward = bit == Depth - 1 ? Depth + 16 : bit + 1;
            foreach (var record in isSet ? new[] { Depth, onward } : [onward, Depth])
                tree.AddRange([(byte)(record >> 16), (byte)(record >> 8), (byte)record]);
        }

        byte[] Names(string zh, string en) => Map(("names", Map(("zh-CN", Text(zh)), ("en", Text(en)))));
        return
        [
            .. tree, .. new byte[16],
            .. Map(("city", Names("杭州", "Hangzhou")), ("subdivisions", List(Names("浙江省", "Zhejiang")))),
            0xab, 0xcd, 0xef, .. "MaxMind.com"u8,
            .. Map(
                ("node_count", Number(6, Depth)), ("record_size", Number(5, 24)), ("ip_version", Number(5, 4)), ("database_type", Text("GeoLite2-City")), ("languages", List(Text("en"))),
                ("binary_format_major_version", Number(5, 2)), ("binary_format_minor_version", Number(5, 0)), ("build_epoch", [0x04, 0x02, 1, 0, 0, 0]), ("description", Map(("en", Text("test"))))),
        ];
    }

    private static byte[] Map(params (string Key, byte[] Value)[] entries) => [(byte)((7 << 5) | entries.Length), .. entries.SelectMany(e => Text(e.Key).Concat(e.Value))];

    private static byte[] List(params byte[][] items) => [(byte)items.Length, 0x04, .. items.SelectMany(i => i)];

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text) is var bytes && bytes.Length < 29 ? [(byte)((2 << 5) | bytes.Length), .. bytes] : throw new ArgumentException("Too long for a test.", nameof(text));

    private static byte[] Number(int type, int value) => [(byte)((type << 5) | 2), (byte)(value >> 8), (byte)value];
}
