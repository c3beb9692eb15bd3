using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Tests.Records;

/// <summary>A small package for tests of the write path: customers, orders with lines, and a region tree.</summary>
internal static class Shop
{
    public static Package Package(params Rule[] rules) => new() { Name = "shop", Objects = [.. Texts.Select(ObjectDefinitions.Read)], Rules = rules };

    private static readonly string[] Texts =
    [
        """
        { "name": "customer", "label": {"zh": "客户", "en": "Customer"}, "fields": [
          { "name": "name", "type": "text", "label": {"zh": "名称", "en": "Name"}, "required": true, "search": true },
          { "name": "code", "type": "text", "label": {"zh": "编码", "en": "Code"}, "unique": true },
          { "name": "mobile", "type": "phone", "label": {"zh": "手机", "en": "Mobile"} },
          { "name": "parent", "type": "lookup", "object": "customer", "label": {"zh": "上级", "en": "Parent"} },
          { "name": "level", "type": "select", "label": {"zh": "级别", "en": "Level"}, "default": "b", "options": [
            { "value": "a", "label": {"zh": "甲", "en": "A"} }, { "value": "b", "label": {"zh": "乙", "en": "B"} } ] },
          { "name": "note", "type": "text", "label": {"zh": "备注", "en": "Note"}, "requiredWhen": "level = \"a\"" },
          { "name": "orders", "type": "rollup", "label": {"zh": "订单数", "en": "Orders"}, "rollup": { "object": "purchase", "field": "customer", "function": "count" } },
          { "name": "paid", "type": "rollup", "label": {"zh": "已付", "en": "Paid"}, "scale": 2, "rollup": { "object": "purchase", "field": "customer", "function": "sum", "of": "total", "filter": "status = \"paid\"" } }
        ] }
        """,
        """
        { "name": "purchase", "label": {"zh": "订单", "en": "Order"}, "nameField": "number", "fields": [
          { "name": "number", "type": "auto_number", "label": {"zh": "编号", "en": "Number"}, "number": { "parts": [{"text": "SO-"}, {"date": "yyyyMM"}, {"text": "-"}, {"counter": 4}], "reset": "month" } },
          { "name": "customer", "type": "lookup", "object": "customer", "label": {"zh": "客户", "en": "Customer"}, "required": true },
          { "name": "status", "type": "select", "label": {"zh": "状态", "en": "Status"}, "default": "open", "options": [
            { "value": "open", "label": {"zh": "未付", "en": "Open"} }, { "value": "paid", "label": {"zh": "已付", "en": "Paid"} } ] },
          { "name": "price", "type": "decimal", "precision": 12, "scale": 2, "label": {"zh": "单价", "en": "Price"} },
          { "name": "quantity", "type": "integer", "label": {"zh": "数量", "en": "Quantity"}, "default": 1 },
          { "name": "total", "type": "formula", "result": "decimal", "scale": 2, "formula": "price * quantity", "label": {"zh": "合计", "en": "Total"} },
          { "name": "customer_level", "type": "formula", "result": "text", "formula": "customer.level", "label": {"zh": "客户级别", "en": "Customer level"} }
        ], "validations": [
          { "name": "not_negative", "when": "price < 0", "field": "price", "message": {"zh": "单价不能为负", "en": "The price can't be negative"} } ] }
        """,
        """
        { "name": "purchase_note", "label": {"zh": "订单备注", "en": "Order note"}, "owned": false, "nameField": "text", "fields": [
          { "name": "purchase", "type": "lookup", "object": "purchase", "label": {"zh": "订单", "en": "Order"}, "required": true, "onDelete": "cascade" },
          { "name": "text", "type": "text", "label": {"zh": "内容", "en": "Text"} }
        ] }
        """,
    ];
}
