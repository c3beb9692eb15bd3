using Tongke.Kernel;
using Tongke.Storage;

namespace Tongke.Server.Records;

/// <summary>Reads again what met tables whose fields changed in the middle, as long as nothing of the answer is out.</summary>
internal static class OutdatedReads
{
    /// <summary>Reads and answers, anew where the Schema was outdated.</summary>
    public static Task AgainAsync(HttpContext context, Workspace workspace, Func<Task> readAndAnswer) => workspace.WithPresentSchemaAsync(
        async () =>
        {
            try
            {
                await readAndAnswer();
                return true;
            }
            catch (StatementException outdated) when (context.Response.HasStarted)
            {
                throw new StorageException("The tables changed while an answer was on its way.", outdated);
            }
        },
        context.RequestAborted);
}
