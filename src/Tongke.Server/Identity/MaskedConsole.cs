using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Tongke.Server.Identity;

/// <summary>Writes log lines to the console with personal data masked (138****1234, z***@example.com) and secrets left out.</summary>
public sealed partial class MaskedConsole() : ConsoleFormatter(FormatterName)
{
    /// <summary>The name under which the console logger finds it.</summary>
    public const string FormatterName = "masked";

    /// <summary>Makes it the form of the console's log.</summary>
    public static void AddTo(ILoggingBuilder logging) =>
        logging.AddConsoleFormatter<MaskedConsole, ConsoleFormatterOptions>().AddConsole(console => console.FormatterName = FormatterName);

    /// <summary>The text without mobile numbers, mail addresses, API keys, passwords and tokens.</summary>
    public static string Mask(string text)
    {
        text = Secret().Replace(text, "$1***");
        text = Key().Replace(text, "tk_***");
        text = Mobile().Replace(text, "$1****$2");
        return Mail().Replace(text, "$1***@$2");
    }

    /// <inheritdoc />
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var time = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        textWriter.WriteLine($"{time} {NameOf(logEntry.LogLevel)} {logEntry.Category} {Mask(logEntry.Formatter(logEntry.State, logEntry.Exception))}");
        if (logEntry.Exception is { } exception)
            textWriter.WriteLine(Mask(exception.ToString()));
    }

    private static string NameOf(LogLevel level) => level.ToString().ToLowerInvariant();

    [GeneratedRegex("""((?:password|passwd|token|secret|csrf|otp|authorization|cookie)"?\s*[=:]\s*"?)[^\s"&,;]+""", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();

    [GeneratedRegex(@"tk_[0-9a-f]{8}_[A-Za-z0-9_-]+")]
    private static partial Regex Key();

    [GeneratedRegex(@"(?<!\d)((?:\+?86)?1[3-9]\d)\d{4}(\d{4})(?!\d)")]
    private static partial Regex Mobile();

    [GeneratedRegex(@"([A-Za-z0-9])[A-Za-z0-9._%+-]*@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")]
    private static partial Regex Mail();
}
