using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Tongke.Generators.Shapes;

namespace Tongke.Generators;

/// <summary>Turns every <c>*.object.json</c> of a project into a typed class over a kernel record.</summary>
[Generator]
public sealed class TypedRecordGenerator : IIncrementalGenerator
{
    private const string Suffix = ".object.json";

    private static readonly DiagnosticDescriptor NotJson = new(
        "TK0001", "An object definition is not JSON", "{0}", "Definitions", DiagnosticSeverity.Error, isEnabledByDefault: true);

    private static readonly DiagnosticDescriptor NoClass = new(
        "TK0002", "An object definition can't become a class", "{0}", "Definitions", DiagnosticSeverity.Error, isEnabledByDefault: true);

    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var project = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => Project.Of(options.GlobalOptions));
        var files = context.AdditionalTextsProvider.Where(static file => file.Path.EndsWith(Suffix, StringComparison.Ordinal));
        var readings = files.Combine(project).Select(static (pair, ct) =>
            ShapeReader.Read(pair.Left.Path, pair.Left.GetText(ct)?.ToString() ?? "", pair.Right.NamespaceOf(pair.Left.Path)));
        var classes = readings
            .Where(static reading => reading.Shape is not null)
            .Select(static (reading, _) => (reading.Shape!.Name, reading.Shape.FullName))
            .Collect()
            .Select(static (all, _) => new EquatableList<(string Name, string FullName)>(all));

        context.RegisterSourceOutput(readings, static (output, reading) => Report(output, reading));
        context.RegisterSourceOutput(readings.Combine(classes), static (output, pair) => Write(output, pair.Left, pair.Right));
    }

    private static void Write(SourceProductionContext output, Reading reading, IEnumerable<(string Name, string FullName)> classes)
    {
        if (reading.Shape is not { } shape) return;

        var byName = classes.GroupBy(c => c.Name).ToDictionary(g => g.Key, g => g.First().FullName);
        output.AddSource($"{shape.FullName}.g.cs", SourceText.From(TypedRecordWriter.Write(shape, byName), System.Text.Encoding.UTF8));
    }

    private static void Report(SourceProductionContext output, Reading reading)
    {
        foreach (var problem in reading.Problems)
        {
            var place = new LinePosition(problem.Line, problem.Column);
            var location = Location.Create(reading.Path, new TextSpan(problem.Offset, 0), new LinePositionSpan(place, place));
            output.ReportDiagnostic(Diagnostic.Create(problem.IsSyntax ? NotJson : NoClass, location, problem.Message));
        }
    }

    /// <summary>Where definitions stand and what namespace that means.</summary>
    private sealed record Project(string Folder, string RootNamespace)
    {
        public static Project Of(AnalyzerConfigOptions options) => new(
            options.TryGetValue("build_property.ProjectDir", out var folder) ? folder.Replace('\\', '/') : "",
            options.TryGetValue("build_property.RootNamespace", out var root) ? root : "");

        /// <summary>
        /// The namespace of a definition: the root's, and a part for each folder. The object's own folder is left out
        /// (<c>Sales/Lead/lead.object.json</c> is <c>Tongke.Crm.Sales.Lead</c>, the class), because a class and a namespace can't share a name.
        /// </summary>
        public string NamespaceOf(string path)
        {
            path = path.Replace('\\', '/');
            if (Folder.Length == 0 || !path.StartsWith(Folder, StringComparison.Ordinal)) return RootNamespace;

            var parts = path.Substring(Folder.Length).Split(['/'], StringSplitOptions.RemoveEmptyEntries).ToList();
            var className = Names.Pascal(parts[parts.Count - 1].Replace(Suffix, ""));
            parts.RemoveAt(parts.Count - 1);
            if (parts.Count > 0 && parts[parts.Count - 1] == className) parts.RemoveAt(parts.Count - 1);
            return string.Join(".", [RootNamespace, .. parts]);
        }
    }
}
