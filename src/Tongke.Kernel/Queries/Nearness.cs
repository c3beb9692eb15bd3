using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Storage;

namespace Tongke.Kernel.Queries;

/// <summary>
/// How near the name of a record is to what was typed: it is that, begins with it, contains it, or was found by other fields. A name of an object
/// that is searched by pinyin is as near by its pinyin or its initials as by its characters.
/// </summary>
internal sealed class Nearness
{
    /// <summary>Rank of what is found by more than its name.</summary>
    public const int ByOtherFields = 3;

    private readonly FieldSchema name;
    private readonly string text;
    private readonly string letters;

    /// <param name="definition">The object.</param>
    /// <param name="text">What was typed.</param>
    public Nearness(ObjectSchema definition, string text)
    {
        this.text = text;
        name = definition.NameField;
        letters = string.Concat(text.Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();
    }

    private bool MayBePinyin => name.OrderColumn is not null && letters.Length > 0 && letters.All(char.IsAsciiLetterOrDigit);

    /// <summary>0 when the name is what was typed, 1 when it begins with it, 2 when it contains it.</summary>
    public int Of(string? called)
    {
        if (called is null)
            return ByOtherFields;

        var rank = Of(called, text);
        return MayBePinyin && rank > 0 ? Pinyin.SearchTexts(called).Aggregate(rank, (best, read) => Math.Min(best, Of(read, letters))) : rank;
    }

    /// <summary>
    /// The same order as far as the database can tell, so that no name that is the text is cut off behind later ones. By the key it is sorted by, which has
    /// the reading of each character, it may take a name for nearer than it is.
    /// </summary>
    /// <param name="called">The name, empty where it is not to be read.</param>
    /// <param name="alias">The table's.</param>
    public Sql In(Sql called, Identifier alias)
    {
        var wanted = text.ToLowerInvariant();
        var length = Sql.Integer(wanted.EnumerateRunes().Count());
        var contains = Sql.PerDialect(Sql.From($"instr(lower({called}), {wanted}) > 0"), Sql.From($"strpos(lower({called}), {wanted}) > 0"));
        var (pinyinBegins, pinyinContains) = (Sql.Empty, Sql.Empty);
        if (MayBePinyin)
        {
            // Letters and digits only: nothing that means more than itself in a pattern.
            var key = Sql.From($"{alias}.{name.OrderColumn!.Value}");
            var inOrder = string.Concat(letters.Select(letter => $"{letter}%"));
            pinyinBegins = Sql.From($" when ltrim({key}, '~') like {inOrder} then 1");
            pinyinContains = Sql.From($" or {key} like {$"%{inOrder}"}");
        }

        return Sql.From($"case when {called} is null then 3 when lower({called}) = {wanted} then 0 when substr(lower({called}), 1, {length}) = {wanted} then 1{pinyinBegins} when {contains}{pinyinContains} then 2 else 3 end");
    }

    private static int Of(string called, string text) => called.Equals(text, StringComparison.OrdinalIgnoreCase) ? 0
        : called.StartsWith(text, StringComparison.OrdinalIgnoreCase) ? 1
        : called.Contains(text, StringComparison.OrdinalIgnoreCase) ? 2
        : ByOtherFields;
}
