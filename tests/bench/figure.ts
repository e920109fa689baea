/** One measured number. */
export interface Figure {
  /** Dotted, stable: `pipeline.writes.10000.httpCalls`. */
  readonly id: string;
  readonly value: number;
  readonly unit: string;
  readonly better: 'lower' | 'higher';
  /** How it was measured, in a sentence. */
  readonly method: string;
}
