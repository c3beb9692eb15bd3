import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';

/** The parts of an activity the story is told with, found by what they are and not by what they are called. */
export interface ActivityShape {
  type: FieldMeta | undefined;
  body: FieldMeta | undefined;
  at: FieldMeta | undefined;
}

export function activityShape(activity: ObjectMeta): ActivityShape {
  const own = activity.fields.filter((f) => !f.system && !['created_at', 'updated_at', 'deleted_at'].includes(f.name));
  return {
    type: own.find((f) => f.type === 'select' && f.required) ?? own.find((f) => f.type === 'select'),
    body: own.find((f) => f.type === 'rich_text' || f.type === 'long_text'),
    at: own.find((f) => f.type === 'datetime'),
  };
}
