using System.Text.Json;
using Tongke.Kernel.Records;

namespace Tongke.Server.Records;

/// <summary>A member of an object's JSON that is no field: it is kept elsewhere, like a password.</summary>
public interface IRecordInputExtra
{
    /// <summary>Object it belongs to.</summary>
    string Object { get; }

    /// <summary>Name of the member.</summary>
    string Member { get; }

    /// <summary>Looks at the value before anything is stored.</summary>
    Task<Refusal?> CheckAsync(Record record, JsonElement value, Session session, CancellationToken ct);

    /// <summary>Keeps the value, once the record is stored.</summary>
    Task StoreAsync(Record record, JsonElement value, Session session, CancellationToken ct);
}
