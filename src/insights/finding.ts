/** The kinds of waste and disorder that are looked for. */
export type FindingKind =
  | 'unassigned-before-renewal'
  | 'expiring'
  | 'suspended'
  | 'sign-in-disabled'
  | 'never-signed-in'
  | 'inactive'
  | 'overlapping'
  | 'shared-mailbox'
  | 'direct-and-group'
  | 'assignment-error';

/** How sure a finding is: by what Graph states, or by what it lets us conclude. */
export type Confidence = 'certain' | 'very-likely' | 'likely';

/** One license of one person that a finding is about. */
export interface FindingItem {
  readonly userId: string;
  readonly displayName: string;
  readonly skuId: string;
  /** What is known about this one: since when, by which group, which error. */
  readonly since?: Date;
  readonly groupId?: string;
  readonly error?: string;
  /** Whether it is a direct license, which can be taken back; a group's cannot. */
  readonly direct: boolean;
}

/** Licenses that nobody seems to need, or that need putting in order. */
export interface Finding {
  readonly kind: FindingKind;
  /** Distinguishes findings of one kind: the plan or pair of plans they are about. */
  readonly id: string;
  /** The plan concerned; for `overlapping` the one that is contained. */
  readonly skuId?: string;
  /** For `overlapping`, the plan that contains it. */
  readonly containingSkuId?: string;
  /** One per person and plan; empty for findings about units that nobody holds. */
  readonly items: readonly FindingItem[];
  /** Units concerned: `items.length`, or units that nobody holds. */
  readonly licenses: number;
  /** What taking them back would save a month, where the portal gives prices; undefined when unknown or nothing. */
  readonly monthlySaving?: number;
  readonly confidence: Confidence;
  /** When it happens: the renewal or the end. */
  readonly on?: Date;
}
