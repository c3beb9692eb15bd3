namespace Tongke.Kernel.Texts;

/// <summary>
/// A sentence for a person, by its stable code in the dictionaries and the values it mentions.
/// It becomes text only where the reader's language is known.
/// </summary>
/// <param name="Code">Stable snake_case code; also the error code of the API.</param>
/// <param name="Values">What stands in the placeholders <c>{0}</c>, <c>{1}</c> … of the dictionary's text; a <see cref="Label"/> is shown in the reader's language.</param>
public sealed record Message(string Code, params IReadOnlyList<object?> Values)
{
    /// <summary>The sentence in <paramref name="language"/>.</summary>
    /// <exception cref="KeyNotFoundException">No dictionary has the code: a bug.</exception>
    public string In(Language language) => Dictionaries.Text(this, language);

    /// <summary>The sentence in every language, for what is kept until somebody reads it whose language nobody knows yet.</summary>
    /// <exception cref="KeyNotFoundException">No dictionary has the code: a bug.</exception>
    public Label InAll() => new(In(Language.Chinese), In(Language.English));

    /// <summary>Equal when the code and every value are.</summary>
    public bool Equals(Message? other) => other is not null && Code == other.Code && Values.SequenceEqual(other.Values);

    /// <inheritdoc />
    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);
}
