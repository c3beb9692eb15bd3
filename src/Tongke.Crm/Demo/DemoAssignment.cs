using Tongke.Crm.Sales;

namespace Tongke.Crm.Demo;

/// <summary>Leads that come over the net go round the three sales teams.</summary>
internal static class DemoAssignment
{
    private const int Fallback = 0;

    /// <summary>Makes the rule in the commit that is being filled.</summary>
    public static void Make(DemoCompany demo)
    {
        var people = demo.People;
        var rule = demo.Make<AssignmentRule>();
        (rule.Name, rule.Condition, rule.Method) = ("网络线索轮流分配", "OR(source = \"website\", source = \"search_ads\")", AssignmentRule.MethodValue.RoundRobin);
        rule.People = [.. people.Reps.SelectMany(r => r)];
        (rule.Fallback, rule.AcceptMinutes, rule.TaskMinutes) = (people.HeadOf(Fallback), 60, 30);
    }
}
