import type { Emulator, TrafficRecord } from '../../src/emulator/index.js';

interface LicenseWrite {
  readonly addLicenses: readonly { readonly skuId: string; readonly disabledPlans: readonly string[] }[];
  readonly removeLicenses: readonly string[];
}

/** Sees every write to licenses and members that took effect, whoever sent it, and notes what must not happen. */
export interface WriteWatch {
  readonly onExchange: (record: TrafficRecord) => void;
  /** What went against the rules, in words. */
  readonly faults: readonly string[];
  start(emulator: Emulator): void;
  /** Whether a publish gave this user this plan at any time. */
  gave(userId: string, skuId: string): boolean;
  /** What a publish gave and nobody took since: `userId skuId`. */
  readonly given: ReadonlySet<string>;
  /** Whom publishes let into groups and nobody let out since: `groupId userId`. */
  readonly letIn: ReadonlySet<string>;
  /** Runs what somebody else does: it follows no rules. */
  pause<T>(work: () => Promise<T>): Promise<T>;
}

export function watchWrites(): WriteWatch {
  const faults: string[] = [];
  const held = new Map<string, Map<string, string>>();
  const given = new Set<string>();
  const everGiven = new Set<string>();
  const letIn = new Set<string>();
  const groupPlans = new Set<string>();
  let paused = false;

  const note = (userId: string, write: LicenseWrite): void => {
    const licenses = held.get(userId) ?? new Map<string, string>();
    held.set(userId, licenses);
    let changed = false;
    for (const skuId of write.removeLicenses) {
      changed = licenses.delete(skuId) || changed;
      if (!given.delete(`${userId} ${skuId}`) && !paused) faults.push(`took ${skuId} that it had not given`);
    }
    for (const { skuId, disabledPlans } of write.addLicenses) {
      const apps = [...disabledPlans].sort().join();
      if (!licenses.has(skuId) && !paused) {
        given.add(`${userId} ${skuId}`);
        everGiven.add(`${userId} ${skuId}`);
      }
      changed = licenses.get(skuId) !== apps || changed;
      licenses.set(skuId, apps);
    }
    if (!changed && !paused) faults.push(`wrote ${userId} without need`);
  };

  const noteGroup = (method: string, url: string, body: unknown): void => {
    const [, groupId, userId] = /\/groups\/([^/]+)(?:\/members\/([^/]+)\/\$ref)?/.exec(url) ?? [];
    const {
      'members@odata.bind': references = [],
      removeLicenses = [],
      addLicenses = [],
    } = (body ?? {}) as Partial<LicenseWrite & { readonly 'members@odata.bind': readonly string[] }>;
    for (const reference of references) letIn.add(`${groupId} ${reference.split('/').at(-1)}`);
    if (method === 'DELETE' && userId && !letIn.delete(`${groupId} ${userId}`))
      faults.push(`let ${userId} out of a group that it had not let in`);
    for (const { skuId } of addLicenses) groupPlans.add(`${groupId} ${skuId}`);
    for (const skuId of removeLicenses)
      if (!groupPlans.delete(`${groupId} ${skuId}`))
        faults.push(`took ${skuId} from a group that had it before`);
  };

  return {
    faults,
    given,
    letIn,
    start(emulator) {
      for (const user of emulator.state().users)
        held.set(
          user.id,
          new Map(
            user.licenseAssignmentStates
              .filter((license) => license.assignedByGroup === null)
              .map((license) => [license.skuId, [...license.disabledPlans].sort().join()]),
          ),
        );
    },
    gave: (userId, skuId) => everGiven.has(`${userId} ${skuId}`),
    async pause(work) {
      paused = true;
      try {
        return await work();
      } finally {
        paused = false;
      }
    },
    onExchange({ request, response }) {
      for (const { method, url, body, status } of listItems(request, response)) {
        if (status < 200 || status >= 300) continue;
        const userId = /\/users\/([^/]+)\/assignLicense$/.exec(url)?.[1];
        if (userId) note(userId, body as LicenseWrite);
        if (url.includes('/groups/')) noteGroup(method, url, body);
      }
    },
  };
}

function listItems(
  request: TrafficRecord['request'],
  response: TrafficRecord['response'],
): { method: string; url: string; body: unknown; status: number }[] {
  if (!response) return [];
  const { method, url, body } = request;
  if (!url.endsWith('/$batch')) return [{ method, url, body, status: response.status }];
  const { requests } = body as { requests: { id: string; method: string; url: string; body?: unknown }[] };
  const { responses } = response.body as { responses: { id: string; status: number }[] };
  const statuses = new Map(responses.map(({ id, status }) => [id, status]));
  return requests.map(({ id, ...item }) => ({ body: undefined, ...item, status: statuses.get(id) ?? 0 }));
}
