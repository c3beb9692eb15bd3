import { expect, it } from 'vitest';
import { parsePoint, pointText } from './geoPoint.ts';

it('reads a point as maps give it, the longitude first where it can be no latitude', () => {
  expect(parsePoint('31.23, 121.47')).toEqual({ lat: 31.23, lng: 121.47 });
  expect(parsePoint('121.47，31.23')).toEqual({ lat: 31.23, lng: 121.47 });
  expect(parsePoint({ lat: -33.9, lng: 18.4 })).toEqual({ lat: -33.9, lng: 18.4 });
  for (const typed of ['31.23', '1,2,3', '200, 31', 'here']) expect(parsePoint(typed)).toBeNull();
  expect(pointText({ lat: 31.2300001, lng: 121.47 })).toBe('31.23, 121.47');
});
