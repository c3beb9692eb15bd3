using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Tongke.Server.Errors;

namespace Tongke.Server.Tests;

/// <summary>Writes the cause of every answer of 500 to the console, so that a test run which met one says why.</summary>
internal sealed class DefectsOnConsole : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => categoryName == typeof(ErrorHandling).FullName ? this : NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            Console.Error.WriteLine($"{formatter(state, exception)}\n{exception}");
    }

    public void Dispose()
    {
    }
}
