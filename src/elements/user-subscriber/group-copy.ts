import type { ReactiveControllerHost } from 'lit';
import { ActionController, type Failure } from '../../controllers/action-controller.js';
import type { GraphClient } from '../../graph/graph-client.js';
import { listGroupMembers, listTransitiveMembers, type Group } from '../../services/groups/groups.js';

/** Which people of a group are meant. */
export type MemberDepth = 'direct' | 'nested';

/** The people of one group on their way to becoming subscribers, as a copy of now. */
export class GroupCopy {
  readonly #host: ReactiveControllerHost;
  readonly #action: ActionController<readonly string[]>;
  #group: Group | undefined;
  #depth: MemberDepth = 'direct';
  #read = 0;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    this.#action = new ActionController(host);
  }

  get group(): Group | undefined {
    return this.#group;
  }

  get depth(): MemberDepth {
    return this.#depth;
  }

  /** Ids of the people, once all are read. */
  get members(): readonly string[] | undefined {
    return this.#action.value;
  }

  get reading(): boolean {
    return this.#action.running;
  }

  /** How many are read so far. */
  get readCount(): number {
    return this.#read;
  }

  get failure(): Failure | undefined {
    return this.#action.failure;
  }

  choose(group: Group | undefined): void {
    this.#group = group;
    this.#action.reset();
  }

  setDepth(depth: MemberDepth): void {
    this.#depth = depth;
    this.#action.reset();
  }

  async readMembers(client: GraphClient): Promise<void> {
    const group = this.#group;
    if (!group) return;
    const list = this.#depth === 'direct' ? listGroupMembers : listTransitiveMembers;
    await this.#action.run(async (signal) => {
      const ids = new Set<string>();
      this.#read = 0;
      for await (const page of list(client, group.id, { signal })) {
        signal.throwIfAborted();
        for (const id of page.items) ids.add(id);
        this.#read = ids.size;
        this.#host.requestUpdate();
      }
      return [...ids];
    });
  }
}
