import type { ReactiveControllerHost } from 'lit';
import { coversScope } from '../../auth/scopes/wider-scopes.js';
import { usersByIdsRead } from '../../context/reads/reads.js';
import type { Actor } from '../../model/actor.js';
import type { DirectoryUser } from '../../model/holding/user.js';
import { readUsersScopes } from '../../services/users/users.js';
import type { ProviderController } from '../provider-controller.js';
import { QueryController, type ReadState } from '../query-controller.js';

export interface ActorNamesOptions {
  /** Object ids of those who are shown, in any order and any number of times; empty where nobody was noted. */
  readonly ids: () => readonly string[];
  /** Asks also while reading people is not known to be permitted. Default: a name is good to have, not worth asking. */
  readonly needed?: boolean;
}

const objectId = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Who did something, by name: everybody whom an element shows is read in one go, and the signed-in account never. */
export class ActorNames {
  readonly #provider: ProviderController;
  readonly #options: ActorNamesOptions;
  readonly #people: QueryController<readonly DirectoryUser[]>;

  constructor(host: ReactiveControllerHost, provider: ProviderController, options: ActorNamesOptions) {
    this.#provider = provider;
    this.#options = options;
    this.#people = new QueryController(host, provider, (session) => {
      const ids = this.#listOthers();
      return ids.length > 0 ? usersByIdsRead(session, ids) : undefined;
    });
  }

  /** Where reading the names stands. */
  get state(): ReadState<readonly DirectoryUser[]> {
    return this.#people.state;
  }

  find(id: string): Actor {
    const { state } = this;
    const { account } = this.#provider.session ?? {};
    if (id === account?.objectId) return { status: 'named', name: account.name };
    if (!objectId.test(id) || state.status === 'waiting' || state.status === 'failed')
      return { status: 'unnamed' };
    if (state.status === 'loading') return { status: 'reading' };
    const user = state.value.find((each) => each.id === id);
    return user ? { status: 'named', name: user.displayName } : { status: 'gone' };
  }

  #listOthers(): readonly string[] {
    const granted = this.#provider.auth?.grantedScopes ?? [];
    const mayRead = readUsersScopes.every((scope) => coversScope(granted, scope));
    if (!mayRead && !this.#options.needed) return [];
    const ids = this.#options.ids().filter((id) => objectId.test(id) && !this.#provider.isOwn(id));
    return [...new Set(ids)].sort();
  }
}
