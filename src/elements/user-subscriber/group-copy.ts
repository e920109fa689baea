import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { GraphClient } from '../../graph/graph-client.js';
import { toProvisioningError, type ProvisioningError } from '../../model/errors.js';
import { listGroupMembers, listTransitiveMembers, type Group } from '../../services/groups/groups.js';

/** Which people of a group are meant. */
export type MemberDepth = 'direct' | 'nested';

/** The people of one group on their way to becoming subscribers, as a copy of now. */
export class GroupCopy implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #group: Group | undefined;
  #depth: MemberDepth = 'direct';
  #read = 0;
  #members: readonly string[] | undefined;
  #error: ProvisioningError | undefined;
  #running: AbortController | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get group(): Group | undefined {
    return this.#group;
  }

  get depth(): MemberDepth {
    return this.#depth;
  }

  /** Ids of the people, once all are read. */
  get members(): readonly string[] | undefined {
    return this.#members;
  }

  get reading(): boolean {
    return this.#running !== undefined;
  }

  /** How many are read so far. */
  get readCount(): number {
    return this.#read;
  }

  get error(): ProvisioningError | undefined {
    return this.#error;
  }

  choose(group: Group | undefined): void {
    this.#reset();
    this.#group = group;
    this.#host.requestUpdate();
  }

  setDepth(depth: MemberDepth): void {
    this.#reset();
    this.#depth = depth;
    this.#host.requestUpdate();
  }

  async readMembers(client: GraphClient): Promise<void> {
    if (!this.#group) return;
    this.#reset();
    const running = new AbortController();
    this.#running = running;
    this.#host.requestUpdate();
    const list = this.#depth === 'direct' ? listGroupMembers : listTransitiveMembers;
    const ids = new Set<string>();
    try {
      for await (const page of list(client, this.#group.id, { signal: running.signal })) {
        if (this.#running !== running) return;
        for (const id of page.items) ids.add(id);
        this.#read = ids.size;
        this.#host.requestUpdate();
      }
      if (this.#running !== running) return;
      this.#members = [...ids];
    } catch (thrown) {
      if (this.#running !== running) return;
      this.#error = toProvisioningError(thrown);
    }
    this.#running = undefined;
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#reset();
  }

  #reset(): void {
    this.#running?.abort();
    this.#running = undefined;
    this.#members = undefined;
    this.#error = undefined;
    this.#read = 0;
  }
}
