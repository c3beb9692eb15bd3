using System.Text.Json;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;
using Tongke.Server.Records;

namespace Tongke.Server.Identity;

/// <summary>
/// The member <c>password</c> of a user: <c>POST /api/v1/user {"login","name","password",…}</c> makes somebody who can sign in at once.
/// It is written by whoever may edit logins, for people who may do no more than the writer; one's own is changed with <c>/api/password</c>.
/// </summary>
internal sealed class UserPassword(PasswordChanges passwords) : IRecordInputExtra
{
    public string Object => "user";

    public string Member => "password";

    public Task<Refusal?> CheckAsync(Record record, JsonElement value, Session session, CancellationToken ct) => Task.FromResult(Check(record, value, session));

    public Task StoreAsync(Record record, JsonElement value, Session session, CancellationToken ct) =>
        passwords.StoreAsync(record, value.GetString()!, mustChange: false, ct);

    private static Refusal? Check(Record user, JsonElement value, Session session)
    {
        if (!user.IsNew && user.Id == session.Actor.UserId)
            return new Invalid([new("password", new("own_password_elsewhere"))]);

        var message = value.ValueKind == JsonValueKind.String
            ? PasswordPolicy.Check(RequestFields.Unicode(value, "password"), user["login"] as string, user["name"] as string)
            : new Message("expected_text");
        return message is not null ? new Invalid([new("password", message)]) : Administration.MayNotTakeOver(session, user);
    }
}
