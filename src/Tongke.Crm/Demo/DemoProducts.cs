using Tongke.Crm.Sales;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Demo;

/// <summary>What the sample company sells.</summary>
internal static class DemoProducts
{
    private static readonly (string Code, string Name, string Series, decimal Price, string Unit)[] Catalogue =
    [
        ("ZX-R10", "六轴机器人工作站 R10", "机器人", 268_000, "套"), ("ZX-R20", "六轴机器人工作站 R20", "机器人", 398_000, "套"), ("ZX-C05", "协作机器人 C5", "机器人", 128_000, "台"),
        ("ZX-V01", "视觉检测单元 V1", "检测", 86_000, "套"), ("ZX-V02", "视觉检测单元 V2 Pro", "检测", 158_000, "套"), ("ZX-W10", "智能立体仓库 W10", "仓储", 880_000, "套"),
        ("ZX-A01", "AGV 搬运车 A1", "仓储", 96_000, "台"), ("ZX-L01", "自动上下料机 L1", "产线", 142_000, "台"), ("ZX-L02", "柔性装配线 L2", "产线", 560_000, "套"),
        ("ZX-M01", "产线数据采集系统", "软件", 68_000, "套"), ("ZX-M02", "能耗监测平台", "软件", 52_000, "套"), ("ZX-S01", "年度维保服务", "服务", 36_000, "年"),
    ];

    /// <summary>Makes the catalogue, cheapest products last.</summary>
    public static async ValueTask<IReadOnlyList<(Id<Product> Id, decimal Price)>> MakeAsync(DemoCompany demo, CancellationToken ct)
    {
        var products = new List<(Id<Product> Id, decimal Price)>();
        foreach (var (code, name, series, price, unit) in Catalogue)
        {
            var product = demo.Make<Product>();
            product.Code = code;
            product.Name = name;
            product.Series = series;
            product.Price = price;
            product.Unit = unit;
            products.Add((new Id<Product>(product.Id), price));
        }

        await demo.CommitAsync(ct);
        return products;
    }
}
