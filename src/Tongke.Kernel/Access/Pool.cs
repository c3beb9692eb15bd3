namespace Tongke.Kernel.Access;

/// <summary>
/// A place for records of one object that nobody owns. Its members see what lies in it, less the fields that it hides, and take records out of it;
/// its administrators see the records whole.
/// </summary>
/// <param name="Id">Of the record that sets it up; records that lie in it point there.</param>
/// <param name="Object">Whose records lie in it.</param>
/// <param name="People">Members by name.</param>
/// <param name="Departments">Departments whose people are members, with the departments below.</param>
/// <param name="Administrators">Who looks after it.</param>
/// <param name="Hidden">Fields that its members don't see until they have taken the record.</param>
/// <param name="ViewsPerDay">How many of its records a member may open in a day; null for no limit.</param>
public sealed record Pool(
    Guid Id, string Object, IReadOnlyCollection<Guid> People, IReadOnlyCollection<Guid> Departments, IReadOnlyCollection<Guid> Administrators, IReadOnlyCollection<string> Hidden, long? ViewsPerDay);
