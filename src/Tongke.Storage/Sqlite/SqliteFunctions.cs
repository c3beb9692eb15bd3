using System.Globalization;
using SQLitePCL;

namespace Tongke.Storage.Sqlite;

/// <summary>
/// The functions every SQLite connection of the program has beside SQLite's own.
/// A function is added here once, before the first database is opened; it must be deterministic, so that it may be used in stored formulas and indexes.
/// </summary>
public static class SqliteFunctions
{
    private static readonly List<(string Name, int Arity, delegate_function_scalar Body)> Functions = [];
    private static readonly Lock Gate = new();

    static SqliteFunctions()
    {
        DecimalFunctions.AddTo(Add);
        Add(Within.Name, 1, a => long.Parse(a[0], CultureInfo.InvariantCulture) is var scaled && ScaledDecimal.Holds(scaled) ? scaled : throw new OverflowException(TooManyDigits));
    }

    /// <summary>A scaled decimal as it is, if a decimal column holds it; otherwise the statement is refused as <see cref="ValueOutOfRange"/>.</summary>
    public static Identifier Within { get; } = Identifier.Of("dec_within");

    /// <summary>What the refusal says.</summary>
    internal const string TooManyDigits = "too many digits";

    /// <summary>Adds a function. A null argument makes its result null without calling it.</summary>
    /// <param name="name">lower_snake_case.</param>
    /// <param name="arity">The number of arguments.</param>
    /// <param name="body">Gets the arguments as text; integers and reals in their SQL text form. Returning null makes SQL NULL. Throwing fails the statement.</param>
    public static void Add(string name, int arity, Func<string[], object?> body)
    {
        void Call(sqlite3_context context, object userData, sqlite3_value[] arguments)
        {
            var texts = new string[arguments.Length];
            for (var i = 0; i < arguments.Length; i++)
            {
                if (raw.sqlite3_value_type(arguments[i]) == raw.SQLITE_NULL)
                {
                    raw.sqlite3_result_null(context);
                    return;
                }

                texts[i] = raw.sqlite3_value_text(arguments[i]).utf8_to_string();
            }

            try
            {
                Answer(context, body(texts));
            }
            catch (Exception error) when (error is FormatException or OverflowException or DivideByZeroException or ArgumentException)
            {
                raw.sqlite3_result_error(context, utf8z.FromString($"{name}: {error.Message}"));
            }
        }

        lock (Gate)
            Functions.Add((name, arity, Call));
    }

    internal static void Register(sqlite3 connection)
    {
        lock (Gate)
        {
            foreach (var (name, arity, body) in Functions)
                _ = raw.sqlite3_create_function(connection, name, arity, raw.SQLITE_DETERMINISTIC, null, body);
        }
    }

    private static void Answer(sqlite3_context context, object? value)
    {
        switch (value)
        {
            case null: raw.sqlite3_result_null(context); break;
            case long number: raw.sqlite3_result_int64(context, number); break;
            case int number: raw.sqlite3_result_int64(context, number); break;
            case bool truth: raw.sqlite3_result_int(context, truth ? 1 : 0); break;
            case double number: raw.sqlite3_result_double(context, number); break;
            case decimal number: raw.sqlite3_result_text(context, utf8z.FromString(SqliteText.OfDecimal(number))); break;
            case string text: raw.sqlite3_result_text(context, utf8z.FromString(text)); break;
            default: throw new ArgumentException($"A function cannot answer a {value.GetType()}.");
        }
    }
}
