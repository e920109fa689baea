/** The type of one property, as far as filters, defaults and sorting need it. `[]` marks a collection. */
export type PropertyType =
  'string' | 'boolean' | 'number' | 'date' | 'guid' | 'object' | 'string[]' | 'object[]';

/** `default` works on any read; `advanced` needs ConsistencyLevel: eventual and `$count=true`. */
export type Support = 'default' | 'advanced';

/** How a property may be filtered. A missing operator is refused, whatever the headers. */
export interface FilterRule {
  /** Of the compared value; the property's own type when absent. */
  readonly type?: 'string' | 'boolean' | 'number' | 'date' | 'guid';
  /** `eq` and `in`; `ne` and `not` are then possible too, always as advanced queries. */
  readonly eq?: Support;
  readonly startsWith?: Support;
  readonly endsWith?: Support;
  /** `ge`, `le`, `gt`, `lt`. */
  readonly range?: Support;
  /** `eq null`. */
  readonly null?: Support;
  /** Numbers that `/$count eq` and `/$count ne` may compare with; always advanced. */
  readonly counts?: readonly number[];
}

/** What a kind of entity is called, what it holds and what may be asked of it. */
export interface EntityKind {
  /** Singular, as in the type name: `user` for `microsoft.graph.user`. */
  readonly name: string;
  /** True for objects under the rules of advanced queries. */
  readonly directory: boolean;
  readonly properties: Readonly<Record<string, PropertyType>>;
  /** Relationships, for `$expand` and for telling a wrong `$select` apart. */
  readonly relationships: readonly string[];
  /**
   * Filter support by path, lambda variables left out: `assignedLicenses/skuId`. Absent = every scalar property
   * can be compared; empty = `$filter` is refused.
   */
  readonly filters?: Readonly<Record<string, FilterRule>>;
  readonly sorts?: Readonly<Record<string, Support>>;
  /** Properties returned without `$select`; absent = all but `selectOnly`. */
  readonly defaultSelect?: readonly string[];
  /** Returned only when selected. */
  readonly selectOnly?: readonly string[];
  /** Never returned, even when selected. */
  readonly hidden?: readonly string[];
  /** Readable on one entity at a time; selecting them on a list is answered with 501. */
  readonly singleOnly?: readonly string[];
  /** Left out of the answer, instead of null, when the entity has no value. */
  readonly omitWhenAbsent?: readonly string[];
  /** Changes of these alone bring nobody into a delta query. */
  readonly untracked?: readonly string[];
  /** Query options a list understands. */
  readonly options: readonly string[];
}

/** Spells a property table as one line of names per type. */
export function toPropertyTable(
  names: Partial<Record<PropertyType, string>>,
): Readonly<Record<string, PropertyType>> {
  const table: Record<string, PropertyType> = {};
  for (const [type, list] of Object.entries(names))
    for (const name of list.split(/\s+/).filter(Boolean)) table[name] = type as PropertyType;
  return table;
}

/** Spells a support table as one line of paths per kind of support; later lines add to earlier ones. */
export function toFilterTable(
  ...lines: readonly (readonly [FilterRule, string])[]
): Readonly<Record<string, FilterRule>> {
  const table: Record<string, FilterRule> = {};
  for (const [rule, list] of lines)
    for (const path of list.split(/\s+/).filter(Boolean)) table[path] = { ...table[path], ...rule };
  return table;
}

/** Query options of directory objects. */
export const directoryOptions = [
  '$select',
  '$filter',
  '$search',
  '$orderby',
  '$top',
  '$count',
  '$expand',
  '$skiptoken',
  '$format',
] as const;

/** `user` as Graph's texts write it: `User`. */
export function toResourceName(kind: EntityKind): string {
  return kind.name.charAt(0).toUpperCase() + kind.name.slice(1);
}
