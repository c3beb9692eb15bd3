using System.Security.Cryptography;
using Tongke.Kernel.Records;

namespace Tongke.Crm.LeadForms;

/// <summary>Gives a channel the code of its short link: few characters, none of which is taken for another when it is typed from a poster.</summary>
public sealed class FillChannelCode : IBeforeSave<LeadChannel>
{
    private const string Signs = "23456789abcdefghjkmnpqrstuvwxyz";
    private const int Length = 8;

    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(LeadChannel record, Session session, CancellationToken ct)
    {
        record.Code ??= RandomNumberGenerator.GetString(Signs, Length);
        return default;
    }
}
