using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Access;

/// <summary>How people read who did something when it was the system: its reason is stored in English, and shown in the reader's language.</summary>
public static class SystemActors
{
    /// <summary>How the reason of a package's first fill begins; what follows is the package's name.</summary>
    public const string FirstFill = "first fill of ";

    /// <summary>The dictionary's code for a reason: <c>sample company</c> is <c>system_sample_company</c>.</summary>
    public static string CodeOf(string reason) => "system_" + string.Join('_', reason.ToLowerInvariant().Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The name in the change log as a reader of <paramref name="language"/> sees it; names of people stay as they are.</summary>
    /// <param name="name">As it was stored.</param>
    /// <param name="user">The person, null when it was the system.</param>
    /// <param name="language">The reader's.</param>
    public static string NameIn(string name, Guid? user, Language language)
    {
        if (user is not null) return name;
        if (Dictionaries.Has(CodeOf(name))) return new Message(CodeOf(name)).In(language);
        return name.StartsWith(FirstFill, StringComparison.Ordinal) ? new Message("system_first_fill").In(language) : name;
    }
}
