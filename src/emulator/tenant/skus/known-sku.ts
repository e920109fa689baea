/** A well-known SKU: its id and the service plans in it. */
export interface KnownSku {
  readonly skuId: string;
  /** Names of its service plans. */
  readonly plans: string;
}
