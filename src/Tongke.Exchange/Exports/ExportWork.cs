using Tongke.Exchange.Files;
using Tongke.Exchange.Jobs;
using Tongke.Kernel;

namespace Tongke.Exchange.Exports;

/// <summary>What the runner does with an export.</summary>
internal sealed class ExportWork(Workspace workspace, IFileContents files, JobLeases leases)
{
    public Task RunAsync(Guid id, CancellationToken ct) => Task.FromException(new NotSupportedException($"{workspace} {files} {leases} {id} {ct}"));

    public Task ExpireAsync(CancellationToken ct) => Task.FromResult(ct);
}
