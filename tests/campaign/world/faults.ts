/** What a judge found wrong. */
export interface Fault {
  /** The judge. */
  readonly law: string;
  /** In words, with the person and the plan. */
  readonly message: string;
}

/** Collects what the judges of one story find. */
export class Faults {
  readonly #found: (Fault & { readonly step: number })[] = [];
  /** The step of the story under way, from 0. */
  step = 0;

  get found(): readonly (Fault & { readonly step: number })[] {
    return this.#found;
  }

  add(law: string, message: string): void {
    this.#found.push({ law, message, step: this.step });
  }
}
