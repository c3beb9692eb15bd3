import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { citiesOf, districtsOf, provinces } from './regions.ts';

/** The list to which the server holds Chinese addresses: `province|cities and counties it governs directly|…`. */
const kept = new Map(
  readFileSync(new URL('../../../../../src/Tongke.Kernel/Schemas/Regions/regions.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => {
      const [province = '', cities = '', direct = ''] = line.split('|');
      return [province, new Set([province, ...cities.split(' '), ...direct.split(' ')])] as const;
    }),
);

describe('the cascade', () => {
  it.each(provinces())('offers in %s only cities that the server takes', (province) => {
    const cities = kept.get(province);
    expect(cities).toBeDefined();
    expect(citiesOf(province).filter((city) => !cities?.has(city))).toEqual([]);
  });

  it('goes down to the district, also where a province is its own city or governs a county itself', () => {
    expect(districtsOf('江苏省', '南京市')).toContain('玄武区');
    expect(citiesOf('重庆市')).toEqual(['重庆市']);
    expect(districtsOf('重庆市', '重庆市')).toEqual(expect.arrayContaining(['渝中区', '城口县']));
    expect(citiesOf('河南省')).toContain('济源市');
    expect(citiesOf('Bavaria')).toEqual([]);
  });
});
