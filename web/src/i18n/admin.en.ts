import { adminCompanyEn } from './adminCompany.en.ts';
import { adminFieldsEn } from './adminFields.en.ts';
import { adminObjectsEn } from './adminObjects.en.ts';
import { adminPeopleEn } from './adminPeople.en.ts';

/** The administrator's pages in English; the same keys, and a singular where one is needed. */
export const adminEn = {
  ...adminCompanyEn,
  ...adminPeopleEn,
  ...adminObjectsEn,
  ...adminFieldsEn,
};
