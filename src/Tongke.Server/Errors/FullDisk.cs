namespace Tongke.Server.Errors;

/// <summary>Tells a disk without room from other failures of files.</summary>
internal static class FullDisk
{
    // Error numbers of Linux and macOS (ENOSPC, EDQUOT) and of Windows (ERROR_DISK_FULL, ERROR_HANDLE_DISK_FULL as HRESULTs).
    private static readonly int[] Codes = [28, 122, 69, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>What a failure has that no system call reported.</summary>
    public const int NoSystemError = unchecked((int)0x80131620);

    /// <summary>Whether the failure means that no room is left.</summary>
    public static bool IsMeantBy(IOException failure) => Codes.Contains(failure.HResult);
}
