using System.Security.Cryptography;
using System.Text;

namespace Tongke.Server.LeadForms;

/// <summary>The style of public forms: phone first, light and dark as the visitor's device is. It stands in the page; the policy names it by its hash.</summary>
internal static class FormStyle
{
    /// <summary>The style sheet.</summary>
    public const string Sheet = """
        :root{color-scheme:light dark;--ink:#1c2423;--soft:#5b6664;--line:#8a9694;--paper:#fff;--ground:#f3f5f4;--brand:#0f766e;--on:#fff;--wrong:#b42318}
        @media(prefers-color-scheme:dark){:root{--ink:#e8eeec;--soft:#a3b0ad;--line:#6b7875;--paper:#1b2221;--ground:#121817;--brand:#2dd4bf;--on:#06201d;--wrong:#ff9a8f}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.6 Inter,system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
        main{max-width:560px;margin:0 auto;padding:24px 20px 40px;background:var(--paper);min-height:100vh}
        .in main{min-height:0}
        @media(min-width:640px){body:not(.in) main{min-height:0;margin:40px auto;padding:36px 40px 44px;border-radius:16px}}
        header{display:flex;gap:16px;justify-content:space-between;align-items:baseline;color:var(--soft);font-size:14px;margin-bottom:20px}
        header a{color:var(--soft)}
        h1{font-size:24px;line-height:1.35;margin:0 0 8px;text-wrap:balance}
        p{margin:0 0 16px;white-space:pre-line}
        .lead{color:var(--soft)}
        .field{margin:0 0 18px}
        label,legend{display:block;font-weight:600;margin:0 0 6px;padding:0}
        fieldset{border:0;margin:0;padding:0}
        .opt{font-weight:400;color:var(--soft);font-size:14px}
        input,select,textarea{width:100%;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:11px 12px;min-height:48px}
        textarea{min-height:104px;resize:vertical}
        input:focus-visible,select:focus-visible,textarea:focus-visible,button:focus-visible,a:focus-visible{outline:3px solid var(--brand);outline-offset:2px}
        [aria-invalid=true]{border-color:var(--wrong);border-width:2px}
        .tick{display:flex;gap:10px;align-items:flex-start;font-weight:400;min-height:32px}
        .tick input{width:20px;height:20px;min-height:0;margin:3px 0 0;flex:none;accent-color:var(--brand)}
        .wrong{color:var(--wrong);font-size:14px;margin:6px 0 0}
        .sum{border:1px solid var(--wrong);border-radius:10px;padding:12px 14px;color:var(--wrong)}
        button{width:100%;font:inherit;font-weight:600;min-height:50px;border:0;border-radius:10px;background:var(--brand);color:var(--on);cursor:pointer}
        .more{position:absolute;left:-9999px;width:1px;height:1px;overflow:hidden}
        .done{text-align:center;padding:48px 0}
        .done h1::before{content:"✓";display:block;width:64px;height:64px;line-height:64px;margin:0 auto 16px;border-radius:50%;background:var(--brand);color:var(--on);font-size:32px}
        """;

    /// <summary>How the policy names it.</summary>
    public static string Hash { get; } = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Sheet)))}'";
}
