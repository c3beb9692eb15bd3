using Microsoft.Extensions.Logging.Abstractions;
using Tongke.Kernel.Records;

namespace Tongke.Server.Commands;

/// <summary>Prints everything that happens when a record of an object is written, in order.</summary>
internal sealed class ExplainWriteCommand : ICommand
{
    public string Name => "explain write";

    public string Usage => "OBJECT";

    public async Task<int> RunAsync(ServerOptions options, IReadOnlyList<string> words, CancellationToken ct)
    {
        if (words is not [var name])
            return 2;

        await using var workspace = await TongkeHost.OpenAsync(options, NullLoggerFactory.Instance, ct: ct);
        if (workspace.Schema.Find(name) is not { } definition)
        {
            await Console.Error.WriteLineAsync($"There is no object '{name}'.");
            return 1;
        }

        Console.WriteLine("1 the request: may the actor do this, and write these fields?");
        Print("2 before save", workspace.Rules.For(name, RuleMoment.BeforeSave).Select(r => r.Name));
        Print("3 formulas", definition.StoredFormulas.Select(f => f.Name));
        Print("4 validation", definition.Validations.Select(v => v.Definition.Name));
        Print("5 after save", workspace.Rules.For(name, RuleMoment.AfterSave).Select(r => r.Name));
        Print("  before delete", workspace.Rules.For(name, RuleMoment.BeforeDelete).Select(r => r.Name));
        Print("  before restore", workspace.Rules.For(name, RuleMoment.BeforeRestore).Select(r => r.Name));
        Console.WriteLine("6 lookups lead to records that the actor sees, and in no circle");
        Console.WriteLine("7 the result: does the record lie where the actor may put it?");
        Print("8 row, links, roll-ups and change log in one transaction, and what must hold of the roll-ups", definition.RollUpValidations.Select(v => v.Definition.Name));
        Console.WriteLine($"9 afterwards: the log is sealed; {string.Join(", ", workspace.Consumers)} follow it");
        return 0;
    }

    private static void Print(string title, IEnumerable<string> names)
    {
        Console.WriteLine(title);
        foreach (var name in names)
            Console.WriteLine($"    {name}");
    }
}
