using System.Diagnostics;
using Tongke.Kernel.Records;

namespace Tongke.Server.Errors;

/// <summary>The one map from what the kernel refuses to HTTP.</summary>
public static class Refusals
{
    /// <summary>The answer to a refusal.</summary>
    public static ApiError ToError(Refusal refusal) => new(StatusOf(refusal), refusal.Message) { Details = DetailsOf(refusal) };

    /// <summary>
    /// The answer to a refusal of what <paramref name="written"/> asked for: the fields of another record, which a rule or an action wrote, are none of
    /// the form that was filled in, and are not named as its own; what is wrong with a line is told of the table of lines.
    /// </summary>
    public static ApiError ToError(Refusal refusal, Record? written)
    {
        var error = ToError(refusal);
        if (refusal.About is not { } about || about == (written?.Object.Name, written?.Id))
            return error;

        var table = written?.Object.Definition.Fields.FirstOrDefault(f => f.Type == "child_table" && f.Object == about.Object)?.Name;
        return error with { Details = [.. error.Details.Select(d => d with { Target = table, Ways = [] })] };
    }

    /// <summary>Leaves with the answer to a refusal of what <paramref name="written"/> asked for, if there is one.</summary>
    /// <exception cref="RequestRefusedException">There is one.</exception>
    public static void ThrowIfAny(Refusal? refusal, Record? written)
    {
        if (refusal is not null)
            throw new RequestRefusedException(ToError(refusal, written));
    }

    /// <summary>Leaves with the answer to a refusal, if there is one.</summary>
    /// <exception cref="RequestRefusedException">There is one.</exception>
    public static void ThrowIfAny(Refusal? refusal)
    {
        if (refusal is not null)
            throw new RequestRefusedException(ToError(refusal));
    }

    private static int StatusOf(Refusal refusal) => refusal switch
    {
        Invalid => 400,
        Forbidden => 403,
        NotFound => 404,
        Conflict => 409,
        Stale => 412,
        RuleRefused => 422,
        _ => throw new UnreachableException($"{refusal.GetType()} has no HTTP status."),
    };

    private static IReadOnlyList<ErrorDetail> DetailsOf(Refusal refusal) => refusal is Stale stale
        ? [.. stale.Fields.Select(f => new ErrorDetail(f.Field.Name, new("stale_field", f.Field.Label)) { Conflict = f })]
        : [.. refusal.Problems.Select(p => new ErrorDetail(p.Target, p.Message) { Ways = p.Ways })];
}
