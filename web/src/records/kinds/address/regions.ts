import { areaList } from '@vant/area-data';

/** The divisions of China as they follow one another: provinces, their cities, the cities' districts. */
const codeOf = (list: Record<string, string>, name: string | null | undefined, within = ''): string | undefined =>
  Object.keys(list).find((code) => list[code] === name && code.startsWith(within));

const named = (list: Record<string, string>, within = ''): string[] => [
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
  const code = codeOf(areaList.province_list, province);
  return code ? named(areaList.city_list, code.slice(0, 2)) : [];
}

export function districtsOf(province: string | null | undefined, city: string | null | undefined): string[] {
  const province2 = codeOf(areaList.province_list, province)?.slice(0, 2);
  const code = province2 && codeOf(areaList.city_list, city, province2);
  return code ? named(areaList.county_list, code.slice(0, 4)) : [];
}
