namespace Tongke.Kernel.Records;

/// <summary>Every rule of every package, in the order in which it runs. Printed by <c>explain write OBJECT</c>.</summary>
public sealed class RuleBook
{
    private readonly ILookup<(string Object, RuleMoment Moment), Rule> rules;
    private readonly Dictionary<(string Object, string Name), IRecordAction> actions;

    /// <summary>Takes the packages' lists, kernel first.</summary>
    /// <exception cref="ArgumentException">Two actions of one object have the same name.</exception>
    public RuleBook(IEnumerable<Rule> rules, IEnumerable<IRecordAction> actions)
    {
        this.rules = rules.ToLookup(r => (r.Object, r.Moment));
        this.actions = actions.ToDictionary(a => (a.Object, a.Name));
    }

    /// <summary>The rules of an object at a moment, in order; those for every object (<c>*</c>) come first.</summary>
    public IEnumerable<Rule> For(string definition, RuleMoment moment) => rules[("*", moment)].Concat(rules[(definition, moment)]);

    /// <summary>The action of an object, if there is one.</summary>
    public IRecordAction? FindAction(string definition, string name) => actions.GetValueOrDefault((definition, name)) ?? actions.GetValueOrDefault(("*", name));

    internal async ValueTask<Refusal?> RunAsync(RuleMoment moment, Record record, Session session, CancellationToken ct)
    {
        foreach (var rule in For(record.Object.Name, moment))
            if (await rule.Run(record, session, ct) is { } refusal)
                return refusal;

        return null;
    }
}
