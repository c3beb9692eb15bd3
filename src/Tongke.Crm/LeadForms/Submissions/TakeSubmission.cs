using System.Security.Cryptography;
using System.Text.Json;
using Tongke.Crm.Customers;
using Tongke.Crm.Rules;
using Tongke.Crm.Sales;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.LeadForms;

/// <summary>
/// Takes in what a visitor sent: a lead, which the rules give away in the same commit, or an activity on the record that is known by the same number or address.
/// However often the same is sent, and by however many at once, one lead comes of it; what else is sent from the same page is another sending.
/// </summary>
public static class TakeSubmission
{
    private const int MostAttempts = 20;
    private const int LongestLine = 500;

    /// <summary>Whether the form takes anything at this moment.</summary>
    public static bool IsOpen(LeadForm form, DateTimeOffset now) =>
        form is { Active: true, Record.IsDeleted: false } && !(now < form.OpensAt) && !(now >= form.ClosesAt);

    /// <summary>Does it.</summary>
    public static async ValueTask<SubmissionOutcome> RunAsync(Workspace workspace, Guid form, Submission submission, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var session = workspace.Open(Actor.System("public lead form") with { Address = submission.Origin.Address?.ToString() });
            if (await session.LoadAsync<LeadForm>(new Id<LeadForm>(form), ct) is not { } asked || !IsOpen(asked, session.Now))
                return new(SubmissionResult.Full, []);

            var questions = FormQuestion.Of(asked, session.Schema[Lead.ObjectName]);
            var (values, problems) = ReadAnswers.Of(asked, questions, submission, session.Schema.Conventions);
            if (problems.Count > 0)
                return new(SubmissionResult.Invalid, problems);

            // What is read here must still stand when it is written: who wrote between the two makes this begin anew, and then is found.
            var contacts = await FormUse.RecentAsync(workspace.Database, [.. values.Where(v => v.Field.Definition.Type is "phone" or "email").Select(v => $"{v.Field.Definition.Type} {v.Value}").Distinct()], session.Now, ct);
            if (contacts.Any(c => c.IsSpent))
                return SubmissionOutcome.Taken;

            var known = asked.OnKnown == LeadForm.OnKnownValue.Activity ? await KnownContacts.FindAsync(values, session, ct) : null;
            var id = IdOf(submission, values, session.Schema.Conventions);
            var record = known ?? MakeLead(asked, values, submission, id, session);
            Note(asked, questions, values, record, submission, id, session);
            if (known is not null)
                Notification.Make(session, DerivedId.Of(session.Now, id), known.Owner, Notification.FormSent, new("form_sent_again", known[known.Object.NameField], asked.Name), known);

            var (meanwhile, full) = (new RuleRefused(new("form_contact_meanwhile")), new RuleRefused(new("form_full")));
            session.Include("lead form", batch => FormUse.Take(batch, asked, submission.Origin.Channel?.Id, session.Context.Today, contacts, session.Now, meanwhile, full));
            switch (await session.CommitAsync(ct))
            {
                case null:
                    return SubmissionOutcome.Taken;
                case { } refusal when ReferenceEquals(refusal, full):
                    return new(SubmissionResult.Full, []);
                case { } refusal when ReferenceEquals(refusal, meanwhile) && attempt < MostAttempts:
                    continue;
                case Conflict { Message.Code: "id_taken" }:
                    return SubmissionOutcome.Taken;
                case { } refusal:
                    return new(SubmissionResult.Invalid, refusal.Problems.Count > 0 ? refusal.Problems : [new(null, refusal.Message)]);
            }
        }
    }

    /// <summary>The same for the same from the same page: what was written down under it already is not written down again.</summary>
    private static Guid IdOf(Submission submission, IReadOnlyList<(FieldSchema Field, object Value)> values, Conventions conventions)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(values.Select(v => new[] { v.Field.Name, v.Field.Type.ToText(v.Value, v.Field, conventions) }).Append([submission.Consented ? "1" : "0"]));
        return DerivedId.Once(submission.Stamp, new Guid(SHA256.HashData(content).AsSpan(0, 16)));
    }

    private static Record MakeLead(LeadForm form, IReadOnlyList<(FieldSchema Field, object Value)> values, Submission submission, Guid id, Session session)
    {
        var lead = Lead.Over(session.Make(session.Schema[Lead.ObjectName], id));
        var (record, origin) = (lead.Record, submission.Origin);
        foreach (var (field, value) in values)
            record[field] = value;

        (lead.LeadForm, lead.LeadChannel) = (new Id<LeadForm>(form.Id), origin.Channel is { } channel ? new Id<LeadChannel>(channel.Id) : null);
        lead.Source ??= form.Source;
        (lead.LandingPage, lead.Referrer, lead.IpCity) = (origin.LandingPage?.Cut(LongestLine), origin.Referrer?.Cut(LongestLine), origin.City);
        lead.ConsentedAt = submission.Consented ? session.Now : null;
        foreach (var name in Utm)
            record[name] = origin.Utm.GetValueOrDefault(name) ?? origin.Channel?.Record[name];

        // Who has left gets nothing more: then the rules decide.
        if (form is { Assignment: LeadForm.AssignmentValue.Person, LeadOwner: { } owner } && session.Organization.Find(owner) is { Active: true } member)
        {
            record.Write(record.Object[SystemFields.Owner], owner);
            record[SystemFields.Department] = member.Department;
        }
        else if (form is { Assignment: LeadForm.AssignmentValue.Pool, Pool: { } pool })
        {
            (record[PoolFields.Pool], record[PoolFields.Reason]) = (pool.Value, new Message("form_to_pool", form.Name).In(session.Schema.Conventions.Language).Cut(LongestLine));
        }

        return record;
    }

    /// <summary>The advertisement's words, as forms, channels and leads call them.</summary>
    public static IReadOnlyList<string> Utm { get; } = [Lead.Fields.UtmSource, Lead.Fields.UtmMedium, Lead.Fields.UtmCampaign, Lead.Fields.UtmTerm, Lead.Fields.UtmContent];

    /// <summary>Writes down on the record what was sent. It belongs to whoever owns that once the rules ran (<see cref="TakeOwnerOfSubject"/>).</summary>
    private static void Note(LeadForm form, IReadOnlyList<FormQuestion> questions, IReadOnlyList<(FieldSchema Field, object Value)> values, Record about, Submission submission, Guid id, Session session)
    {
        var activity = Activity.Over(session.Make(session.Schema[Activity.ObjectName], id));
        activity.Type = Activity.TypeValue.Form;
        activity.Subject = new Message("form_sent", form.Name).In(session.Schema.Conventions.Language).Cut(200);
        activity.OccurredAt = session.Now;
        activity.Content = WriteAnswers.AsHtml(questions, values, submission, session.Schema.Conventions);
        activity.Record[about.Object.Name] = about.Id;
    }
}
