import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readToasts, tellDone, tellError, tellUndoable } from './toast.ts';

const messages = () => readToasts().map((toast) => toast.message);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

describe('messages', () => {
  it('never stand more than two above each other, and a mere word gives way to the next', () => {
    tellDone('copied');
    tellDone('saved');
    expect(messages()).toEqual(['saved']);
    tellUndoable('a changed', 'undo', () => {});
    tellUndoable('b changed', 'undo', () => {});
    tellUndoable('c changed', 'undo', () => {});
    expect(messages()).toEqual(['b changed', 'c changed']);
    tellError('failed');
    expect(messages()).toEqual(['c changed', 'failed']);
  });

  it('speak once of what was done again and again, and take all of it back, the last first', () => {
    const undone: string[] = [];
    const group = { key: 'complete', said: (count: number) => `${count} done` };
    for (const task of ['a', 'b', 'c']) tellUndoable(`${task} done`, 'undo', () => undone.push(task), group);
    expect(messages()).toEqual(['3 done']);
    readToasts()[0]?.action?.run();
    expect(undone).toEqual(['c', 'b', 'a']);
  });

  it('keep the way back longer where many were changed', () => {
    tellUndoable('300 changed', 'undo', () => {}, undefined, 'many');
    vi.advanceTimersByTime(29_000);
    expect(messages()).toEqual(['300 changed']);
    vi.advanceTimersByTime(2000);
    expect(messages()).toEqual([]);
  });

  it('forget what was done too long ago to be taken back', () => {
    const group = { key: 'complete', said: (count: number) => `${count} done` };
    tellUndoable('a done', 'undo', () => {}, group);
    vi.advanceTimersByTime(10_001);
    tellUndoable('b done', 'undo', () => {}, group);
    expect(messages()).toEqual(['b done']);
  });
});
