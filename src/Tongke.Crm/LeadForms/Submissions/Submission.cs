using System.Net;
using Tongke.Kernel.Records;

namespace Tongke.Crm.LeadForms;

/// <summary>What a visitor sent.</summary>
/// <param name="Stamp">Id of the page it was sent from: the same is taken from each once.</param>
/// <param name="Answers">What was filled in, by the name of the field; several for a choice of many.</param>
/// <param name="Consented">Whether the terms were ticked.</param>
/// <param name="Origin">Where the visitor came from.</param>
public sealed record Submission(Guid Stamp, IReadOnlyDictionary<string, string[]> Answers, bool Consented, SubmissionOrigin Origin);

/// <summary>Where a visitor came from.</summary>
/// <param name="Channel">Channel whose link or code was followed.</param>
/// <param name="Utm">The advertisement's own words, by the name of the lead's field.</param>
/// <param name="LandingPage">Page on which the form was filled in.</param>
/// <param name="Referrer">Page that led there.</param>
/// <param name="Address">Address of the visitor, for the change log.</param>
/// <param name="City">City of that address, where it is known.</param>
public sealed record SubmissionOrigin(LeadChannel? Channel, IReadOnlyDictionary<string, string> Utm, string? LandingPage, string? Referrer, IPAddress? Address, string? City);

/// <summary>What came of it.</summary>
public enum SubmissionResult
{
    /// <summary>A lead was made, or it was noted on one that was known; also what was sent twice. The visitor can't tell which.</summary>
    Taken,

    /// <summary>Something is missing or wrong.</summary>
    Invalid,

    /// <summary>The form has taken as many today as it takes.</summary>
    Full,
}

/// <summary>What came of it, and what is wrong.</summary>
public sealed record SubmissionOutcome(SubmissionResult Result, IReadOnlyList<Problem> Problems)
{
    /// <summary>Taken in.</summary>
    public static SubmissionOutcome Taken { get; } = new(SubmissionResult.Taken, []);
}
