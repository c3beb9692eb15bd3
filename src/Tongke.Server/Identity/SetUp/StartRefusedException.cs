namespace Tongke.Server.Identity;

/// <summary>The server can't start the way it was asked to; the message tells the person at the console what to do.</summary>
public sealed class StartRefusedException(string message) : Exception(message);
