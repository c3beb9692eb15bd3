using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Tongke.Server.Health;

/// <summary>Counts requests and their times for Prometheus.</summary>
public sealed class RequestMetrics
{
    private static readonly double[] Bounds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

    private readonly ConcurrentDictionary<(string Method, string Route, int Status), Series> series = new();

    /// <summary>Takes one request in.</summary>
    public void Add(string method, string route, int status, TimeSpan time) =>
        series.GetOrAdd((method, route, status), _ => new Series()).Add(time.TotalSeconds);

    /// <summary>Writes the figures in Prometheus' text form.</summary>
    public void Write(StringBuilder text)
    {
        text.Append("# HELP tongke_http_request_seconds Time from a request's arrival to the end of its answer.\n# TYPE tongke_http_request_seconds histogram\n");
        foreach (var ((method, route, status), figures) in series)
            figures.Write(text, string.Create(CultureInfo.InvariantCulture, $"method=\"{method}\",route=\"{route}\",status=\"{status}\""));
    }

    private sealed class Series
    {
        private readonly long[] counts = new long[Bounds.Length + 1];
        private long microseconds;

        public void Add(double seconds)
        {
            var bucket = Array.FindIndex(Bounds, b => seconds <= b);
            Interlocked.Increment(ref counts[bucket < 0 ? Bounds.Length : bucket]);
            Interlocked.Add(ref microseconds, (long)(seconds * 1_000_000));
        }

        public void Write(StringBuilder text, string labels)
        {
            long total = 0;
            for (var i = 0; i <= Bounds.Length; i++)
            {
                total += Interlocked.Read(ref counts[i]);
                var bound = i < Bounds.Length ? Bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf";
                text.Append(CultureInfo.InvariantCulture, $"tongke_http_request_seconds_bucket{{{labels},le=\"{bound}\"}} {total}\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"tongke_http_request_seconds_sum{{{labels}}} {Interlocked.Read(ref microseconds) / 1_000_000.0}\n");
            text.Append(CultureInfo.InvariantCulture, $"tongke_http_request_seconds_count{{{labels}}} {total}\n");
        }
    }
}
