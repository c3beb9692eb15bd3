using System.Text;
using System.Text.Json;
using QRCoder;
using Tongke.Crm.LeadForms;
using Tongke.Crm.Sales;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Server.Errors;
using Tongke.Server.Http;
using Tongke.Server.Records;
using Task = System.Threading.Tasks.Task;

namespace Tongke.Server.LeadForms;

/// <summary>What the page asks on which a form is designed: its links, codes and figures, and how it will look.</summary>
public static class LeadFormPages
{
    private const int PixelsPerModule = 10;

    /// <summary>Links and figures of a form: <c>GET /api/pages/lead-form/{id}</c>.</summary>
    public static async Task ReadAsync(HttpContext http, Guid id, Workspace workspace)
    {
        var ct = http.RequestAborted;
        var session = workspace.Open(http.GetActor());
        var form = LeadForm.Over(await FindAsync(session, LeadForm.ObjectName, LeadForm.Fields.Token, id, ct));
        var definition = session.Schema[LeadChannel.ObjectName];
        var channels = session.Access.On(definition).MayRead(definition[LeadChannel.Fields.Code])
            ? (await session.FindWhereAsync(definition, Kernel.Expressions.Condition.Equal(new Kernel.Expressions.FieldPath(definition[LeadChannel.Fields.Form]), id), ct: ct)).Select(LeadChannel.Over).ToArray()
            : [];
        var counts = await FormUse.OfAsync(workspace.Database, id, ct);
        var whole = counts.FirstOrDefault(c => c.Channel is null);
        await http.Response.WriteAsJsonAsync(
            new
            {
                url = $"{PublicAddress.Of(http)}/f/{form.Token}",
                whole.Views,
                whole.Taken,
                whole.Refused,
                channels = channels.Select(c => new { c.Id, url = $"{PublicAddress.Of(http)}/c/{c.Code}", counts.FirstOrDefault(u => u.Channel == c.Id).Views, counts.FirstOrDefault(u => u.Channel == c.Id).Taken }),
            },
            PageJson.Snake,
            ct);
    }

    /// <summary>The lead's fields that a form may ask for: <c>GET /api/lead-forms/fields</c>.</summary>
    public static async Task FieldsAsync(HttpContext http, Workspace workspace)
    {
        var session = workspace.Open(http.GetActor());
        var lead = session.Schema[Lead.ObjectName];
        await http.Response.WriteAsJsonAsync(new { fields = FormQuestion.Askable(lead).Where(session.Access.On(lead).MayRead).Select(f => f.Name) }, PageJson.Snake, http.RequestAborted);
    }

    /// <summary>The form as visitors will see it, from values that are not saved: <c>POST /api/lead-forms/preview</c>.</summary>
    public static async Task PreviewAsync(HttpContext http, Workspace workspace)
    {
        var ct = http.RequestAborted;
        var session = workspace.Open(http.GetActor());
        var definition = session.Schema[LeadForm.ObjectName];
        if (!session.Access.On(definition).May(RecordAction.Create) && !session.Access.On(definition).May(RecordAction.Edit))
            Refusals.ThrowIfAny(new Forbidden(new("forbidden_action", definition.Label, RecordAction.Edit.Label())));

        var body = await RequestBody.ReadObjectAsync(http);
        var language = body.TryGetProperty("lang", out var asked) && asked.ValueKind == JsonValueKind.String && asked.GetString() == "en" ? Language.English : Language.Chinese;

        // Never committed: the record only carries the values to the page.
        var form = LeadForm.Over(session.Add(definition));
        Refusals.ThrowIfAny(await RecordInput.ApplyAsync(session, form.Record, body, ["lang"], ct));
        Refusals.ThrowIfAny(await new CheckForm().RunAsync(form, session, ct));
        var page = new FormPage(language, await PublicFormEndpoints.CompanyAsync(workspace, ct), embedded: false);
        var html = page.OfForm(form, session.Schema[Lead.ObjectName], new FormRequest(language, null, false, new Dictionary<string, string>(), null, null), "", "about:blank?", new Dictionary<string, string[]>(), []);
        await http.Response.WriteAsJsonAsync(new { html }, PageJson.Snake, ct);
    }

    /// <summary>The QR code of a form's link or a channel's: <c>GET /api/lead-forms/{id}/qr.svg</c>, <c>GET /api/lead-channels/{id}/qr.png</c>.</summary>
    public static async Task CodeAsync(HttpContext http, Guid id, string kind, bool ofChannel, Workspace workspace)
    {
        var session = workspace.Open(http.GetActor());
        var url = ofChannel
            ? $"/c/{LeadChannel.Over(await FindAsync(session, LeadChannel.ObjectName, LeadChannel.Fields.Code, id, http.RequestAborted)).Code}"
            : $"/f/{LeadForm.Over(await FindAsync(session, LeadForm.ObjectName, LeadForm.Fields.Token, id, http.RequestAborted)).Token}";
        var address = PublicAddress.Of(http) is { Length: > 0 } known ? known : $"{http.Request.Scheme}://{http.Request.Host}";
        using var code = QRCodeGenerator.GenerateQrCode(address + url, QRCodeGenerator.ECCLevel.M);
        http.Response.ContentType = kind == "svg" ? "image/svg+xml; charset=utf-8" : "image/png";
        if (kind == "svg")
        {
            using var svg = new SvgQRCode(code);
            await http.Response.WriteAsync(svg.GetGraphic(PixelsPerModule), http.RequestAborted);
        }
        else
        {
            using var png = new PngByteQRCode(code);
            await http.Response.Body.WriteAsync(png.GetGraphic(PixelsPerModule), http.RequestAborted);
        }
    }

    /// <summary>What a lead scores and why: <c>GET /api/pages/lead-score/{id}</c>.</summary>
    public static async Task ScoreAsync(HttpContext http, Guid id, Workspace workspace)
    {
        var (score, refusal) = await ReadScore.RunAsync(id, workspace.Open(http.GetActor()), http.RequestAborted);
        Refusals.ThrowIfAny(refusal);
        await http.Response.WriteAsJsonAsync(score, PageJson.Snake, http.RequestAborted);
    }

    /// <summary>How far the scoring of all leads is, for who sees the rules: <c>GET /api/pages/lead-scores</c>.</summary>
    public static async Task ProgressAsync(HttpContext http, Workspace workspace)
    {
        var session = workspace.Open(http.GetActor());
        var definition = session.Schema[ScoreRule.ObjectName];
        if (!session.Access.On(definition).May(RecordAction.Read))
            Refusals.ThrowIfAny(new Forbidden(new("forbidden_action", definition.Label, RecordAction.Read.Label())));

        var progress = await RecalculateScores.ProgressAsync(workspace.Database, http.RequestAborted);
        await http.Response.WriteAsJsonAsync(new { done = progress?.Done ?? 0, total = progress?.Total ?? 0, finished = progress?.Finished ?? true }, PageJson.Snake, http.RequestAborted);
    }

    /// <summary>The record, where the actor may see it and its link.</summary>
    private static async ValueTask<Record> FindAsync(Session session, string name, string link, Guid id, CancellationToken ct)
    {
        var definition = session.Schema[name];
        var found = await session.FindAsync(definition, id, RecordAction.Read, ct);
        Refusals.ThrowIfAny(found.Refusal);
        if (!session.Access.On(definition).MayRead(definition[link]))
            Refusals.ThrowIfAny(new Forbidden(new("forbidden_action", definition.Label, RecordAction.Read.Label())));

        return found.Record!;
    }
}
