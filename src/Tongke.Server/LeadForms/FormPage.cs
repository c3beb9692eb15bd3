using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Tongke.Crm.LeadForms;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Server.LeadForms;

/// <summary>The page of a public form: whole without scripts, in the visitor's language. All that anybody typed stands in it as text.</summary>
internal sealed class FormPage(Language language, string company, bool embedded)
{
    /// <summary>The field that people don't see and machines fill in.</summary>
    public const string Trap = "company_fax";

    /// <summary>What the names of answers begin with.</summary>
    public const string Answer = "f.";

    /// <summary>The tick of the terms.</summary>
    public const string Consent = "consent";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder html = new();

    /// <summary>The form, with what was filled in and what is wrong with it.</summary>
    public string OfForm(LeadForm form, ObjectSchema lead, FormRequest request, string stamp, string action, IReadOnlyDictionary<string, string[]> answers, IReadOnlyList<Problem> problems)
    {
        Begin(Title(form), form, switchTo: action);
        html.Append("<h1>").Append(Text(Title(form))).Append("</h1>");
        if (In(form.IntroZh, form.IntroEn) is { } intro)
            html.Append("<p class=\"lead\">").Append(Text(intro)).Append("</p>");
        if (problems.Count > 0)
            Summary(problems);

        html.Append("<form method=\"post\" action=\"").Append(Text(action)).Append("\" novalidate>");
        foreach (var (name, value) in request.Carried.Append(("stamp", stamp)))
            Hidden(name, value);
        foreach (var question in FormQuestion.Of(form, lead))
            Question(question, answers.GetValueOrDefault(question.Field.Name, []), problems.FirstOrDefault(p => p.Target == question.Field.Name));

        html.Append("<div class=\"more\" aria-hidden=\"true\"><label for=\"").Append(Trap).Append("\">Fax</label><input id=\"").Append(Trap).Append("\" name=\"").Append(Trap).Append("\" tabindex=\"-1\" autocomplete=\"off\"></div>");
        if (In(form.ConsentZh, form.ConsentEn) is { } terms)
            Terms(terms, answers.ContainsKey(Consent), problems.FirstOrDefault(p => p.Target == LeadForm.Fields.ConsentZh));
        html.Append("<button>").Append(Text(In(form.SubmitZh, form.SubmitEn) ?? new Message("form_page_submit").In(language))).Append("</button></form>");
        return End();
    }

    /// <summary>What is said once it was sent.</summary>
    public string OfThanks(LeadForm form)
    {
        Begin(Title(form), form, switchTo: null);
        html.Append("<div class=\"done\" role=\"status\"><h1>").Append(Text(new Message("form_page_thanks").In(language))).Append("</h1><p>")
            .Append(Text(In(form.ThanksZh, form.ThanksEn) ?? new Message("form_page_thanks_text").In(language))).Append("</p></div>");
        return End();
    }

    /// <summary>A page that only says something.</summary>
    public string OfNotice(Message title, Message text)
    {
        Begin(title.In(language), form: null, switchTo: null);
        html.Append("<h1>").Append(Text(title.In(language))).Append("</h1><p>").Append(Text(text.In(language))).Append("</p>");
        return End();
    }

    private void Begin(string title, LeadForm? form, string? switchTo)
    {
        html.Append("<!doctype html><html lang=\"").Append(language == Language.English ? "en" : "zh-CN").Append("\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><meta name=\"robots\" content=\"noindex\"><title>")
            .Append(Text(title)).Append("</title><style>").Append(FormStyle.Sheet).Append("</style>");
        if (embedded)
            html.Append("<script src=\"/f/frame.js\" defer></script>");
        html.Append("</head><body").Append(embedded ? " class=\"in\"" : "").Append("><main><header><span>").Append(Text(company)).Append("</span>");
        if (switchTo is not null && form?.TitleEn is { Length: > 0 })
        {
            var (other, name) = language == Language.English ? ("zh", "中文") : ("en", "English");
            html.Append("<a href=\"").Append(Text($"{switchTo}&lang={other}")).Append("\" lang=\"").Append(other).Append("\">").Append(name).Append("</a>");
        }

        html.Append("</header>");
    }

    private string End() => html.Append("</main></body></html>").ToString();

    private void Summary(IReadOnlyList<Problem> problems)
    {
        html.Append("<div class=\"sum\" role=\"alert\"><p>").Append(Text(new Message("form_page_check").In(language))).Append("</p>");
        foreach (var problem in problems.Where(p => p.Target is null))
            html.Append("<p>").Append(Text(problem.Message.In(language))).Append("</p>");
        html.Append("</div><br>");
    }

    private void Question(FormQuestion question, string[] given, Problem? problem)
    {
        var (field, id) = (question.Field, Answer + question.Field.Name);
        var (type, label) = (field.Definition.Type, question.Label.In(language));
        html.Append("<div class=\"field\">");
        if (type == "boolean")
        {
            Tick(id, "1", label, given.Length > 0, problem, id);
        }
        else if (type == "multi_select")
        {
            html.Append("<fieldset").Append(problem is null ? "" : " aria-describedby=\"").Append(problem is null ? "" : Text(id) + "-w\"").Append("><legend>").Append(Text(label)).Append(Optional(question)).Append("</legend>");
            foreach (var (index, option) in field.Definition.Options.Index())
                Tick(id, option.Value, option.Label.In(language), given.Contains(option.Value), null, $"{id}-{index}");
            html.Append("</fieldset>");
        }
        else
        {
            html.Append("<label for=\"").Append(Text(id)).Append("\">").Append(Text(label)).Append(Optional(question)).Append("</label>");
            Input(question, id, given.FirstOrDefault() ?? "", problem is not null);
        }

        if (problem is not null)
            html.Append("<p class=\"wrong\" id=\"").Append(Text(id)).Append("-w\">").Append(Text(problem.Message.In(language))).Append("</p>");
        html.Append("</div>");
    }

    private void Input(FormQuestion question, string id, string value, bool isWrong)
    {
        var field = question.Field;
        var common = $" id=\"{Text(id)}\" name=\"{Text(id)}\"{(question.Required ? " required" : "")}{(isWrong ? $" aria-invalid=\"true\" aria-describedby=\"{Text(id)}-w\"" : "")}";
        switch (field.Definition.Type)
        {
            case "long_text":
                html.Append("<textarea").Append(common).Append(" rows=\"4\" maxlength=\"2000\">\n").Append(Text(value)).Append("</textarea>");
                break;
            case "select":
                html.Append("<select").Append(common).Append("><option value=\"\"></option>");
                foreach (var option in field.Definition.Options)
                    html.Append("<option value=\"").Append(Text(option.Value)).Append('"').Append(option.Value == value ? " selected" : "").Append('>').Append(Text(option.Label.In(language))).Append("</option>");
                html.Append("</select>");
                break;
            default:
                html.Append("<input").Append(common).Append(Kind(field)).Append(" value=\"").Append(Text(value)).Append("\">");
                break;
        }
    }

    /// <summary>What keyboard a phone shows, and what a browser fills in by itself.</summary>
    private static string Kind(FieldSchema field) => (field.Definition.Type, field.Name) switch
    {
        ("phone", _) => " type=\"tel\" autocomplete=\"tel\" maxlength=\"60\"",
        ("email", _) => " type=\"email\" autocomplete=\"email\" maxlength=\"254\"",
        ("url", _) => " type=\"url\" autocomplete=\"url\" maxlength=\"500\"",
        ("date", _) => " type=\"date\"",
        ("integer", _) => " inputmode=\"numeric\" maxlength=\"20\"",
        ("decimal", _) => " inputmode=\"decimal\" maxlength=\"30\"",
        (_, "name") => " autocomplete=\"name\" maxlength=\"100\"",
        (_, "company") => " autocomplete=\"organization\" maxlength=\"200\"",
        (_, "title") => " autocomplete=\"organization-title\" maxlength=\"100\"",
        _ => " maxlength=\"500\"",
    };

    private void Tick(string name, string value, string label, bool ticked, Problem? problem, string id) => html
        .Append("<label class=\"tick\" for=\"").Append(Text(id)).Append("\"><input type=\"checkbox\" id=\"").Append(Text(id)).Append("\" name=\"").Append(Text(name)).Append("\" value=\"").Append(Text(value)).Append('"')
        .Append(ticked ? " checked" : "").Append(problem is null ? "" : $" aria-invalid=\"true\" aria-describedby=\"{Text(name)}-w\"").Append("><span>").Append(Text(label)).Append("</span></label>");

    private void Terms(string terms, bool ticked, Problem? problem)
    {
        html.Append("<div class=\"field\">");
        Tick(Consent, "1", terms, ticked, problem, Consent);
        if (problem is not null)
            html.Append("<p class=\"wrong\" id=\"").Append(Consent).Append("-w\">").Append(Text(problem.Message.In(language))).Append("</p>");
        html.Append("</div>");
    }

    private void Hidden(string name, string value) => html.Append("<input type=\"hidden\" name=\"").Append(Text(name)).Append("\" value=\"").Append(Text(value)).Append("\">");

    private string Optional(FormQuestion question) => question.Required ? "" : $" <span class=\"opt\">{Text(new Message("form_page_optional").In(language))}</span>";

    private string Title(LeadForm form) => In(form.TitleZh, form.TitleEn) ?? "";

    /// <summary>The text in the visitor's language; the other one where there is none.</summary>
    private string? In(string? chinese, string? english)
    {
        var (first, second) = language == Language.English ? (english, chinese) : (chinese, english);
        return !string.IsNullOrWhiteSpace(first) ? first : string.IsNullOrWhiteSpace(second) ? null : second;
    }

    private static string Text(string text) => Encoder.Encode(text);
}
