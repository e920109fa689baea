import * as v from 'valibot';
import { ProvisioningError } from '../../../model/errors.js';
import { getField } from '../../records/store-parts.js';
import type { CallOptions } from '../../store.js';
import { packText, unpackText } from '../packed-text.js';
import type { PeopleGroups } from './people-groups.js';
import {
  fromPeopleList,
  peopleListSchema,
  toPeopleList,
  type KnownPeople,
  type PeopleList,
} from './people-list.js';

/** What a workspace is stored as: its subscribers apart, and everything else as it is. */
interface WorkspaceText {
  /** The workspace with empty lists of subscribers. */
  readonly workspace: unknown;
  readonly draft?: PeopleList;
  readonly published?: PeopleList;
}

const textSchema = v.object({
  workspace: v.unknown(),
  draft: v.exactOptional(peopleListSchema),
  published: v.exactOptional(peopleListSchema),
}) satisfies v.GenericSchema<unknown, WorkspaceText>;

const contents = ['draft', 'published'] as const;

/** A workspace as text, and the groups of people that the text needs. */
export interface WrittenWorkspace {
  readonly text: string;
  readonly groupIds: ReadonlySet<string>;
}

/**
 * Writes a workspace, whatever it looks like: what cannot be read is kept as well.
 *
 * @param before - the text that it had, whose groups of people may be used on
 */
export async function writeWorkspace(
  groups: PeopleGroups,
  workspace: unknown,
  name: string,
  before: string | undefined,
): Promise<WrittenWorkspace> {
  const known = new Map(before === undefined ? [] : await readKnown(groups, before));
  const lists: { -readonly [C in (typeof contents)[number]]?: PeopleList } = {};
  let rest = workspace;
  for (const content of contents) {
    const subscribers = getField(getField(workspace, content), 'subscribers');
    if (!isTexts(subscribers)) continue;
    const list = toPeopleList(subscribers, known) ?? (await groups.create(subscribers, name));
    lists[content] = list;
    if (list.groupId !== undefined)
      for (const [groupId, group] of await groups.read([list])) known.set(groupId, group);
    rest = withField(rest, content, withField(getField(workspace, content), 'subscribers', []));
  }
  const text: WorkspaceText = { workspace: rest, ...lists };
  return { text: await packText(text), groupIds: new Set(listGroupIds(text)) };
}

/** @throws {ProvisioningError} `record-unreadable` */
export async function readWorkspace(
  groups: PeopleGroups,
  text: string,
  options?: CallOptions,
): Promise<unknown> {
  const { workspace, ...lists } = await parse(text);
  const known = await groups.read([lists.draft, lists.published], options);
  let whole = workspace;
  for (const content of contents) {
    const list = lists[content];
    if (list)
      whole = withField(
        whole,
        content,
        withField(getField(whole, content), 'subscribers', fromPeopleList(list, known)),
      );
  }
  return whole;
}

/** The groups of people that a text needs. @throws {ProvisioningError} `record-unreadable` */
export async function listPeopleGroups(text: string): Promise<readonly string[]> {
  return listGroupIds(await parse(text));
}

function listGroupIds(lists: Pick<WorkspaceText, 'draft' | 'published'>): string[] {
  return contents.flatMap((content) => lists[content]?.groupId ?? []);
}

async function readKnown(groups: PeopleGroups, text: string): Promise<KnownPeople> {
  try {
    const { draft, published } = await parse(text);
    return await groups.read([draft, published]);
  } catch (thrown) {
    // Damaged, or its people are gone: new groups are made.
    if (thrown instanceof ProvisioningError && thrown.code === 'record-unreadable') return new Map();
    throw thrown;
  }
}

async function parse(text: string): Promise<WorkspaceText> {
  const result = v.safeParse(textSchema, await unpackText(text));
  if (result.success) return result.output;
  throw new ProvisioningError('record-unreadable', 'A stored workspace cannot be read.');
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function withField(value: unknown, name: string, field: unknown): unknown {
  return typeof value === 'object' && value !== null ? { ...value, [name]: field } : value;
}
