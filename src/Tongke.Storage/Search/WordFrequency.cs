namespace Tongke.Storage;

/// <summary>How often words stand in the records of a table.</summary>
/// <param name="Records">Records of the table.</param>
/// <param name="Hits">How many of them have the words; where they are frequent, perhaps only how many at least.</param>
public readonly record struct WordFrequency(double Records, double Hits)
{
    /// <summary>The cost of collecting and sorting a hit in that of reading a record and looking at its texts; measured with a million records.</summary>
    private const double CostOfHit = 0.5;

    /// <summary>In how many records of any order one hit lies.</summary>
    public double RecordsForOneHit => Records / Hits;

    /// <summary>Records after which looking on costs more than collecting all hits would have.</summary>
    public long MostRecords => (long)(Hits * CostOfHit);

    /// <summary>Whether looking at records in their order, with <see cref="SearchWords"/>, fills a page sooner than collecting and sorting all hits.</summary>
    public bool PaysToWalk(int page) => Hits > MostToCollect(Records, page);

    /// <summary>Hits of which a page is found as soon by collecting all as by looking at records × page ÷ hits of them.</summary>
    internal static double MostToCollect(double records, int page) => Math.Sqrt(page * records / CostOfHit);
}
