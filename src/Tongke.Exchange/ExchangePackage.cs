using Tongke.Exchange.Exports;
using Tongke.Exchange.Files;
using Tongke.Exchange.Imports;
using Tongke.Exchange.Jobs;
using Tongke.Kernel;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Exchange;

/// <summary>Import and export: the book of imports, the leases of jobs, and what people can do with the jobs whose definitions the kernel brings.</summary>
public static class ExchangePackage
{
    static ExchangePackage() => Dictionaries.Register(typeof(ExchangePackage).Assembly);

    /// <summary>The package.</summary>
    /// <param name="files">Where uploaded files lie.</param>
    public static Package Create(IFileContents files) => new()
    {
        Name = "exchange",
        Tables = [ImportLedger.Table, ImportCorrections.Table, JobLeases.Table],
        Rules = [Rule.Before(new GuardImportJob(files)), Rule.Before(new GuardExportJob())],
        Actions = [new SuggestMapping(files), new TryImport(), new CorrectImport(files), new StartImport(), new CancelImport(), new UndoImport(), new CancelExport()],
    };
}
