using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Expressions;

/// <summary>
/// A function or operator of the expression language. Each is declared once with its name in formulas, its signature,
/// its meaning in memory, its SQL in both dialects and its name in the browser's evaluator, so that none can lack a back end.
/// </summary>
public abstract record Function(string Name, Label Description);
