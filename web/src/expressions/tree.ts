/** An expression as the server writes it (ExprJson): every node says its type. */
export type Tree =
  | { kind: 'constant'; type: Kind; scale?: number; value: boolean | number | string | string[] | null }
  | { kind: 'field'; type: Kind; scale?: number; path: string[]; formula?: Tree }
  | { kind: 'context'; type: Kind; name: ContextName }
  | { kind: 'call'; type: Kind; scale?: number; function: string; arguments: Tree[] }
  | { kind: 'any' | 'all'; type: Kind; child: string; condition?: Tree }
  | { kind: 'aggregate'; type: Kind; scale?: number; function: string; child: string; of?: Tree; filter?: Tree };

export type Kind =
  | 'boolean'
  | 'integer'
  | 'decimal'
  | 'text'
  | 'date'
  | 'time'
  | 'instant'
  | 'id'
  | 'texts'
  | 'ids'
  | 'json'
  | 'bytes';

export type ContextName =
  | 'me'
  | 'myDepartment'
  | 'myDepartmentTree'
  | 'myDepartmentPath'
  | 'myRoles'
  | 'meAndMySubordinates'
  | 'now'
  | 'today';

/** What an expression may know beside the record. */
export interface Context {
  userId: string | null;
  departmentId: string | null;
  /** The user's department and all below it; only the department itself when not given. */
  departmentIds?: string[];
  /** The user and everybody below; only the user when not given. */
  teamIds?: string[];
  now: Date;
  /** IANA name of the company's zone. */
  timeZone: string;
  /** Days as `yyyy-MM-dd`. */
  calendar?: { holidays: string[]; workedWeekends: string[] };
}

/**
 * A value while it is calculated: whole numbers are bigint, decimals bigint in units of 10⁻¹⁰, days and times their ISO text,
 * points in time milliseconds since 1970.
 */
export type Value = null | boolean | bigint | number | string | string[];

/** A condition this client cannot judge: it asks for other records, or for what a newer server knows. */
export class NotHereError extends Error {}
