using Tongke.Crm.Sales;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Customers;

/// <summary>A record that may be the same as one that is being entered, as far as the one who enters it may know.</summary>
/// <param name="Object">Its object.</param>
/// <param name="Id">Its id; null when the reader may not see it.</param>
/// <param name="Name">Its name, masked when the reader may not see it.</param>
/// <param name="Rule">Name of the rule that found it.</param>
/// <param name="Label">What is the same.</param>
/// <param name="On">warn or block.</param>
/// <param name="Owner">Whose it is; null when the company does not show that.</param>
/// <param name="Visible">Whether the reader may see it.</param>
public sealed record DuplicateMatch(string Object, Guid? Id, string Name, string Rule, string Label, string On, DuplicateOwner? Owner, bool Visible);

/// <summary>Whose the other record is.</summary>
public sealed record DuplicateOwner(Guid Id, string Name);

/// <summary>
/// Tells somebody who enters a record which ones exist already, those of colleagues included: whether there is one and whose, not what is in it.
/// </summary>
public static class CheckDuplicates
{
    private const int MostMatches = 20;

    /// <summary>The fields that the rules of an object compare, and those their keys are made of: all that a check needs to be told.</summary>
    public static IReadOnlyList<FieldSchema> Asked(ObjectSchema definition) =>
    [
        .. definition.Definition.Duplicates.SelectMany(r => r.Fields).Select(definition.Find).OfType<FieldSchema>()
            .Select(f => FillCompanyKeys.SourceOf(f) ?? f)
            .Distinct(),
    ];

    /// <summary>The matches of a record that was not saved, first those that would refuse it.</summary>
    public static async ValueTask<IReadOnlyList<DuplicateMatch>> RunAsync(Record record, Session session, CancellationToken ct)
    {
        // What may not be read can't be asked about, here or in the other object: a hit would tell its value.
        var rules = record.Object.Definition.Duplicates.Where(r => MayRead(record.Object, r.Fields, session))
            .Select(r => r with { Against = [.. r.Against.Where(a => session.Schema.Find(a.Object) is { } other && MayRead(other, a.Fields, session))] });
        var all = await DuplicateFinder.FindAsync(record, rules, withNear: true, session, ct);
        var found = (await WithoutConvertedAsync(all, record, session, ct)).Where(d => MayCompare(d, record.Object, session)).ToArray();
        var visible = await VisibleAsync(found.Select(d => d.Record), session, ct);
        var showsOwners = await ShowsOwnersAsync(session, ct);
        return
        [
            .. found.OrderByDescending(d => d.Blocks).ThenBy(d => d.IsNear).Take(MostMatches).Select(d => MatchOf(d, record.Object, visible.Contains(d.Record.Id), showsOwners, session)),
        ];
    }

    /// <summary>Those of the records that the actor may see whole: that one which lies in a pool is like what was entered would tell what the pool hides.</summary>
    internal static async ValueTask<IReadOnlySet<Guid>> VisibleAsync(IEnumerable<Record> records, Session session, CancellationToken ct)
    {
        var visible = new HashSet<Guid>();
        foreach (var group in records.GroupBy(r => r.Object))
            visible.UnionWith((await session.FindManyAsync(group.Key, [.. group.Select(r => r.Id)], RecordAction.Read, ct)).Where(f => f.Value.Record is { } found && session.SeesWhole(found)).Select(f => f.Key));

        return visible;
    }

    /// <summary>What a record is called before somebody who may or may not see it.</summary>
    internal static string NameOf(Record record, bool isVisible, Session session)
    {
        var name = record[record.Object.NameField]?.ToString() ?? "";
        return isVisible && session.Access.On(record.Object).MayRead(record.Object.NameField) ? name : MaskedName.Of(name);
    }

    /// <summary>Without what is known to be the same: leads that became one of the records found, or this one, and what this lead itself became.</summary>
    private static async ValueTask<IEnumerable<Duplicate>> WithoutConvertedAsync(IReadOnlyList<Duplicate> found, Record record, Session session, CancellationToken ct)
    {
        var isLead = record.Object.Name == Lead.ObjectName;
        if (found.Count == 0 || (!isLead && found.All(d => d.Record.Object.Name != Lead.ObjectName)))
            return found;

        // The record is made of what was typed: what the stored one became is read beside it.
        var stored = isLead ? await session.Workspace.Open(session.Actor).LoadAsync(record.Object, record.Id, ct) : null;
        var ids = found.Select(d => d.Record.Id).Append(record.Id).ToHashSet();
        return found.Where(d => d.Record.Object.Name == Lead.ObjectName ? !Became(d.Record).Any(ids.Contains) : stored is null || !Became(stored).Contains(d.Record.Id));
    }

    /// <summary>The account and the contact that a lead became.</summary>
    private static IEnumerable<Guid> Became(Record record)
    {
        var lead = Lead.Over(record);
        return new[] { lead.ConvertedAccount?.Value, lead.ConvertedContact?.Value }.OfType<Guid>();
    }

    private static bool MayRead(ObjectSchema definition, IEnumerable<string> fields, Session session) =>
        fields.Select(definition.Find).All(f => f is not null && session.Access.On(definition).MayRead(FillCompanyKeys.SourceOf(f) ?? f));

    /// <summary>Whether the actor may read on the other record what was compared: a pool hides fields of the records that lie in it.</summary>
    private static bool MayCompare(Duplicate duplicate, ObjectSchema asked, Session session)
    {
        var (record, rule) = (duplicate.Record, duplicate.Rule);
        var access = session.AccessTo(record);
        var fields = rule.Against.Where(a => a.Object == record.Object.Name).SelectMany(a => a.Fields).Concat(record.Object == asked ? rule.Fields : []);
        return fields.Select(name => record.Object[name]).All(f => access.MayRead(FillCompanyKeys.SourceOf(f) ?? f));
    }

    private static DuplicateMatch MatchOf(Duplicate duplicate, ObjectSchema asked, bool isVisible, bool showsOwners, Session session)
    {
        var (record, rule) = (duplicate.Record, duplicate.Rule);
        var owner = showsOwners && record.Owner is { } user && session.Workspace.Organization.Find(user) is { } member ? new DuplicateOwner(member.Id, member.Name) : null;
        return new(
            record.Object.Name, isVisible ? record.Id : null, NameOf(record, isVisible, session), rule.Name, (duplicate.IsNear ? new("duplicate_near") : LabelOf(rule, asked)).In(session.Actor.Language),
            duplicate.Blocks ? DuplicateRuleDefinition.Block : "warn", owner, isVisible);
    }

    /// <summary>What a rule of <paramref name="definition"/> says is the same.</summary>
    internal static Message LabelOf(DuplicateRuleDefinition rule, ObjectSchema definition)
    {
        if (rule.Label is { } label)
            return new("duplicate_label", label);

        object?[] fields = [.. rule.Fields.Select(name => (FillCompanyKeys.SourceOf(definition[name]) ?? definition[name]).Label)];
        var code = (rule.Match == DuplicateRuleDefinition.Fuzzy, fields.Length) switch
        {
            (true, _) => "duplicate_similar",
            (false, 1) => "duplicate_same",
            (false, _) => "duplicate_same_two",
        };
        return new(code, fields);
    }

    private static async ValueTask<bool> ShowsOwnersAsync(Session session, CancellationToken ct) =>
        await session.LoadWhereAsync(session.Schema["company_setting"], Constant.True, top: 1, ct) is not [var company] || company["show_duplicate_owner"] is not false;
}
