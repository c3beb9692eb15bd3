using System.Text.Json;
using Tongke.Kernel.Texts;

namespace Tongke.Server.Records;

/// <summary>One call of the record API, whether it came alone or in a batch.</summary>
internal sealed record RecordRequest
{
    /// <summary>GET, POST, PATCH or DELETE.</summary>
    public required string Method { get; init; }

    /// <summary>What stands behind <c>/api/v1/</c>.</summary>
    public required RecordPath Path { get; init; }

    /// <summary>The query options.</summary>
    public required IReadOnlyDictionary<string, string> Options { get; init; }

    /// <summary>The body of POST and PATCH.</summary>
    public JsonElement Body { get; init; }

    /// <summary>Version that If-Match names; null when none does.</summary>
    public long? ExpectedVersion { get; init; }

    /// <summary>Whether only a record that is there is to be written: If-Match names a version, or any.</summary>
    public bool MustExist { get; init; }

    /// <summary>Whether none is to be written that is there: If-None-Match names any.</summary>
    public bool MustBeNew => KnownVersion == "*";

    /// <summary>If-None-Match, as it came.</summary>
    public string? KnownVersion { get; init; }

    /// <summary>Whether the answer is to be OData 4.0.</summary>
    public bool IsOldOData { get; init; }

    /// <summary>Whether the answer need not bring the record.</summary>
    public bool PrefersMinimal { get; init; }

    /// <summary>Most records of a page, where the client prefers a number.</summary>
    public int? PreferredPage { get; init; }

    /// <summary>Id that the record to be made gets, where an idempotency key gives it.</summary>
    public Guid? NewId { get; init; }

    /// <summary>Members of bodies that are no fields.</summary>
    public IReadOnlyList<IRecordInputExtra> Extras { get; init; } = [];

    /// <summary>Address of <c>/api/v1</c> as the client knows it.</summary>
    public required string Root { get; init; }

    /// <summary>Language of the answer.</summary>
    public required Language Language { get; init; }
}
