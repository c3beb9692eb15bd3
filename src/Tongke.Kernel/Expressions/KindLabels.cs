using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Expressions;

/// <summary>What people call the kinds of values.</summary>
public static class KindLabels
{
    /// <summary>The word for <paramref name="kind"/>.</summary>
    public static Label Of(ValueKind kind) => kind switch
    {
        ValueKind.Boolean => new("是/否", "yes/no"),
        ValueKind.Integer => new("整数", "whole number"),
        ValueKind.Decimal => new("数值", "number"),
        ValueKind.Text => new("文本", "text"),
        ValueKind.Date => new("日期", "date"),
        ValueKind.Time => new("时刻", "time of day"),
        ValueKind.Instant => new("日期时间", "date and time"),
        ValueKind.Id => new("关联记录", "record"),
        ValueKind.Texts => new("多个选项", "list of options"),
        ValueKind.Ids => new("多个记录", "list of records"),
        ValueKind.Json => new("JSON", "JSON"),
        ValueKind.Bytes => new("加密内容", "encrypted content"),
    };
}
