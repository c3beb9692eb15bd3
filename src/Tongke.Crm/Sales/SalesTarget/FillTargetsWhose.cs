using System.Globalization;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Sales;

/// <summary>A person, a department and the company have one target each for a month and measure.</summary>
public sealed class FillTargetsWhose : IBeforeSave<SalesTarget>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(SalesTarget record, Session session, CancellationToken ct)
    {
        if (!MaySetFor(record, session))
            return new Forbidden(new("target_of_others"), [new Problem(SalesTarget.Fields.Level, new("target_of_others"))]);

        var (whose, name) = record.Level switch
        {
            SalesTarget.LevelValue.Person => ($"person {record.Record.Owner}", await NameAsync("user", record.Record.Owner)),
            SalesTarget.LevelValue.Department => ($"department {record.Record[SystemFields.Department]}", await NameAsync("department", record.Record[SystemFields.Department] as Guid?)),
            _ => ("company", CompanyIn(session)),
        };
        record.Whose = string.Create(CultureInfo.InvariantCulture, $"{whose} {record.Month:yyyy-MM} {record.Measure}");
        record.Name = string.Create(CultureInfo.InvariantCulture, $"{name} {record.Month:yyyy-MM}").TrimStart();
        return null;

        async ValueTask<string?> NameAsync(string target, Guid? id) =>
            id is { } some && await session.LoadAsync(session.Schema[target], some, ct) is { } found ? (string?)found["name"] : null;
    }

    /// <summary>What the definition calls the whole company, in the company's language.</summary>
    private static string CompanyIn(Session session) =>
        session.Schema[SalesTarget.ObjectName][SalesTarget.Fields.Level].Definition.Options.First(o => o.Value == SalesTarget.LevelValue.Company).Label.In(session.Schema.Conventions.Language);

    /// <summary>A department's target is for those above it, the company's for those who may set everybody's; a person's follows from the right on the record.</summary>
    private static bool MaySetFor(SalesTarget record, Session session) =>
        session.Actor.IsSystem
        || session.Access.On(record.Record.Object).Edit == Constant.True
        || record.Level == SalesTarget.LevelValue.Person
        || (record.Level == SalesTarget.LevelValue.Department && record.Record[SystemFields.Department] is Guid department && session.Context.MyDepartmentTree.Contains(department));
}
