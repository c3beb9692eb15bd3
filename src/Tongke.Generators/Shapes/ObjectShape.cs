namespace Tongke.Generators.Shapes;

/// <summary>What the generated class of one object needs to know. It equals another by value, so that an edit of a layout generates nothing.</summary>
/// <param name="Name">Name of the object: <c>lead</c>.</param>
/// <param name="Namespace">Namespace of the class.</param>
/// <param name="ClassName">Name of the class: <c>Lead</c>.</param>
/// <param name="Label">What people call one record, for the class's summary.</param>
/// <param name="Fields">Its fields and the parts of its composite fields.</param>
internal sealed record ObjectShape(string Name, string Namespace, string ClassName, string Label, EquatableList<FieldShape> Fields)
{
    public string FullName => $"{Namespace}.{ClassName}";
}

/// <summary>One property of a generated class.</summary>
/// <param name="Name">Name of the field: <c>close_date</c>.</param>
/// <param name="Property">Name of the property: <c>CloseDate</c>.</param>
/// <param name="Label">What people call it, for the summary.</param>
/// <param name="Type">C# type of a value that is there; null when the field has no value of its own.</param>
/// <param name="Target">Object that a lookup points to; null for everything else.</param>
/// <param name="IsComputed">Whether rules can only read it.</param>
/// <param name="Options">Values of a select.</param>
internal sealed record FieldShape(
    string Name, string Property, string Label, string? Type, string? Target, bool IsComputed, EquatableList<OptionShape> Options);

/// <summary>One value of a select.</summary>
/// <param name="Value">Stored value: <c>in_progress</c>.</param>
/// <param name="Constant">Name of its constant: <c>InProgress</c>.</param>
/// <param name="Label">What people read.</param>
internal sealed record OptionShape(string Value, string Constant, string Label);

/// <summary>Something in a definition that can't become a class.</summary>
/// <param name="IsSyntax">Whether the file is not even JSON.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Offset">Characters before it in the file.</param>
/// <param name="Line">Lines before it.</param>
/// <param name="Column">Characters before it in its line.</param>
internal sealed record Problem(bool IsSyntax, string Message, int Offset, int Line, int Column);

/// <summary>A definition file as read: a shape, or what is wrong with it.</summary>
internal sealed record Reading(string Path, ObjectShape? Shape, EquatableList<Problem> Problems);
