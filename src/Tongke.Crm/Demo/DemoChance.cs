namespace Tongke.Crm.Demo;

/// <summary>Chance that falls the same way every time, so that two installations show the same company.</summary>
internal sealed class DemoChance(int seed)
{
    private readonly Random random = new(seed);

    /// <summary>One of <paramref name="items"/>.</summary>
    public T Of<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>One of <paramref name="items"/>, those in front more often.</summary>
    public T Early<T>(IReadOnlyList<T> items) => items[(int)(items.Count * Math.Pow(random.NextDouble(), 1.7))];

    /// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Between(int low, int high) => random.Next(low, high + 1);

    /// <summary>Whether something of this probability (0 to 1) happens.</summary>
    public bool Happens(double probability) => random.NextDouble() < probability;

    /// <summary>The same day, between nine and six in China; Sunday becomes Saturday.</summary>
    public DateTimeOffset WorkingHour(DateTimeOffset moment)
    {
        var day = moment.UtcDateTime.Date.AddDays(moment.UtcDateTime.DayOfWeek == DayOfWeek.Sunday ? -1 : 0);
        return new DateTimeOffset(day, TimeSpan.Zero).AddHours(1).AddMinutes(Between(0, 540));
    }

    /// <summary>A number around <paramref name="middle"/>, rarely far above it, as amounts and waiting times are.</summary>
    public double Around(double middle)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return middle * Math.Exp(0.55 * normal);
    }

    /// <summary><paramref name="digits"/> digits.</summary>
    public string Digits(int digits) => string.Concat(Enumerable.Range(0, digits).Select(_ => (char)('0' + random.Next(10))));

    /// <summary>The items in another order.</summary>
    public T[] Shuffled<T>(IEnumerable<T> items)
    {
        T[] all = [.. items];
        random.Shuffle(all);
        return all;
    }
}
