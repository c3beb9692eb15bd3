using System.Net.Http.Headers;
using System.Text.Json;
using System.Xml;
using Microsoft.OData;
using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;
using Microsoft.OData.Edm.Validation;

namespace Tongke.Server.Tests.Contract;

/// <summary>Speaks to the server as software built on Microsoft.OData.Core does: it knows nothing but the served model.</summary>
internal sealed class ODataClient(TestClient client, string address, IEdmModel model, ODataVersion version)
{
    public IEdmModel Model => model;

    private string VersionText => version == ODataVersion.V4 ? "4.0" : "4.01";

    /// <summary>Reads the served model, which has to be free of any fault.</summary>
    public static async Task<ODataClient> ConnectAsync(TestClient client, string address, ODataVersion version, string form = "xml")
    {
        var answer = await client.GetAsync($"/api/v1/$metadata?$format={form}");
        answer.Expect(200);
        var (model, errors) = form == "xml" ? FromXml(answer.Bytes) : FromJson(answer.Bytes);
        Assert.Empty(errors.Select(e => e.ToString()));
        model.Validate(out var faults);
        Assert.Empty(faults.Where(f => !IsPathTakenForText(f, form)).Select(f => f.ToString()));
        return new(client, address, model, version);
    }

    /// <summary>The JSON form has property paths as plain texts, and Edm's reader of it leaves them so where the record names no type, which it need not.</summary>
    private static bool IsPathTakenForText(EdmError fault, string form) => form == "json"
        && fault.ErrorCode == EdmErrorCode.PrimitiveConstantExpressionNotValidForNonPrimitiveType
        && $"{fault.ErrorLocation}".EndsWith(".Name", StringComparison.Ordinal)
        && $"{fault.ErrorLocation}".Contains("AlternateKeys", StringComparison.Ordinal);

    public IEdmEntitySet Set(string name) => model.EntityContainer.FindEntitySet(name) ?? throw new InvalidOperationException($"The model has no set {name}.");

    /// <summary>Reads a list.</summary>
    public async Task<(List<ODataRow> Rows, ODataResourceSetBase Set)> ListAsync(string path, bool hasDynamicMembers = false)
    {
        using var reader = new ODataMessageReader((IODataResponseMessage)ODataMessage.Of(await GetAsync(path)), Reading(hasDynamicMembers), model);
        var set = Set(path.Split('?', '/')[0]);
        var (rows, read) = ODataRow.Read(reader.CreateODataResourceSetReader(set, set.EntityType));
        return (rows, read!);
    }

    /// <summary>Reads one record.</summary>
    public async Task<ODataRow> OneAsync(string path) => One(await GetAsync(path), path);

    public ODataRow One(TestAnswer answer, string path)
    {
        using var reader = new ODataMessageReader((IODataResponseMessage)ODataMessage.Of(answer), Reading(), model);
        var set = Set(path.Split('?', '/', '(')[0]);
        return Assert.Single(ODataRow.Read(reader.CreateODataResourceReader(set, set.EntityType)).Rows);
    }

    /// <summary>Reads what changed.</summary>
    public async Task<(List<ODataRow> Rows, ODataResourceSetBase Set)> DeltaAsync(string path)
    {
        using var reader = new ODataMessageReader((IODataResponseMessage)ODataMessage.Of(await GetAsync(path)), Reading(), model);
        var set = Set(path.Split('?', '/')[0]);
        var (rows, read) = ODataRow.Read(reader.CreateODataDeltaResourceSetReader(set, set.EntityType));
        return (rows, read!);
    }

    public async Task<object?> ValueAsync(string path)
    {
        using var reader = new ODataMessageReader((IODataResponseMessage)ODataMessage.Of(await GetAsync(path)), Reading(), model);
        return reader.ReadValue(EdmCoreModel.Instance.GetInt64(isNullable: false));
    }

    /// <summary>Reads why a request is refused.</summary>
    public async Task<ODataError> ErrorAsync(string path)
    {
        var answer = await client.GetAsync($"/api/v1/{path}", ("OData-MaxVersion", VersionText));
        using var reader = new ODataMessageReader((IODataResponseMessage)ODataMessage.Of(answer), Reading(), model);
        return reader.ReadError();
    }

    /// <summary>Sends a record, with links to others by the names of navigation properties.</summary>
    public async Task<TestAnswer> WriteAsync(HttpMethod method, string path, string set, IEnumerable<ODataProperty> values, params (string Name, string Target)[] links)
    {
        var body = new MemoryStream();
        var message = new ODataMessage(body) { Method = method.Method, Url = new($"{address}/api/v1/{path}") };
        Write(message, set, values, links);
        return await client.SendAsync(method, $"/api/v1/{path}", ContentOf(body, message), Headers(message));
    }

    public void Write(IODataRequestMessage message, string set, IEnumerable<ODataProperty> values, params (string Name, string Target)[] links)
    {
        using var writer = new ODataMessageWriter(message, Writing(isWhole: message is ODataMessage), model);
        var record = writer.CreateODataResourceWriter(Set(set), Set(set).EntityType);
        record.WriteStart(new ODataResource { TypeName = $"tongke.{set}", Properties = values });
        foreach (var (name, target) in links)
        {
            record.WriteStart(new ODataNestedResourceInfo { Name = name, IsCollection = false });
            record.WriteEntityReferenceLink(new ODataEntityReferenceLink { Url = new Uri($"{address}/api/v1/{target}") });
            record.WriteEnd();
        }

        record.WriteEnd();
        record.Flush();
    }

    /// <summary>Sends a batch that <paramref name="write"/> fills, and hands every answer in it to <paramref name="read"/>.</summary>
    public async Task BatchAsync(Action<ODataBatchWriter> write, Action<ODataBatchOperationResponseMessage> read)
    {
        var body = new MemoryStream();
        var message = new ODataMessage(body);
        message.SetHeader("Content-Type", "application/json");
        using (var writer = new ODataMessageWriter((IODataRequestMessage)message, Writing(isWhole: true), model))
        {
            var batch = writer.CreateODataBatchWriter();
            batch.WriteStartBatch();
            write(batch);
            batch.WriteEndBatch();
            batch.Flush();
        }

        var answer = await client.SendAsync(HttpMethod.Post, "/api/v1/$batch", ContentOf(body, message), Headers(message));
        answer.Expect(200);
        Assert.DoesNotContain("\"error\"", answer.Text, StringComparison.Ordinal); // the library takes an error of one request for the end of the batch
        using var reader = new ODataMessageReader((IODataResponseMessage)ODataMessage.Of(answer), Reading(), model);
        var answers = reader.CreateODataBatchReader();
        while (answers.Read())
            if (answers.State == ODataBatchReaderState.Operation)
                read(answers.CreateOperationResponseMessage());
    }

    /// <summary>Reads the one record that an answer within a batch brings.</summary>
    public ODataRow OneOf(IODataResponseMessage message, string set)
    {
        using var reader = new ODataMessageReader(message, Reading(isWithin: true), model);
        return Assert.Single(ODataRow.Read(reader.CreateODataResourceReader(Set(set), Set(set).EntityType)).Rows);
    }

    /// <summary>Reads the list that an answer within a batch brings.</summary>
    public List<ODataRow> ListOf(IODataResponseMessage message, string set)
    {
        using var reader = new ODataMessageReader(message, Reading(isWithin: true), model);
        return ODataRow.Read(reader.CreateODataResourceSetReader(Set(set), Set(set).EntityType)).Rows;
    }

    private async Task<TestAnswer> GetAsync(string path)
    {
        var answer = await client.GetAsync($"/api/v1/{path}", ("OData-MaxVersion", VersionText), ("Accept", "application/json;odata.metadata=minimal"));
        answer.Expect(200);
        Assert.Equal(VersionText, answer.Headers.GetValues("OData-Version").Single());
        return answer;
    }

    private static ByteArrayContent ContentOf(MemoryStream body, ODataMessage message)
    {
        var content = new ByteArrayContent(body.ToArray());
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(message.GetHeader("Content-Type") ?? "application/json");
        return content;
    }

    private (string, string)[] Headers(ODataMessage message) =>
        [.. message.Headers.Where(h => h.Key != "Content-Type").Select(h => (h.Key, h.Value)), ("OData-MaxVersion", VersionText)];

    private ODataMessageReaderSettings Reading(bool hasDynamicMembers = false, bool isWithin = false) => new(version)
    {
        MaxProtocolVersion = version,
        EnableMessageStreamDisposal = isWithin,
        Validations = hasDynamicMembers ? ValidationKinds.All & ~ValidationKinds.ThrowOnUndeclaredPropertyForNonOpenType : ValidationKinds.All,
    };

    private ODataMessageWriterSettings Writing(bool isWhole) => new()
    {
        Version = version,
        EnableMessageStreamDisposal = !isWhole,
        BaseUri = new Uri($"{address}/api/v1/"),
        ODataUri = new ODataUri { ServiceRoot = new Uri($"{address}/api/v1/") },
    };

    private static (IEdmModel Model, IEnumerable<EdmError> Errors) FromXml(byte[] bytes)
    {
        using var xml = XmlReader.Create(new MemoryStream(bytes));
        return CsdlReader.TryParse(xml, out var model, out var errors) ? (model, errors) : (new EdmModel(), errors);
    }

    private static (IEdmModel Model, IEnumerable<EdmError> Errors) FromJson(byte[] bytes)
    {
        var json = new Utf8JsonReader(bytes);
        return CsdlReader.TryParse(ref json, out var model, out var errors) ? (model, errors) : (new EdmModel(), errors);
    }
}
