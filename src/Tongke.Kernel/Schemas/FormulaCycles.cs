using Tongke.Kernel.Expressions;

namespace Tongke.Kernel.Schemas;

/// <summary>Order among formula fields: which reads which, and whether the reading ends.</summary>
internal static class FormulaCycles
{
    /// <summary>The first circle of formula fields, its start repeated at the end; empty when there is none.</summary>
    public static IReadOnlyList<FieldSchema> Find(IEnumerable<ObjectSchema> objects)
    {
        var done = new HashSet<FieldSchema>();
        foreach (var field in objects.SelectMany(o => o.Fields).Where(f => f.Formula is not null))
        {
            var trail = new List<FieldSchema>();
            if (Visit(field, trail, done))
                return trail[trail.IndexOf(trail[^1])..];
        }

        return [];
    }

    /// <summary>The fields, each after the ones it reads. There must be no circle.</summary>
    public static IReadOnlyList<FieldSchema> InOrder(IEnumerable<FieldSchema> fields)
    {
        var wanted = fields.ToArray();
        var ordered = new List<FieldSchema>();
        void Add(FieldSchema field)
        {
            if (ordered.Contains(field))
                return;

            foreach (var read in Reads(field).Where(wanted.Contains))
                Add(read);

            ordered.Add(field);
        }

        foreach (var field in wanted)
            Add(field);

        return ordered;
    }

    private static bool Visit(FieldSchema field, List<FieldSchema> trail, HashSet<FieldSchema> done)
    {
        if (done.Contains(field))
            return false;

        var closes = trail.Contains(field);
        trail.Add(field);
        if (closes || Reads(field).Any(read => Visit(read, trail, done)))
            return true;

        trail.RemoveAt(trail.Count - 1);
        done.Add(field);
        return false;
    }

    private static IEnumerable<FieldSchema> Reads(FieldSchema field) =>
        field.Formula is { } formula ? ExprShape.Fields(formula).Where(f => f.Formula is not null) : [];
}
