using Tongke.Crm.Customers;
using Tongke.Crm.Sales;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.LeadForms;

/// <summary>Finds the lead or contact that a number or an address belongs to already.</summary>
internal static class KnownContacts
{
    private const int Most = 20;

    /// <summary>An open lead before a contact, a contact before a lead that was settled; of several the one that changed last.</summary>
    public static async ValueTask<Record?> FindAsync(IReadOnlyList<(FieldSchema Field, object Value)> values, Session session, CancellationToken ct)
    {
        string[] phones = [.. Of("phone")];
        string[] emails = [.. Of("email")];
        var leads = session.Schema[Lead.ObjectName];
        var contacts = session.Schema[Contact.ObjectName];
        Record[] found =
        [
            .. await WhereAsync(leads, Lead.Fields.Mobile, phones), .. await WhereAsync(leads, Lead.Fields.Phone, phones), .. await WhereAsync(leads, Lead.Fields.Email, emails),
            .. await WhereAsync(contacts, Contact.Fields.Mobile, phones), .. await WhereAsync(contacts, Contact.Fields.Email, emails),
        ];
        return found.OrderBy(Rank).ThenByDescending(r => (DateTimeOffset)r[SystemFields.UpdatedAt]!).FirstOrDefault();

        IEnumerable<string> Of(string type) => values.Where(v => v.Field.Definition.Type == type).Select(v => (string)v.Value).Distinct(StringComparer.Ordinal);

        async ValueTask<IReadOnlyList<Record>> WhereAsync(ObjectSchema definition, string field, string[] wanted)
        {
            var those = new List<Record>();
            foreach (var value in wanted)
                those.AddRange(await session.LoadWhereAsync(definition, Condition.Equal(new FieldPath(definition[field]), value), Most, ct));
            return those;
        }
    }

    private static int Rank(Record record) =>
        record.Object.Name == Contact.ObjectName ? 1
        : Lead.Over(record).Status is Lead.StatusValue.Converted or Lead.StatusValue.Unqualified or Lead.StatusValue.Junk ? 2
        : 0;
}
