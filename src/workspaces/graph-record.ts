import * as v from 'valibot';
import { ProvisioningError } from '../model/errors.js';
import { readRecord, type RecordFormat } from './record-format.js';

/** Subscribers as stored: those of a roster group, less and plus some. */
export interface StoredSubscribers {
  /** The group whose members they are. Absent: `add` has them all. */
  readonly roster?: string;
  /** How many members the roster had when it was written. */
  readonly count?: number;
  readonly remove?: readonly string[];
  readonly add?: readonly string[];
}

/** What is stored with a workspace's group: everything but the rosters. */
export interface GraphRecord {
  readonly v: 1;
  /** Random; makes the etag of every write another. */
  readonly nonce: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The workspace with both lists of subscribers empty; null when it was deleted. */
  readonly workspace: unknown;
  readonly draft: StoredSubscribers;
  readonly published?: StoredSubscribers;
}

/** Characters of a record that surely fit into an open extension of 2 KB with its names around it. */
export const recordCapacity = 1900;

const ids = v.array(v.string());
const subscribers = v.object({
  roster: v.exactOptional(v.string()),
  count: v.exactOptional(v.number()),
  remove: v.exactOptional(ids),
  add: v.exactOptional(ids),
}) satisfies v.GenericSchema<unknown, StoredSubscribers>;

const recordFormat: RecordFormat<GraphRecord> = {
  noun: 'workspace record',
  versionKey: 'v',
  version: 1,
  schema: v.object({
    v: v.literal(1),
    nonce: v.pipe(v.string(), v.regex(/^[\w-]{8,64}$/)),
    at: v.number(),
    workspace: v.unknown(),
    draft: subscribers,
    published: v.exactOptional(subscribers),
  }),
  upgrades: {},
};

/** A record as compressed text: ids that occur more than once cost next to nothing. */
export async function encodeRecord(record: GraphRecord): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(record));
  const packed = await pipe(bytes, new CompressionStream('deflate-raw'));
  return btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(''));
}

/**
 * @throws {ProvisioningError} `record-unreadable`, `record-newer`
 */
export async function decodeRecord(text: string): Promise<GraphRecord> {
  let value: unknown;
  try {
    const packed = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    const bytes = await pipe(packed, new DecompressionStream('deflate-raw'));
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new ProvisioningError('record-unreadable', "The workspace record of a group can't be unpacked.", {
      cause,
    });
  }
  return readRecord(recordFormat, value);
}

async function pipe(
  bytes: Uint8Array<ArrayBuffer>,
  transform: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(transform);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
