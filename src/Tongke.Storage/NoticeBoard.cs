using System.Collections.Concurrent;

namespace Tongke.Storage;

/// <summary>The listeners of this process. They must be quick and must not throw.</summary>
internal sealed class NoticeBoard
{
    private readonly ConcurrentDictionary<Subscription, byte> _subscriptions = new();

    public IDisposable Add(string channel, Action<string> listener)
    {
        var subscription = new Subscription(this, channel, listener);
        _subscriptions[subscription] = 0;
        return subscription;
    }

    public void Tell(Notice notice)
    {
        foreach (var (subscription, _) in _subscriptions)
        {
            if (subscription.Channel == notice.Channel)
                subscription.Listener(notice.Payload);
        }
    }

    /// <summary>Tells every listener that notices may have been missed.</summary>
    public void TellAll(string payload)
    {
        foreach (var (subscription, _) in _subscriptions)
            subscription.Listener(payload);
    }

    private sealed class Subscription(NoticeBoard board, string channel, Action<string> listener) : IDisposable
    {
        public string Channel => channel;

        public Action<string> Listener => listener;

        public void Dispose() => board._subscriptions.TryRemove(this, out _);
    }
}
