using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Access;

/// <summary>The named scopes of grants, as conditions over a record.</summary>
public static class Scopes
{
    /// <summary>The names, from narrow to wide.</summary>
    public static IReadOnlyList<string> Names { get; } = ["none", "own", "subordinates", "department", "department_tree", "all"];

    /// <summary>
    /// The condition of a scope. Objects without an owner take the maker for the owner, and have no department: department scopes reach what is one's own.
    /// A formula that doesn't parse reaches nothing.
    /// </summary>
    public static Expr Compile(string scope, ObjectSchema definition)
    {
        if (scope.StartsWith('='))
            return Formula.Parse(scope[1..], definition) is { Expr: { Type.Kind: ValueKind.Boolean } condition } ? condition : Constant.False;

        return scope switch
        {
            "all" => Constant.True,
            "own" => Own(definition),
            "subordinates" => OwnedByMeOrBelow(definition),
            "department" when definition.IsOwned => Condition.AnyOf([Own(definition), InMyDepartment(definition)]),
            "department_tree" when definition.IsOwned => Condition.AnyOf([OwnedByMeOrBelow(definition), InMyDepartmentTree(definition)]),
            "department" or "department_tree" => OwnedByMeOrBelow(definition),
            _ => Constant.False,
        };
    }

    private static FieldPath OwnerOf(ObjectSchema definition) => new(definition[definition switch
    {
        { Name: "user" } => SystemFields.Id,
        { IsOwned: true } => SystemFields.Owner,
        _ => SystemFields.CreatedBy,
    }]);

    private static Expr Own(ObjectSchema definition) => Condition.Equal(OwnerOf(definition), ContextName.Me);

    private static Expr OwnedByMeOrBelow(ObjectSchema definition) => Condition.IsAmong(OwnerOf(definition), ContextName.MeAndMySubordinates);

    private static Expr InMyDepartment(ObjectSchema definition) => Condition.Equal(new FieldPath(definition[SystemFields.Department]), ContextName.MyDepartment);

    private static Expr InMyDepartmentTree(ObjectSchema definition) => Condition.IsAmong(new FieldPath(definition[SystemFields.Department]), ContextName.MyDepartmentTree);
}
