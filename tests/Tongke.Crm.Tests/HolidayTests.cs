using System.Globalization;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.SystemObjects;
using Tongke.Kernel.Testing;
using Tongke.Testing;
using Xunit;

namespace Tongke.Crm.Tests;

public sealed class HolidayTests
{
    // As the notices of the State Council write them, weekdays included: each name with the days off, then the weekends worked.
    private static readonly string[] Notices =
    [
        "元旦 2024-01-01周一~2024-01-01周一",
        "春节 2024-02-10周六~2024-02-17周六 2024-02-04周日 2024-02-18周日",
        "清明节 2024-04-04周四~2024-04-06周六 2024-04-07周日",
        "劳动节 2024-05-01周三~2024-05-05周日 2024-04-28周日 2024-05-11周六",
        "端午节 2024-06-10周一~2024-06-10周一",
        "中秋节 2024-09-15周日~2024-09-17周二 2024-09-14周六",
        "国庆节 2024-10-01周二~2024-10-07周一 2024-09-29周日 2024-10-12周六",
        "元旦 2025-01-01周三~2025-01-01周三",
        "春节 2025-01-28周二~2025-02-04周二 2025-01-26周日 2025-02-08周六",
        "清明节 2025-04-04周五~2025-04-06周日",
        "劳动节 2025-05-01周四~2025-05-05周一 2025-04-27周日",
        "端午节 2025-05-31周六~2025-06-02周一",
        "国庆节、中秋节 2025-10-01周三~2025-10-08周三 2025-09-28周日 2025-10-11周六",
        "元旦 2026-01-01周四~2026-01-03周六 2026-01-04周日",
        "春节 2026-02-15周日~2026-02-23周一 2026-02-14周六 2026-02-28周六",
        "清明节 2026-04-04周六~2026-04-06周一",
        "劳动节 2026-05-01周五~2026-05-05周二 2026-05-09周六",
        "端午节 2026-06-19周五~2026-06-21周日",
        "中秋节 2026-09-25周五~2026-09-27周日",
        "国庆节 2026-10-01周四~2026-10-07周三 2026-09-20周日 2026-10-10周六",
    ];

    [Theory, OnEveryDatabase]
    public async Task The_holidays_are_those_of_the_notices_and_every_weekday_is_right(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, [.. ChineseHolidays.Packages]);
        var stored = (await app.Workspace.Open(app.System).LoadWhereAsync(app.Schema["holiday"], Constant.True))
            .Select(h => ((DateOnly)h["date"]!, (string)h["kind"]!, (string)h["name"]!)).Order();

        Assert.Equal(Notices.SelectMany(DaysOf).Order(), stored);
    }

    [Theory, OnEveryDatabase]
    public async Task A_year_has_as_many_worked_days_as_its_statutory_holidays_leave_and_an_administrator_may_change_them(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, [.. ChineseHolidays.Packages]);

        // 366 - 104 weekend days - 11 statutory days that fall on weekdays or are moved; 13 from 2025 on.
        Assert.Equal((251L, 248L, 248L), (WorkedDays(2024), WorkedDays(2025), WorkedDays(2026)));

        var nationalDay = await app.Workspace.Open(app.System).LoadWhereAsync(app.Schema["holiday"], Formula.Parse("date = DATE(2026, 10, 1)", app.Schema["holiday"]).Expr!);
        Assert.Null(await app.DeleteAsync("holiday", nationalDay[0].Id));
        Assert.Equal(249, WorkedDays(2026));
        await app.RestartAsync();
        Assert.Equal(249, WorkedDays(2026));

        long WorkedDays(int year) => (long)Evaluator.Evaluate(
            Formula.Parse($"NETWORKDAYS(DATE({year}, 1, 1), DATE({year}, 12, 31))", app.Schema["holiday"]).Expr!, new NoRecord(), app.Workspace.Open(app.System).Context)!;
    }

    private static IEnumerable<(DateOnly, string, string)> DaysOf(string notice)
    {
        var parts = notice.Split(' ');
        var off = parts[1].Split('~').Select(DayOf).ToArray();
        for (var day = off[0]; day <= off[1]; day = day.AddDays(1))
            yield return (day, "holiday", parts[0]);

        foreach (var worked in parts[2..].Select(DayOf))
        {
            Assert.True(worked.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
            yield return (worked, "workday", parts[0]);
        }
    }

    private static DateOnly DayOf(string text)
    {
        var day = DateOnly.ParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Equal(text[10..], "周" + "日一二三四五六"[(int)day.DayOfWeek]);
        return day;
    }

    private sealed class NoRecord : IFieldValues
    {
        public object? Value(FieldSchema field) => null;

        public IFieldValues? Related(FieldSchema lookup) => null;

        public IEnumerable<IFieldValues> Children(FieldSchema childLookup) => [];
    }
}
