import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchServer } from './watchServer.ts';

let there = false;
let asked = 0;
const ask = async () => {
  asked++;
  return there;
};

beforeEach(() => {
  vi.useFakeTimers();
  there = false;
  asked = 0;
});
afterEach(() => vi.useRealTimers());

it('asks ever less often while the server is away, and says so within the next wait when it is back', async () => {
  const onThere = vi.fn();
  const stop = watchServer(onThere, ask, new EventTarget());
  await vi.advanceTimersByTimeAsync(15_000);
  expect(asked).toBe(4);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toBe(8);
  expect(onThere).not.toHaveBeenCalled();
  there = true;
  await vi.advanceTimersByTimeAsync(15_000);
  expect(onThere).toHaveBeenCalledTimes(1);
  stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(onThere).toHaveBeenCalledTimes(1);
});

it('asks at once when the device has a connection again, and soon after if the server takes longer', async () => {
  const device = new EventTarget();
  const onThere = vi.fn();
  const stop = watchServer(onThere, ask, device);
  await vi.advanceTimersByTimeAsync(60_000);
  const before = asked;
  device.dispatchEvent(new Event('online'));
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toBe(before + 1);
  there = true;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(onThere).toHaveBeenCalledTimes(1);
  stop();
});
