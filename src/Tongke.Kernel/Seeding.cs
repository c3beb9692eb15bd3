using Tongke.Kernel.Access;
using Tongke.Storage;

namespace Tongke.Kernel;

/// <summary>Fills a new workspace with what its packages bring, once each, through the one write path.</summary>
internal static class Seeding
{
    public static async Task RunAsync(Workspace workspace, IReadOnlyList<Package> packages, CancellationToken ct)
    {
        foreach (var package in packages.Where(p => p.Seed is not null))
        {
            var name = $"seeded_{package.Name}";
            if (await workspace.Database.ScalarAsync<string>(Sql.From($"select value from workspace_state where name = {name}"), ct) is not null)
                continue;

            var session = workspace.Open(Actor.System(SystemActors.FirstFill + package.Name));
            await package.Seed!(session, ct);
            if (await session.CommitAsync(ct) is { } refusal)
                throw new InvalidOperationException($"The seed of {package.Name} was refused: {refusal.Message.In(Texts.Language.English)} {string.Join("; ", refusal.Problems.Select(p => $"{p.Target}: {p.Message.In(Texts.Language.English)}"))}");

            var batch = new WriteBatch();
            batch.Add(Sql.From($"insert into workspace_state (name, value) values ({name}, {package.Name}) on conflict (name) do nothing"));
            await workspace.Database.WriteAsync(batch, ct);
        }
    }
}
