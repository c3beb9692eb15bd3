namespace Tongke.Bench.Data;

/// <summary>Names as they stand in Chinese spreadsheets, the same every time.</summary>
internal sealed class Names(Random chance)
{
    private static readonly string[] Cities = ["北京", "上海", "深圳", "广州", "杭州", "苏州", "南京", "成都", "武汉", "西安", "重庆", "天津", "宁波", "青岛", "长沙", "郑州", "合肥", "厦门", "无锡", "佛山"];
    private static readonly string[] Forms = ["有限公司", "有限公司", "有限公司", "股份有限公司", "有限责任公司"];
    private static readonly string[] Needs = ["升级项目", "采购", "扩建项目", "年度框架", "试点", "二期", "改造项目", "续约"];
    private const string Brand = "云海天瑞华信恒通盛达宏图金鼎明远博雅永泰康宁正和聚力汇丰新锐智联卓越凯旋启航晨光凌峰海纳星辰飞跃长青德润国安同舟众诚百川万象中兴东方南山北斗西岭";
    private const string Surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷";
    private const string Given = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂兰文华玉萍红玲建国志海燕鹏辉宇浩然子轩雨欣梓涵思远晓东丹阳佳琪俊凯";

    /// <summary>Trades, the commonest first: about one company in four is in the first of them.</summary>
    private static readonly string[] Trades = ["科技", "智能装备", "信息技术", "精密机械", "新材料", "电子", "医疗器械", "物流", "食品", "环保工程", "自动化", "汽车零部件", "生物医药", "建筑工程", "网络"];

    /// <summary>A company, and the part of its name that tells it from others.</summary>
    public (string Name, string Key) Company()
    {
        var trade = Trades[(int)(Trades.Length * Math.Pow(chance.NextDouble(), 2))];
        var brand = $"{Of(Brand)}{Of(Brand)}{(chance.Next(3) == 0 ? Of(Brand) : "")}";
        return ($"{Of(Cities)}{brand}{trade}{Of(Forms)}", brand + trade);
    }

    public string Person() => $"{Of(Surnames)}{Of(Given)}{(chance.Next(3) > 0 ? Of(Given) : "")}";

    public string Need() => Of(Needs);

    public string City() => Of(Cities);

    public string Mobile() => $"+861{"3578"[chance.Next(4)]}{chance.Next(1_000_000_000):D9}";

    /// <summary>Two neighbouring characters from the middle of a company's name, of which few companies have both.</summary>
    public string RareWord() => $"{Of(Brand)}{Of(Brand)}";

    public T Of<T>(T[] items) => items[chance.Next(items.Length)];

    private string Of(string characters) => characters[chance.Next(characters.Length)].ToString();
}
