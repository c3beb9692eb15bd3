using System.Reflection;
using Tongke.Storage;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Tongke.Testing;

/// <summary>Runs a theory once on SQLite and once on PostgreSQL; its first parameter is the <see cref="TestDatabase"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnEveryDatabaseAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>([.. Enum.GetValues<Dialect>().Select(dialect => new TheoryDataRow<TestDatabase>(new TestDatabase(dialect)))]);

    public override bool SupportsDiscoveryEnumeration() => false;
}
