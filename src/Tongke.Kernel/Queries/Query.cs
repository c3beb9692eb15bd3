using Tongke.Kernel.Expressions;

namespace Tongke.Kernel.Queries;

/// <summary>A request for a page of records or for groups of them.</summary>
/// <param name="What">What is asked: names are resolved, rights are not asked yet.</param>
public sealed record Query(ODataQuery What)
{
    /// <summary>Most records of one page.</summary>
    public const int LargestPage = 1000;

    /// <summary>Records of one page when nothing is said.</summary>
    public const int UsualPage = 50;

    /// <summary>Most records of the page, where somebody asked for a number.</summary>
    public int? PageSize { get; init; }

    /// <summary>Where the page before ended, as its continuation said.</summary>
    public string? Continuation { get; init; }

    /// <summary>Whether the records of the recycle bin are asked for instead of the living ones.</summary>
    public bool InBin { get; init; }
}
