import type { LitElement } from 'lit';
import type { Finding, FindingItem } from '../../insights/finding.js';

/** People that an opened finding lists at first and with each "Show more". */
const peopleAtOnce = 50;

/** Which findings are opened, how many of their people are listed, and who of them is chosen. */
export class FindingSelection {
  readonly #host: LitElement;
  readonly #opened = new Set<string>();
  readonly #listed = new Map<string, number>();
  /** People whose check mark differs from what the finding proposes: finding and user id. */
  readonly #toggled = new Set<string>();

  constructor(host: LitElement) {
    this.#host = host;
  }

  /** Ids of opened findings: another object when they are others. */
  opened: ReadonlySet<string> = new Set();

  toggleOpen({ id }: Finding): void {
    toggle(this.#opened, id);
    this.opened = new Set(this.#opened);
    this.#host.requestUpdate();
  }

  /** People that are listed. */
  shown({ id }: Finding): number {
    return this.#listed.get(id) ?? peopleAtOnce;
  }

  showMore(finding: Finding): void {
    this.#listed.set(finding.id, this.shown(finding) + peopleAtOnce * 4);
    this.#host.requestUpdate();
  }

  /** What is only likely, or takes something along, has to be looked at: at first it is not chosen. */
  isChosen({ id, confidence }: Finding, { user, appsLost = [] }: FindingItem): boolean {
    const proposed = confidence !== 'likely' && appsLost.length === 0;
    return proposed !== this.#toggled.has(`${id} ${user.id}`);
  }

  toggleChosen({ id }: Finding, userId: string): void {
    toggle(this.#toggled, `${id} ${userId}`);
    this.#host.requestUpdate();
  }
}

function toggle(set: Set<string>, key: string): void {
  if (!set.delete(key)) set.add(key);
}
