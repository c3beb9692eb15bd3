using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Tongke.Generators.Tests;

/// <summary>One run of the generator over definition files, and the compilation that came out of it.</summary>
internal sealed class GeneratorRun
{
    private GeneratorRun(Compilation compilation, GeneratorDriverRunResult result)
    {
        Sources = result.Results.Single().GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString());
        Diagnostics = [.. result.Diagnostics];
        CompilerErrors = [.. compilation.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning).Select(d => d.ToString())];
        Steps = result.Results.Single().TrackedOutputSteps;
    }

    public IReadOnlyDictionary<string, string> Sources { get; }

    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    public IReadOnlyList<string> CompilerErrors { get; }

    public ImmutableDictionary<string, ImmutableArray<IncrementalGeneratorRunStep>> Steps { get; }

    public static GeneratorRun Of(params (string Path, string Text)[] files) =>
        Of(out _, [.. files.Select(f => new DefinitionFile(f.Path, f.Text))]);

    public static GeneratorRun Of(out GeneratorDriver driver, params DefinitionFile[] files)
    {
        driver = CSharpGeneratorDriver.Create(
            [new TypedRecordGenerator().AsSourceGenerator()],
            files,
            new CSharpParseOptions(LanguageVersion.Preview),
            new ProjectOptions(),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return Again(ref driver);
    }

    /// <summary>Runs the same driver once more, after a file was replaced in it.</summary>
    public static GeneratorRun Again(ref GeneratorDriver driver)
    {
        var kernelAndPlatform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(p => MetadataReference.CreateFromFile(p));
        var compilation = CSharpCompilation.Create(
            "Definitions",
            [],
            kernelAndPlatform,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        return new(output, driver.GetRunResult());
    }

    /// <summary>A definition file in memory.</summary>
    public sealed class DefinitionFile(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class ProjectOptions : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Properties();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Properties : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
            {
                value = key switch
                {
                    "build_property.RootNamespace" => "Shop",
                    "build_property.ProjectDir" => "/shop/",
                    _ => null,
                };
                return value is not null;
            }
        }
    }
}
