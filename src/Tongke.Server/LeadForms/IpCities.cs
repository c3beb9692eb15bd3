using System.Net;
using MaxMind.Db;
using MaxMind.GeoIP2;
using MaxMind.GeoIP2.Exceptions;
using Tongke.Kernel.Texts;

namespace Tongke.Server.LeadForms;

/// <summary>
/// The city of an address, by a database file that the administrator has put into the data folder (<c>geoip/city.mmdb</c>, MaxMind's City format). Nothing is
/// asked over the net; without a file no city is known. A file that is replaced is read again.
/// </summary>
public sealed partial class IpCities(ServerOptions options, ILogger<IpCities> log) : IDisposable
{
    private readonly string path = Path.Combine(Path.GetFullPath(options.DataFolder), "geoip", "city.mmdb");
    private readonly Lock gate = new();
    private DatabaseReader? reader;
    private DateTime read;

    /// <summary>The city's name, with its province where that says more; null when it is not known.</summary>
    public string? Find(IPAddress? address, Language language)
    {
        if (address is null || IPAddress.IsLoopback(address) || Open() is not { } database)
            return null;

        try
        {
            if (!database.TryCity(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, out var found) || found is null)
                return null;

            var (city, province) = (Name(found.City.Names, language), Name(found.MostSpecificSubdivision.Names, language));
            return city is null ? province : province is null || city == province ? city : language == Language.Chinese ? province + city : $"{city}, {province}";
        }
        catch (Exception broken) when (broken is InvalidDatabaseException or GeoIP2Exception or ObjectDisposedException)
        {
            LogBroken(log, path, broken);
            return null;
        }
    }

    /// <inheritdoc />
    public void Dispose() => reader?.Dispose();

    private static string? Name(IReadOnlyDictionary<string, string> names, Language language) =>
        language == Language.Chinese && names.TryGetValue("zh-CN", out var chinese) ? chinese : names.GetValueOrDefault("en");

    private DatabaseReader? Open()
    {
        var written = File.Exists(path) ? File.GetLastWriteTimeUtc(path) : default;
        lock (gate)
        {
            if (written == read)
                return reader;

            read = written;
            reader = null;
            if (written == default)
                return null;

            try
            {
                return reader = new DatabaseReader(path, FileAccessMode.Memory);
            }
            catch (Exception broken) when (broken is InvalidDatabaseException or IOException or UnauthorizedAccessException)
            {
                LogBroken(log, path, broken);
                return null;
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Path} can't be used to find cities")]
    private static partial void LogBroken(ILogger log, string path, Exception broken);
}
