using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Customers;

/// <summary>A unified social credit code (统一社会信用代码) must carry the check digit that GB 32100-2015 gives it.</summary>
public sealed class CheckCreditCode : IBeforeSave<Account>
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const int Length = 18;

    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(Account record, Session session, CancellationToken ct) =>
        record.Changed(Account.Fields.Uscc) && record.Uscc is { Length: > 0 } code && !IsValid(code)
            ? new(new Invalid([new Problem(Account.Fields.Uscc, new Message("credit_code_invalid", code))]))
            : default;

    /// <summary>Whether the last of the 18 characters is the one that follows from the others.</summary>
    public static bool IsValid(string code)
    {
        if (code.Length != Length)
            return false;

        var sum = 0;
        var weight = 1;
        foreach (var character in code.AsSpan(0, Length - 1))
        {
            var value = Alphabet.IndexOf(character, StringComparison.Ordinal);
            if (value < 0)
                return false;

            sum += value * weight;
            weight = weight * 3 % Alphabet.Length;
        }

        return code[^1] == Alphabet[(Alphabet.Length - (sum % Alphabet.Length)) % Alphabet.Length];
    }
}
