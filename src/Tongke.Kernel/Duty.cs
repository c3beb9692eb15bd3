namespace Tongke.Kernel;

/// <summary>
/// Work that the clock asks for: reminders, nightly figures. Every node does it, now and then after a restart too, so doing it twice or on two
/// nodes at once must do no harm.
/// </summary>
/// <param name="Name">For the log.</param>
/// <param name="Every">Time between two runs; the first is at the start.</param>
/// <param name="RunAsync">Does what is due by the workspace's clock.</param>
public sealed record Duty(string Name, TimeSpan Every, Func<Workspace, CancellationToken, Task> RunAsync);
