using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;
using Tongke.Testing;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Tongke.Crm.Tests.Sales;

public sealed class AbsenceTests
{
    [Theory, OnEveryDatabase]
    public async Task Without_a_note_it_is_leave_in_the_language_of_whoever_enters_it(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var ana = await crm.PersonAsync("ana", "sales_rep");
        foreach (var (language, note) in new[] { (Language.Chinese, "休假"), (Language.English, "On leave") })
        {
            var id = await crm.App.CreateAsync("absence", new { starts_on = new DateOnly(2026, 5, 1), ends_on = new DateOnly(2026, 5, 3) }, ana with { Language = language });
            Assert.Equal(note, await crm.ValueAsync("absence", id, "note"));
        }
    }
}
