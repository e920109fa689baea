/** A well-known SKU: its id, part number, product name and the service plans in it. */
export interface KnownSku {
  readonly skuId: string;
  readonly productName: string;
  /** Names of its service plans. */
  readonly plans: string;
}
