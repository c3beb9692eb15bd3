import { adminCompanyZh } from './adminCompany.zh.ts';
import { adminFieldsZh } from './adminFields.zh.ts';
import { adminObjectsZh } from './adminObjects.zh.ts';
import { adminPeopleZh } from './adminPeople.zh.ts';

/** The administrator's pages in Chinese; a part of the dictionary. */
export const adminZh = {
  ...adminCompanyZh,
  ...adminPeopleZh,
  ...adminObjectsZh,
  ...adminFieldsZh,
} as const;
