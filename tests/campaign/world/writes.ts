import type { StepKind } from '../../../src/model/publish/step.js';

/** One write that is about somebody or about a group, as it is on its way to Graph. */
export interface SeenWrite {
  /** `group`: the plans of a group. */
  readonly step: Exclude<StepKind, 'give-service' | 'take-service' | 'await-microsoft'> | 'group';
  /** Ids of the people it writes to; of the group, for its plans. */
  readonly ids: readonly string[];
  readonly groupId?: string;
  /** SKU ids. */
  readonly adds: readonly string[];
  readonly removes: readonly string[];
  /** It waits for another one of the same batch. */
  readonly waits: boolean;
}

interface SentItem {
  readonly method: string;
  readonly url: string;
  readonly body?: unknown;
  readonly dependsOn?: readonly string[];
}

/** The writes of a request to people and to what groups carry; a `$batch` may have many. */
export async function listWrites(request: Request): Promise<readonly SeenWrite[]> {
  const { method } = request;
  const path = new URL(request.url).pathname.replace(/^\/(v1\.0|beta)/, '');
  if (method === 'GET') return [];
  const text = await request.clone().text();
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  const items: readonly SentItem[] =
    path === '/$batch'
      ? (body as { readonly requests: readonly SentItem[] }).requests
      : [{ method, url: path, body }];
  return items.flatMap(toWrite);
}

function toWrite({ method, url, body, dependsOn = [] }: SentItem): SeenWrite[] {
  const [, kind, id, ...rest] = decodeURIComponent(url).split('/');
  if (method === 'GET' || id === undefined) return [];
  const about = { adds: [], removes: [], waits: dependsOn.length > 0 };
  if (kind === 'users')
    switch (rest.join('/')) {
      case 'assignLicense':
        return [{ step: 'write-licenses', ids: [id], ...about, ...toLicenses(body) }];
      case 'reprocessLicenseAssignment':
        return [{ step: 'ask-again', ids: [id], ...about }];
      case '':
        return [{ step: 'set-country', ids: [id], ...about }];
      default:
        return [];
    }
  if (kind !== 'groups') return [];
  if (rest[0] === 'assignLicense') return [{ step: 'group', ids: [id], ...about, ...toLicenses(body) }];
  if (method === 'DELETE' && rest[0] === 'members')
    return [{ step: 'leave', ids: [rest[1] ?? ''], groupId: id, ...about }];
  const { 'members@odata.bind': references = [] } = (body ?? {}) as {
    readonly 'members@odata.bind'?: readonly string[];
  };
  if (references.length === 0) return [];
  return [
    { step: 'join', ids: references.map((each) => each.split('/').at(-1) ?? ''), groupId: id, ...about },
  ];
}

function toLicenses(body: unknown): Pick<SeenWrite, 'adds' | 'removes'> {
  const { addLicenses = [], removeLicenses = [] } = body as {
    readonly addLicenses?: readonly { readonly skuId: string }[];
    readonly removeLicenses?: readonly string[];
  };
  return { adds: addLicenses.map(({ skuId }) => skuId), removes: removeLicenses };
}
