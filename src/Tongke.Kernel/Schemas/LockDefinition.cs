namespace Tongke.Kernel.Schemas;

/// <summary>
/// While a record fulfils a condition, people leave it as it is: a quote that was sent, a contract that was signed. Rules and actions go on writing it.
/// </summary>
/// <param name="When">Formula over the record as it is stored.</param>
/// <param name="Fields">The fields that stay as they are; absent means the whole record, which can then not be deleted either, and whose parts stay too.</param>
/// <param name="Except">Of the whole record, the fields that may still be changed.</param>
public sealed record LockDefinition(string When, IReadOnlyList<string>? Fields = null, IReadOnlyList<string>? Except = null);
