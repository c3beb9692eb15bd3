import { describe, expect, it } from 'vitest';
import { isWithin } from './navigation.ts';

describe('the place one is at', () => {
  it('is the page itself and what stands within it, and none whose name only begins alike', () => {
    expect(isWithin('/o/lead', '/o/lead')).toBe(true);
    expect(isWithin('/o/lead/01a2', '/o/lead')).toBe(true);
    expect(isWithin('/o/lead_form', '/o/lead')).toBe(false);
    expect(isWithin('/o/lead', '/')).toBe(false);
    expect(isWithin('/', '/')).toBe(true);
  });
});
