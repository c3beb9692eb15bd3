using System.Globalization;
using System.Text.Json;
using Tongke.Bench.Data;
using Tongke.Bench.Load;
using Tongke.Bench.Servers;

namespace Tongke.Bench.Works;

/// <summary>The works of the table.</summary>
internal static class Catalogue
{
    private const string LeadFields = "name,company,title,status,source,mobile,email,region,industry,estimated_amount,rating,description,created_at,updated_at,version";
    private const string DealList = "$select=name,amount,probability,close_date,status,created_at&$expand=account($select=name,industry),stage($select=name)";
    private const string Leads = "/api/v1/lead?$filter=status%20eq%20'contacted'&$orderby=created_at%20desc&$select=name,company,mobile,status,source,region,created_at&$expand=owner($select=name),product($select=name)";
    private const string Closing = $"/api/v1/opportunity?$filter=status%20eq%20'open'%20and%20amount%20ge%20500000&$orderby=close_date&{DealList}";
    private const string Deals = $"/api/v1/opportunity?$orderby=created_at%20desc&{DealList}";
    private const int Ids = 5_000;

    /// <summary>All works against the loaded data of one workbench.</summary>
    /// <param name="product">Running with that data.</param>
    /// <param name="rows">How many leads there are.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<IReadOnlyList<Work>> MakeAsync(ProductServer product, int rows, CancellationToken ct)
    {
        using var http = product.Client();
        var key = product.Key;
        ReadOnlyMemory<byte> Ask(string path) => RequestText.Get(path, key);

        var ids = await IdsAsync(http, rows, ct);
        var leads = await DeepAsync(http, Leads, rows / 12, ct);
        var closing = await DeepAsync(http, Closing, rows / 8, ct);
        var deals = await DeepAsync(http, Deals, rows / 2, ct);
        var names = new Names(new Random(5));
        var words = Enumerable.Range(0, 300).Select(_ => names.RareWord()).ToArray();
        return
        [
            new("Create a lead", Bar.Create, Creates("/api/v1/lead", key), Creates("/lead", null)) { Behind = product.BehindAsync },
            new("… answered without the record (Prefer: return=minimal)", Bar.Create, Creates("/api/v1/lead", key, "Prefer: return=minimal\r\n"), Creates("/lead", null, "")) { Behind = product.BehindAsync },
            new("Read one lead, 16 fields", Bar.Read, Turns(ids.Select(id => Ask($"/api/v1/lead/{id}?$select={LeadFields}"))), Turns(ids.Select(id => RequestText.Get($"/lead/{id}")))),
            new("List: leads of a status, newest first, owner and product", Bar.Read, Turns(Ask(Leads)), Turns(RequestText.Get("/leads?status=contacted"))),
            new("… a page deep inside", Bar.Read, Turns(Ask(leads.Link)), Turns(RequestText.Get($"/leads?status=contacted{leads.After("created_at")}"))),
            new("List: open deals from 500,000 by close date, account and stage", Bar.Read, Turns(Ask(Closing)), Turns(RequestText.Get("/closing"))),
            new("… a page deep inside", Bar.Read, Turns(Ask(closing.Link)), Turns(RequestText.Get($"/closing?{closing.After("close_date")}"))),
            new("List: all deals, newest first, account and stage", Bar.Read, Turns(Ask(Deals)), Turns(RequestText.Get("/deals"))),
            new("… a page deep inside", Bar.Read, Turns(Ask(deals.Link)), Turns(RequestText.Get($"/deals?{deals.After("created_at")}"))),
            new("Count all deals", Bar.RawSql, Turns(Ask("/api/v1/opportunity/$count")), Turns(RequestText.Get("/count"))) { IsAlone = true },
            new("Group all deals by stage: count, sum", Bar.RawSql, Turns(Ask("/api/v1/opportunity?$apply=groupby((stage),aggregate($count%20as%20n,amount%20with%20sum%20as%20total))")), Turns(RequestText.Get("/groups"))) { IsAlone = true },
            new("Search: 2 characters that some names have", Bar.Search, Turns(words.Select(w => Ask(SearchOf(w)))), Turns(words.Select(w => RequestText.Get($"/search?words={Uri.EscapeDataString(w)}")))) { Requests = words.Length },
            new("Search: 2 characters that every fourth name has (科技)", Bar.Search, Turns(Ask(SearchOf("科技"))), Turns(RequestText.Get($"/search?words={Uri.EscapeDataString("科技")}"))),
        ];
    }

    private static string SearchOf(string words) => $"/api/v1/lead?$search={Uri.EscapeDataString(words)}&$orderby=created_at%20desc&$select=name,company,mobile,status,created_at";

    /// <summary>The requests in turn, for ever.</summary>
    private static Func<ReadOnlyMemory<byte>> Turns(params IEnumerable<ReadOnlyMemory<byte>> requests)
    {
        var all = requests.ToArray();
        var next = -1;
        return () => all[(uint)Interlocked.Increment(ref next) % all.Length];
    }

    /// <summary>A new lead each time, named as the loaded ones are, so that searches afterwards meet the same words as before.</summary>
    private static Func<ReadOnlyMemory<byte>> Creates(string path, string? key, string? header = null)
    {
        var (next, names, gate) = (header is null ? 0 : 50_000_000, new Names(new Random(6)), new Lock()); // no two works use a number twice
        return () =>
        {
            string person, company, number;
            lock (gate)
                (person, company, number) = (names.Person(), names.Company().Name, (++next).ToString("D8", CultureInfo.InvariantCulture));

            return RequestText.Post(path, $$"""{"name":"{{person}}","company":"{{company}}","title":"采购经理","source":"exhibition","mobile":"+86139{{number}}","email":"new{{number}}@example.cn","industry":"manufacturing","estimated_amount":86000,"rating":3}""", key, header ?? "");
        };
    }

    private static async Task<IReadOnlyList<string>> IdsAsync(HttpClient http, int rows, CancellationToken ct)
    {
        var ids = new List<string>();
        for (var i = 0; i < Ids / 1000; i++)
            ids.AddRange((await PageAsync(http, $"/api/v1/lead?$select=name&$orderby=created_at&$top=1000&$skip={rows / Ids * 1000 * i}", ct)).GetProperty("value").EnumerateArray().Select(l => l.GetProperty("id").GetString()!));
        Random.Shared.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(ids));
        return ids;
    }

    private static async Task<DeepPage> DeepAsync(HttpClient http, string path, int skip, CancellationToken ct)
    {
        var page = await PageAsync(http, $"{path}&$skip={skip}", ct);
        var link = new Uri(page.GetProperty("@odata.nextLink").GetString()!).PathAndQuery;
        return new DeepPage(link, page.GetProperty("value").EnumerateArray().Last().Clone());
    }

    private static async Task<JsonElement> PageAsync(HttpClient http, string path, CancellationToken ct)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), ct);
        var text = await answer.Content.ReadAsStringAsync(ct);
        return answer.IsSuccessStatusCode ? JsonElement.Parse(text) : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {text}");
    }

    /// <summary>A page that the product's own continuation leads to, and the record before it.</summary>
    private sealed record DeepPage(string Link, JsonElement Before)
    {
        /// <summary>The same place for the bare server, as query options.</summary>
        public string After(string field) => $"&after={Uri.EscapeDataString(Before.GetProperty(field).GetString()!)}&id={Before.GetProperty("id").GetString()}";
    }
}
