export interface Address {
  province?: string | null;
  city?: string | null;
  district?: string | null;
  street?: string | null;
}

/** From the largest to the smallest. */
export const addressParts = ['province', 'city', 'district', 'street'] as const;
