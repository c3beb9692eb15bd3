using System.Text;
using Tongke.Kernel.Texts;

namespace Tongke.Exchange.Imports;

/// <summary>A login for people who come with a name only: 张伟 signs in as 张伟, Moses Frase as moses.frase.</summary>
internal static class LoginNames
{
    private const int Longest = 64;

    /// <summary>Gives a row of users its login unless the file has one.</summary>
    public static void Fill(ImportPlan plan, ImportRow row)
    {
        var login = plan.Object["login"];
        if (plan.Columns.All(c => c.Field != login) && row.Values.GetValueOrDefault(plan.Object.NameField) is string name && plan.Mode != ImportMode.Update)
            row.Values[login] = Of(name);
    }

    /// <summary>The login made of a name: small letters and digits, with a dot between words.</summary>
    public static string Of(string name)
    {
        var login = new StringBuilder(name.Length);
        foreach (var c in name.Normalize(NormalizationForm.FormKC).Trim().ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c))
                login.Append(c);
            else if (login.Length > 0 && login[^1] != '.')
                login.Append('.');
        }

        var text = login.ToString().Trim('.');
        return text.Length switch
        {
            0 => "user",
            1 => text + "1",
            > Longest => text.Cut(Longest),
            _ => text,
        };
    }
}
