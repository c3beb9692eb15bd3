using System.Text.Json;
using Tongke.Crm.HandOvers;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Server.Meta;

/// <summary>The menu: the objects a person sees, by the groups their definitions name, and the pages that show figures of them.</summary>
internal static class Menus
{
    private const string SetUp = "setup";

    private static readonly (string Group, Label Label, string Icon)[] Groups =
    [
        ("customers", new("客户", "Customers"), "users"),
        ("marketing", new("营销", "Marketing"), "megaphone"),
        ("sales", new("销售", "Sales"), "target"),
        ("contracts", new("合同与回款", "Contracts"), "handshake"),
        ("tenders", new("招标采购", "Tenders"), "campaign"),
        ("service", new("服务", "Service"), "headset"),
        ("work", new("协作", "Work"), "check"),
        (SetUp, new("设置", "Settings"), "settings"),
    ];

    /// <summary>Pages of the administrators, each for those who may change every record it shows; objects that a page shows whole have no list beside it.</summary>
    private static readonly (string Page, Label Label, string Icon, string[] Objects)[] AdministrationPages =
    [
        ("objects", new("对象与字段", "Objects and fields"), "boxes", ["object_customisation"]),
        ("roles", new("角色与权限", "Roles and permissions"), "role", ["role"]),
        ("people", new("用户与部门", "People"), "users", ["user", "department"]),
        ("security", new("安全与审计", "Security"), "lock", ["user"]),
        ("company", new("公司设置", "Company"), "landmark", ["company_setting", "currency_rate", "holiday"]),
    ];

    /// <summary>Pages beside the lists, each for those who see the object it is about. Where the page takes the place of the list, the list is left out.</summary>
    private static readonly (string Group, string Object, string Name, Label Label, string Icon, bool IsInsteadOfList, bool ForThoseWhoChange)[] Pages =
    [
        ("customers", "sea_pool", "pools", new("公海", "Public pools"), "layers", false, false),
        ("marketing", "lead_form", "lead-forms", new("获客表单", "Lead forms"), "inbox", true, true),
        ("sales", "opportunity", "sales", new("销售概览", "Overview"), "chart", false, false),
        ("sales", "sales_target", "forecast", new("目标与预测", "Targets and forecast"), "gauge", true, false),
        ("contracts", "payment_plan", "ageing", new("账龄分析", "Ageing"), "hourglass", false, false),
        (SetUp, "duplicate_group", "duplicates", new("重复数据", "Duplicates"), "copy", true, true),
        (SetUp, "quality_snapshot", "quality", new("数据质量", "Data quality"), "quality", true, false),
    ];

    private static readonly Label Start = new("工作台", "Home");

    private static readonly string[] Order = ["lead", "account", "contact", "opportunity", "quote", "sales_target", "contract", "sales_order", "delivery", "payment_plan", "payment", "invoice", "invoice_title", "contract_change", "tender_project", "tender", "bid", "bid_score", "activity", "task", "product", "price_book", "pipeline", "stage"];

    public static void Write(Utf8JsonWriter writer, Session session, IReadOnlyList<ObjectSchema> visible, Language language)
    {
        writer.WriteStartArray("menus");
        var shown = visible.Where(o => !o.Definition.System && !IsPart(o) && session.Access.On(o).May(RecordAction.Read)).ToArray();
        var known = Groups.Select(g => g.Group).ToHashSet();
        var pages = AdministrationPages.Where(p => Array.TrueForAll(p.Objects, o => session.Access.On(session.Schema[o]).Edit == Constant.True)).ToArray();
        WriteStart(writer, language);
        foreach (var (name, label, icon) in Groups)
        {
            var objects = shown
                .Where(o => !pages.Any(p => p.Objects.Contains(o.Name)))
                .Where(o => name != SetUp || HasPage(o.Name) || MayChange(session.Access.On(o)))
                .Where(o => o.Definition.Group == name || (name == "work" && (o.Definition.Group is null || !known.Contains(o.Definition.Group))))
                .OrderBy(o => Array.IndexOf(Order, o.Name) is >= 0 and var place ? place : Order.Length)
                .ThenBy(o => o.Name, StringComparer.Ordinal)
                .ToArray();
            var figures = Pages.Where(p => p.Group == name && shown.Any(o => o.Name == p.Object) && (!p.ForThoseWhoChange || MayChange(session.Access.On(session.Schema[p.Object])))).ToArray();
            var lists = objects.Where(o => !HasPage(o.Name)).ToArray();
            var handOver = name == SetUp ? visible.FirstOrDefault(o => o.Name == HandOver.ObjectName && session.Access.On(o).May(RecordAction.Create)) : null;
            if (lists.Length == 0 && figures.Length == 0 && handOver is null && !(name == SetUp && pages.Length > 0))
                continue;

            writer.WriteStartObject();
            writer.WriteString("label", label.In(language));
            writer.WriteString("icon", icon);
            writer.WriteStartArray("items");
            foreach (var page in figures)
                WritePage(writer, page.Name, page.Label.In(language), page.Icon, page.IsInsteadOfList ? page.Object : null);
            if (name == SetUp)
                foreach (var page in pages)
                    WritePage(writer, $"admin/{page.Page}", page.Label.In(language), page.Icon);

            // A system object has no list in the menu, but who gives work to others looks for it there.
            foreach (var definition in handOver is null ? lists : [handOver, .. lists])
            {
                writer.WriteStartObject();
                writer.WriteString("object", definition.Name);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>The page everybody begins on, above the groups.</summary>
    private static void WriteStart(Utf8JsonWriter writer, Language language)
    {
        writer.WriteStartObject();
        writer.WriteString("label", "");
        writer.WriteStartArray("items");
        WritePage(writer, "bench", Start.In(language), "home");
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WritePage(Utf8JsonWriter writer, string page, string label, string icon, string? list = null)
    {
        writer.WriteStartObject();
        writer.WriteString("page", page);
        writer.WriteString("label", label);
        writer.WriteString("icon", icon);
        if (list is not null)
            writer.WriteString("list", list);

        writer.WriteEndObject();
    }

    /// <summary>Whether the person may make or change any: what the company is set up with stands in the menu only for those who set it up.</summary>
    private static bool MayChange(ObjectAccess access) => access.May(RecordAction.Create) || access.May(RecordAction.Edit);

    private static bool HasPage(string name) => Pages.Any(p => p.IsInsteadOfList && p.Object == name);

    /// <summary>Lines and links live on the page of the record they go with; in the menu they would lead nowhere.</summary>
    private static bool IsPart(ObjectSchema definition) =>
        definition.Definition.Group is null && definition.Fields.Any(f => f.Definition is { Required: true, OnDelete: DeleteRule.Cascade });
}
