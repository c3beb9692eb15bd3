import type { ErrorDetail } from '../../api/http.ts';
import type { Definitions, FieldMeta, ObjectMeta } from '../../api/meta.ts';
import { linkName, parseLink } from '../kinds/shared/reference.ts';
import { titleOf } from '../values.ts';

/** One thing that is missing, and what may be filled or made to bring it. */
export interface Obstacle {
  message: string;
  fields: FieldMeta[];
  children: { object: ObjectMeta; link: string }[];
}

/** The refusal's details, each message once and each field below one of them; what another input asks for is left out. */
export function obstaclesOf(
  definitions: Definitions,
  object: ObjectMeta,
  details: readonly ErrorDetail[],
  asked: ReadonlySet<string> = new Set(),
): Obstacle[] {
  const obstacles: Obstacle[] = [];
  const placed = new Set(asked);
  for (const detail of details) {
    if (!detail.message || obstacles.some((obstacle) => obstacle.message === detail.message)) continue;
    const ways = detail.ways ?? (detail.target ? [{ object: object.name, field: detail.target }] : []);
    const own = ways.filter((way) => way.object === object.name).flatMap((way) => definitions.field(object, way.field) ?? []);
    const fields = own.filter((field) => field.editable && !placed.has(field.name));
    for (const field of fields) placed.add(field.name);
    const children = ways.flatMap((way) => {
      const child = way.object === object.name ? undefined : definitions.find(way.object);
      return child?.can.create ? [{ object: child, link: way.field }] : [];
    });
    obstacles.push({ message: detail.message, fields, children });
  }
  return obstacles;
}

/** What a record that was made is called; one without a name of its own after what else it links to, a person or a product. */
export function madeName(child: ObjectMeta, made: Record<string, unknown>, link: string): string {
  if (child.nameField !== 'id') return `${child.label} ${titleOf(child, made)}`;
  const others = child.fields.filter((f) => f.type === 'lookup' && f.name !== link && !f.system);
  const name = others
    .map((f) => parseLink(made[f.name]))
    .map((other) => other && linkName(other))
    .find(Boolean);
  return name ? `${child.label} ${name}` : child.label;
}
