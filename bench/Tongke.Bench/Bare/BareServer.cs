using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Tongke.Storage;

namespace Tongke.Bench.Bare;

/// <summary>The limit to measure against: minimal-API endpoints with hand-written SQL over the product's own storage, at the same durability, without rights, rules or schema.</summary>
internal static class BareServer
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static async Task<int> RunAsync(string url, string location)
    {
        await using var database = await Database.OpenAsync(DatabaseLocation.Parse(location));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        var app = builder.Build();
        var person = await database.ScalarAsync<Guid>(Sql.Literal("select id from \"user\" where deleted_at is null limit 1"));
        app.MapGet("/healthz", () => "ok");
        app.MapPost("/lead", (HttpContext http) => CreateAsync(http, database, person));
        app.MapGet("/lead/{id:guid}", (HttpContext http, Guid id) => RowsAsync(http, database, BareStatements.Lead(id), LeadRow));
        app.MapGet("/leads", (HttpContext http, string status, DateTimeOffset? after, Guid? id) => RowsAsync(http, database, BareStatements.Leads(status, after, id ?? default), ListedLead));
        app.MapGet("/closing", (HttpContext http, DateOnly? after, Guid? id) => RowsAsync(http, database, BareStatements.ClosingDeals(after, id ?? default), Deal));
        app.MapGet("/deals", (HttpContext http, DateTimeOffset? after, Guid? id) => RowsAsync(http, database, BareStatements.Deals(after, id ?? default), Deal));
        app.MapGet("/count", async (HttpContext http) => (await database.ScalarAsync<long>(BareStatements.Count, http.RequestAborted)).ToString(CultureInfo.InvariantCulture));
        app.MapGet("/groups", (HttpContext http) => RowsAsync(http, database, BareStatements.Groups, Group));
        app.MapGet("/search", (HttpContext http, string words) => RowsAsync(http, database, BareStatements.Search(words), FoundLead));
        BareSales.Map(app, database);
        await app.RunAsync();
        return 0;
    }

    private static async Task CreateAsync(HttpContext http, Database database, Guid person)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body, default, http.RequestAborted);
        string Text(string name) => body.RootElement.GetProperty(name).GetString()!;
        var lead = new NewLead(Text("name"), Text("company"), Text("title"), Text("source"), Text("mobile"), Text("email"), Text("industry"), body.RootElement.GetProperty("estimated_amount").GetInt64());
        var now = DateTimeOffset.UtcNow;
        var id = Guid.CreateVersion7(now);
        var batch = new WriteBatch();
        batch.Add(BareStatements.InsertLead(id, now, person, lead), Expect.One);
        batch.Add(BareStatements.InsertChange(Guid.CreateVersion7(now), "lead", id, now, BareStatements.Diff(now, person, lead), person));
        if (await database.WriteAsync(batch, http.RequestAborted) is not Committed)
        {
            http.Response.StatusCode = StatusCodes.Status409Conflict;
            return;
        }

        http.Response.StatusCode = StatusCodes.Status201Created;
        http.Response.Headers.Location = $"/lead/{id}";
        http.Response.ContentType = "application/json; charset=utf-8";
        await http.Response.WriteAsync(body.RootElement.GetRawText(), http.RequestAborted);
    }

    private static async Task RowsAsync(HttpContext http, Database database, Sql sql, Action<Rows, Utf8JsonWriter> write)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        await using var writer = new Utf8JsonWriter(http.Response.BodyWriter, Json);
        writer.WriteStartArray();
        await using (var rows = await database.QueryAsync(sql, http.RequestAborted))
        {
            while (await rows.ReadAsync(http.RequestAborted))
            {
                writer.WriteStartObject();
                write(rows, writer);
                writer.WriteEndObject();
            }
        }

        writer.WriteEndArray();
        await writer.FlushAsync(http.RequestAborted);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    private static void LeadRow(Rows rows, Utf8JsonWriter writer)
    {
        Id(rows, writer, 0, "id");
        string[] texts = ["name", "company", "title", "status", "source", "mobile", "email", "region", "industry"];
        for (var i = 0; i < texts.Length; i++)
            Text(rows, writer, i + 1, texts[i]);
        writer.WritePropertyName("estimated_amount");
        rows.WriteDecimal(10, 2, writer);
        writer.WritePropertyName("rating");
        rows.WriteInt64(11, writer);
        Text(rows, writer, 12, "description");
        Instant(rows, writer, 13, "created_at");
        Instant(rows, writer, 14, "updated_at");
        writer.WritePropertyName("version");
        rows.WriteInt64(15, writer);
    }

    private static void ListedLead(Rows rows, Utf8JsonWriter writer)
    {
        Id(rows, writer, 0, "id");
        string[] texts = ["name", "company", "mobile", "status", "source", "region"];
        for (var i = 0; i < texts.Length; i++)
            Text(rows, writer, i + 1, texts[i]);
        Instant(rows, writer, 7, "created_at");
        Related(rows, writer, 8, "owner", "name");
        Related(rows, writer, 10, "product", "name");
    }

    private static void Deal(Rows rows, Utf8JsonWriter writer)
    {
        Id(rows, writer, 0, "id");
        Text(rows, writer, 1, "name");
        writer.WritePropertyName("amount");
        rows.WriteDecimal(2, 2, writer);
        writer.WritePropertyName("probability");
        rows.WriteDecimal(3, 2, writer);
        writer.WritePropertyName("close_date");
        rows.WriteDate(4, writer);
        Text(rows, writer, 5, "status");
        Instant(rows, writer, 6, "created_at");
        Related(rows, writer, 7, "account", "name", "industry");
        Related(rows, writer, 10, "stage", "name");
    }

    private static void Group(Rows rows, Utf8JsonWriter writer)
    {
        Id(rows, writer, 0, "stage");
        writer.WritePropertyName("n");
        rows.WriteInt64(1, writer);
        writer.WritePropertyName("total");
        rows.WriteDecimal(2, 2, writer);
    }

    private static void FoundLead(Rows rows, Utf8JsonWriter writer)
    {
        Id(rows, writer, 0, "id");
        string[] texts = ["name", "company", "mobile", "status"];
        for (var i = 0; i < texts.Length; i++)
            Text(rows, writer, i + 1, texts[i]);
        Instant(rows, writer, 5, "created_at");
    }

    private static void Related(Rows rows, Utf8JsonWriter writer, int at, string name, params ReadOnlySpan<string> texts)
    {
        writer.WriteStartObject(name);
        Id(rows, writer, at, "id");
        for (var i = 0; i < texts.Length; i++)
            Text(rows, writer, at + 1 + i, texts[i]);
        writer.WriteEndObject();
    }

    private static void Id(Rows rows, Utf8JsonWriter writer, int i, string name)
    {
        writer.WritePropertyName(name);
        rows.WriteGuid(i, writer);
    }

    private static void Text(Rows rows, Utf8JsonWriter writer, int i, string name)
    {
        writer.WritePropertyName(name);
        rows.WriteText(i, writer);
    }

    private static void Instant(Rows rows, Utf8JsonWriter writer, int i, string name)
    {
        writer.WritePropertyName(name);
        rows.WriteInstant(i, writer);
    }
}
