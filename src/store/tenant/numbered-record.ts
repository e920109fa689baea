import { ProvisioningError, toProvisioningError } from '../../model/errors.js';
import {
  addGroupExtension,
  listGroupExtensions,
  removeGroupExtension,
  type GroupExtension,
} from '../../services/groups/group-extensions.js';
import type { CallOptions } from '../store.js';
import { toReadOptions, trustMs, whenKnown, type TenantAccess } from './tenant-groups.js';

/** One of the numbered records of a group. */
export interface NumberedRecord {
  readonly number: number;
  readonly values: GroupExtension['values'];
}

/**
 * Records of a group of which the one with the highest number counts. Graph gives a name to one extension only: of several
 * who write the same number, one succeeds. There are two at most, the current one and the one before.
 */
export class NumberedRecords {
  readonly #access: TenantAccess;
  readonly #groupId: string;
  readonly #prefix: string;

  /** @param name - what the extensions are called, without their number: `o365.workspace` */
  constructor(access: TenantAccess, groupId: string, name: string) {
    this.#access = access;
    this.#groupId = groupId;
    this.#prefix = `${name}.`;
  }

  nameOf(number: number): string {
    return `${this.#prefix}${number}`;
  }

  /** Those that Graph shows, the current one last. @throws {ProvisioningError} `not-found` when there is no such group */
  async list(options?: CallOptions): Promise<readonly NumberedRecord[]> {
    const found = await listGroupExtensions(this.#access.graph, this.#groupId, toReadOptions(options));
    return found
      .flatMap(({ name, values }) => {
        const digits = name.startsWith(this.#prefix) ? name.slice(this.#prefix.length) : '';
        return /^\d{1,9}$/.test(digits) ? [{ number: Number(digits), values }] : [];
      })
      .sort((a, b) => a.number - b.number);
  }

  /**
   * Writes a record under its number.
   *
   * @param values - with a `nonce` that tells ours from that of somebody else
   * @param isNewGroup - not every machine of Microsoft may know the group yet
   * @returns whether it is ours now; else somebody was faster
   */
  async add({ number, values }: NumberedRecord, isNewGroup = false): Promise<boolean> {
    const write = (): Promise<void> =>
      addGroupExtension(this.#access.graph, this.#groupId, { name: this.nameOf(number), values });
    const insist = (): Promise<boolean> => this.#insist(write, number, values['nonce']);
    return isNewGroup ? whenKnown(this.#access, insist) : insist();
  }

  async remove(number: number): Promise<void> {
    await removeGroupExtension(this.#access.graph, this.#groupId, this.nameOf(number));
  }

  /** Writes until it is known what came of it: that the name is taken may be our own doing, whose answer was lost. */
  async #insist(write: () => Promise<void>, number: number, nonce: string | undefined): Promise<boolean> {
    let isLost = false;
    for (let attempt = 0; ; attempt += 1)
      try {
        await write();
        return true;
      } catch (thrown) {
        const { code, open } = toProvisioningError(thrown);
        if (code === 'conflict') return isLost && this.#isOurs(number, nonce);
        if (!open || attempt === attempts) throw thrown;
        isLost = true;
      }
  }

  async #isOurs(number: number, nonce: string | undefined): Promise<boolean> {
    const { clock } = this.#access;
    for (let waitedMs = 0; waitedMs < trustMs; waitedMs += 5_000) {
      const stored = (await this.list()).find((each) => each.number === number);
      if (stored) return stored.values['nonce'] === nonce;
      await clock.sleep(5_000);
    }
    throw new ProvisioningError(
      'service-unavailable',
      'Microsoft does not show yet what was just written, so its owner cannot be determined.',
      { retryable: true },
    );
  }
}

/** How often a write whose answer was lost is tried again. */
const attempts = 3;
