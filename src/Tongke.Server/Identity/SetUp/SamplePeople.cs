using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Texts;

namespace Tongke.Server.Identity;

/// <summary>Lets the people of the sample company sign in, so that one can look at it as a salesperson or a manager does.</summary>
public static class SamplePeople
{
    /// <summary>The variable with the password they all get; without it none of them can sign in.</summary>
    public const string PasswordVariable = "TONGKE_DEMO_PASSWORD";

    /// <summary>Gives these people the password of <see cref="PasswordVariable"/>. Does nothing when it is not set.</summary>
    /// <exception cref="StartRefusedException">The password is too weak.</exception>
    public static async Task GivePasswordAsync(this WebApplication app, IReadOnlySet<Guid> people, CancellationToken ct = default)
    {
        var password = app.Configuration[PasswordVariable] ?? Environment.GetEnvironmentVariable(PasswordVariable);
        if (string.IsNullOrEmpty(password))
            return;

        var session = app.Services.GetRequiredService<Workspace>().Open(Actor.System("sample company"));
        foreach (var person in await session.LoadWhereAsync(session.Schema["user"], Constant.True, ct: ct))
            if (people.Contains(person.Id) && (await app.Services.GetRequiredService<PasswordChanges>().GiveAsync(person, password, mustChange: false, ct)).Refusal is { } weak)
                throw new StartRefusedException($"{PasswordVariable}: {string.Join(' ', weak.Problems.Select(p => $"{p.Message.In(Language.English)} {p.Message.In(Language.Chinese)}"))}");
    }
}
