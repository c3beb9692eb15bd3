using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Sales;

/// <summary>Everybody has one capacity; the one that holds for all is set by those who may change everybody's.</summary>
public sealed class FillCapacityWhose : IBeforeSave<WorkCapacity>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(WorkCapacity record, Session session, CancellationToken ct)
    {
        if (record.Level == WorkCapacity.LevelValue.Everybody && !session.Actor.IsSystem && session.Access.On(record.Record.Object).Edit != Constant.True)
            return new Forbidden(new("capacity_of_everybody"), [new Problem(WorkCapacity.Fields.Level, new("capacity_of_everybody"))]);

        if (record.Level == WorkCapacity.LevelValue.Everybody)
        {
            record.Whose = WorkCapacity.LevelValue.Everybody;
            record.Name = record.Record.Object[WorkCapacity.Fields.Level].Definition.Options.First(o => o.Value == WorkCapacity.LevelValue.Everybody).Label.In(session.Schema.Conventions.Language);
            return null;
        }

        record.Whose = record.Record.Owner?.ToString();
        record.Name = record.Record.Owner is { } owner && await session.LoadAsync(session.Schema["user"], owner, ct) is { } user ? (string?)user["name"] : null;
        return record.Whose is null ? new Invalid([new Problem(SystemFields.Owner, new("required", record.Record.Object[SystemFields.Owner].Label))]) : null;
    }
}
