using Microsoft.OData;

namespace Tongke.Server.Tests.Contract;

/// <summary>A record as Microsoft.OData.Core read it.</summary>
internal sealed record ODataRow(ODataResourceBase Resource)
{
    public Dictionary<string, List<ODataRow>> Related { get; } = new(StringComparer.Ordinal);

    public object? this[string name] => Resource.Properties.OfType<ODataProperty>().SingleOrDefault(p => p.Name == name)?.Value;

    /// <summary>Reads a list, one record or a delta to its end.</summary>
    public static (List<ODataRow> Rows, ODataResourceSetBase? Set) Read(ODataReader reader)
    {
        var rows = new List<ODataRow>();
        var open = new Stack<ODataRow>();
        var relations = new Stack<string>();
        ODataResourceSetBase? set = null;
        while (reader.Read())
        {
            switch (reader.State)
            {
                case ODataReaderState.ResourceStart or ODataReaderState.DeletedResourceStart when reader.Item is ODataResourceBase resource:
                    var row = new ODataRow(resource);
                    if (relations.Count == 0)
                        rows.Add(row);
                    else
                        open.Peek().Related[relations.Peek()].Add(row);
                    open.Push(row);
                    break;
                case ODataReaderState.ResourceEnd or ODataReaderState.DeletedResourceEnd when reader.Item is not null:
                    open.Pop();
                    break;
                case ODataReaderState.NestedResourceInfoStart:
                    relations.Push(((ODataNestedResourceInfo)reader.Item!).Name);
                    open.Peek().Related.TryAdd(relations.Peek(), []);
                    break;
                case ODataReaderState.NestedResourceInfoEnd:
                    relations.Pop();
                    break;
                case ODataReaderState.ResourceSetEnd or ODataReaderState.DeltaResourceSetEnd when relations.Count == 0:
                    set = (ODataResourceSetBase?)reader.Item;
                    break;
                default:
                    break;
            }
        }

        return (rows, set);
    }
}
