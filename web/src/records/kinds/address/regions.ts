import { areaList } from '@vant/area-data';

/* The divisions of China as they follow one another, in the words in which the server keeps them. */

/** A heading of the statistics, not a place: the counties below it are governed by the province itself. */
const headings = new Set(['省直辖县', '自治区直辖县级行政区划']);
/** Provinces that are their own only city. */
const wholes = new Set(['北京市', '天津市', '上海市', '重庆市', '香港特别行政区', '澳门特别行政区']);
/** Counties that the data lists under Taiwan although no city list has them. */
const unlisted = new Set(['金门县', '连江县']);

type List = Record<string, string>;

const codeOf = (list: List, name: string | null | undefined, within = ''): string | undefined =>
  Object.keys(list).find((code) => list[code] === name && code.startsWith(within));

const named = (list: List, within = ''): string[] => [
  ...new Set(
    Object.entries(list)
      .filter(([code]) => code.startsWith(within))
      .map(([, name]) => name),
  ),
];

export function provinces(): string[] {
  return named(areaList.province_list);
}

export function citiesOf(province: string | null | undefined): string[] {
  const code = codeOf(areaList.province_list, province)?.slice(0, 2);
  if (!code || !province) return [];
  if (wholes.has(province)) return [province];
  return Object.entries(areaList.city_list)
    .filter(([city, name]) => city.startsWith(code) && !unlisted.has(name))
    .flatMap(([city, name]) => (headings.has(name) ? named(areaList.county_list, city.slice(0, 4)) : name));
}

export function districtsOf(province: string | null | undefined, city: string | null | undefined): string[] {
  const within = codeOf(areaList.province_list, province)?.slice(0, 2);
  if (!within || !province) return [];
  if (wholes.has(province)) return named(areaList.county_list, within);
  const code = codeOf(areaList.city_list, city, within);
  return code ? named(areaList.county_list, code.slice(0, 4)) : [];
}
