/** A value written in a `$filter`. */
export type Literal =
  | { readonly type: 'string' | 'guid' | 'date'; readonly value: string }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'null'; readonly value: null };

/** Segments of a property path, such as `['assignedLicenses', '$count']`; inside a lambda the first is its variable. */
export type Path = readonly string[];

export type Comparison = 'eq' | 'ne' | 'ge' | 'le' | 'gt' | 'lt';

/** The parsed form of a `$filter`. */
export type FilterNode =
  | { readonly kind: 'and' | 'or'; readonly left: FilterNode; readonly right: FilterNode }
  | { readonly kind: 'not'; readonly operand: FilterNode }
  | {
      readonly kind: 'compare';
      readonly operator: Comparison;
      readonly path: Path;
      readonly literal: Literal;
    }
  | { readonly kind: 'in'; readonly path: Path; readonly literals: readonly Literal[] }
  | { readonly kind: 'call'; readonly name: string; readonly path: Path; readonly literal: Literal }
  | {
      readonly kind: 'lambda';
      readonly quantifier: 'any' | 'all';
      readonly path: Path;
      /** Absent in `any()`, which asks for at least one item. */
      readonly body?: { readonly variable: string; readonly condition: FilterNode };
    };
