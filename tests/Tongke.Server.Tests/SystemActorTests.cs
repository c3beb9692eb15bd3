using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Tongke.Kernel.Access;
using Tongke.Kernel.Texts;

namespace Tongke.Server.Tests;

/// <summary>Every place where the system acts by itself is known, and people read its name in their language.</summary>
public sealed partial class SystemActorTests
{
    [Fact]
    public void Every_reason_for_which_the_system_acts_has_a_name_in_the_dictionaries()
    {
        _ = TongkeHost.Packages;
        var reasons = Directory.EnumerateFiles(Sources(), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(f => Reason().Matches(File.ReadAllText(f)))
            .Select(m => m.Groups["reason"].Value)
            .Distinct()
            .ToArray();

        Assert.Contains("sample company", reasons);
        Assert.Equal([], reasons.Where(r => !Dictionaries.Has(SystemActors.CodeOf(r))));
    }

    [Fact]
    public void The_first_fill_of_a_package_reads_as_the_first_start_or_as_an_upgrade()
    {
        var names = TongkeHost.Packages.Where(p => p.Seed is not null).Select(p => SystemActors.NameIn(SystemActors.FirstFill + p.Name, null, Language.Chinese)).Distinct().Order();

        Assert.Equal(["系统初始化", "系统升级", "首次启用"], names);
        Assert.Equal("Upgrade", SystemActors.NameIn("first fill of a later package", null, Language.English));
    }

    [Fact]
    public void A_person_keeps_their_name_even_when_it_is_that_of_a_system_actor()
    {
        _ = TongkeHost.Packages;
        Assert.Equal("示例数据", SystemActors.NameIn("sample company", null, Language.Chinese));
        Assert.Equal("sample company", SystemActors.NameIn("sample company", Guid.NewGuid(), Language.Chinese));
        Assert.Equal("something unknown", SystemActors.NameIn("something unknown", null, Language.Chinese));
    }

    [GeneratedRegex("""Actor\.System\("(?<reason>[^"]+)"\)""")]
    private static partial Regex Reason();

    private static string Sources([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "src");
}
