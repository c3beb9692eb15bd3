using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Contracts;

/// <summary>What the tasks that rules make have in common.</summary>
internal static class Tasks
{
    /// <summary>Longest subject of a task.</summary>
    public const int LongestSubject = 200;

    private const int EndOfWork = 18;

    /// <summary>Six in the evening of the first worked day from today on, by the company's calendar.</summary>
    public static DateTimeOffset EndOfDay(Session session)
    {
        var conventions = session.Schema.Conventions;
        var day = Moments.WorkedDayAfter(session.Context.Today.AddDays(-1), 1, conventions.Calendar) ?? session.Context.Today;
        return Moments.StartOf(day, conventions.TimeZone).AddHours(EndOfWork);
    }
}
