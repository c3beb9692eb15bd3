using System.Text.Json;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;
using Tongke.Storage;

namespace Tongke.Server.Identity;

/// <summary>
/// The first start: until somebody can sign in, whoever holds a one-time link names the company and becomes its administrator.
/// Of two who try at once, one wins.
/// </summary>
public sealed class SettingUp(Workspace workspace, PasswordHasher hasher, Credentials credentials)
{
    /// <summary>The role the first administrator gets.</summary>
    public const string AdministratorRole = "admin";

    // No hash reads like this: it stands for the set-up that is going on.
    private const string Claim = "claimed";
    private static readonly TimeSpan LongestSetUp = TimeSpan.FromMinutes(1);

    /// <summary>Makes the key of a one-time link.</summary>
    /// <returns>Null when somebody can sign in already.</returns>
    public async Task<string?> CreateTokenAsync(CancellationToken ct)
    {
        if (await credentials.ExistAsync(ct))
            return null;

        var token = RandomToken.Create();
        var batch = new WriteBatch();
        batch.Add(Sql.From($"insert into set_up_token (hash, created_at) values ({RandomToken.HashOf(token)}, {workspace.Clock.GetUtcNow()})"));
        await workspace.Database.WriteAsync(batch, ct);
        return token;
    }

    /// <summary>Uses a link: all links end, and the administrator exists; or nothing changes and the link stays good.</summary>
    /// <returns>Null when it is done.</returns>
    public async Task<Refusal?> RunAsync(string token, FirstAdministrator first, CancellationToken ct)
    {
        if (PasswordPolicy.Check(first.Password, first.Login, first.Name, first.Company) is { } weak)
            return new Invalid([new("password", weak)]);

        if (!await ClaimAsync(RandomToken.HashOf(token), ct))
            return new Invalid([new("token", new("set_up_token_invalid"))]);

        if (await CreateAsync(first, ct) is not { } refusal)
            return null;

        var giveBack = new WriteBatch();
        giveBack.Add(Sql.From($"delete from set_up_token where hash = {Claim}"));
        await workspace.Database.WriteAsync(giveBack, CancellationToken.None);
        return refusal;
    }

    /// <summary>Takes the one place there is for a set-up, whichever link it uses. A claim whose process died is void after a while.</summary>
    private async Task<bool> ClaimAsync(string link, CancellationToken ct)
    {
        var now = workspace.Clock.GetUtcNow();
        var batch = new WriteBatch();
        batch.Add(Sql.From($"delete from set_up_token where hash = {Claim} and created_at < {now - LongestSetUp}"));
        batch.Add(
            Sql.From(
                $"""
                insert into set_up_token (hash, created_at) select {Claim}, {now} from set_up_token
                where hash = {link} and not exists (select 1 from credential)
                """),
            Expect.One);

        // Asked again: a set-up may have ended between this statement's look at the credentials and its insert.
        return await workspace.Database.WriteAsync(batch, ct) is Committed && !await credentials.ExistAsync(ct);
    }

    /// <summary>Makes the administrator with a password that is known to be good.</summary>
    internal async Task<Refusal?> CreateAsync(FirstAdministrator first, CancellationToken ct)
    {
        var session = workspace.Open(Actor.System("first set-up"));
        var role = await AdministratorsAsync(session, ct);
        var user = await UserAsync(session, Credentials.Normalized(first.Login), ct);
        var problems = new List<Problem>();
        Set(user, "login", first.Login, "login", session.Schema.Conventions, problems);
        Set(user, "name", first.Name, "name", session.Schema.Conventions, problems);
        user["language"] = CodeOf(first.Language);
        user["active"] = true;
        user["roles"] = (user["roles"] as Guid[] ?? []).Append(role.Id).Distinct().ToArray();
        var company = await CompanyAsync(session, first.Language, ct);
        if ((first.Company ?? (company.IsNew ? "我的公司" : null)) is { } name)
            Set(company, "name", name, "company", session.Schema.Conventions, problems);

        if (problems.Count > 0)
            return new Invalid(problems);

        if (await session.CommitAsync(ct) is { } refusal)
            return refusal;

        var batch = new WriteBatch();
        credentials.Store(batch, user.Id, await hasher.HashAsync(first.Password, ct), mustChange: false);
        batch.Add(Sql.Literal("delete from set_up_token"));
        await workspace.Database.WriteAsync(batch, ct);
        return null;
    }

    private static async ValueTask<Record> AdministratorsAsync(Session session, CancellationToken ct)
    {
        var definition = session.Schema["role"];
        if (await session.LoadWhereAsync(definition, Named(definition, "name", AdministratorRole), 1, ct) is [var role])
            return role;

        var made = session.Make(definition);
        made["name"] = AdministratorRole;
        made["label_zh"] = "管理员";
        made["label_en"] = "Administrator";
        made["grants"] = JsonSerializer.SerializeToElement(RoleDefinition.System.Grants, Kernel.Schemas.Json.Definitions);
        return made;
    }

    /// <summary>The user with the login, who may come from sample data or from a set-up that was interrupted; or a new one.</summary>
    private static async ValueTask<Record> UserAsync(Session session, string login, CancellationToken ct)
    {
        var definition = session.Schema["user"];
        return await session.LoadWhereAsync(definition, Named(definition, "login", login), 1, ct) is [var user] ? user : session.Make(definition);
    }

    private static async ValueTask<Record> CompanyAsync(Session session, Language language, CancellationToken ct)
    {
        var definition = session.Schema["company_setting"];
        if (await session.LoadWhereAsync(definition, Constant.True, 1, ct) is [var found])
            return found;

        var company = session.Make(definition);
        company["language"] = CodeOf(language);
        return company;
    }

    /// <summary>Gives a field what was typed, cleansed and checked as the field's definition says.</summary>
    private static void Set(Record record, string field, string text, string target, Kernel.Schemas.Conventions conventions, List<Problem> problems)
    {
        var definition = record.Object[field];
        var coerced = definition.Type.FromText(text, definition, conventions);
        if (coerced.Problem is { } problem)
            problems.Add(new(target, problem));
        else
            record[definition] = coerced.Value;
    }

    private static Expr Named(Kernel.Schemas.ObjectSchema definition, string field, string value) =>
        Condition.Equal(new FieldPath(definition[field]), value);

    private static string CodeOf(Language language) => language switch
    {
        Language.Chinese => "zh",
        Language.English => "en",
    };
}
