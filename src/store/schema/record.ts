import * as v from 'valibot';
import { ProvisioningError } from '../../model/errors.js';
import { readRecord, type RecordFormat } from './record-format.js';

/** How a record without a version of its own is read: the layout of what keeps it has one. */
export interface PlainFormat<T> {
  /** What the record is called in refusals, e.g. "grant". */
  readonly noun: string;
  readonly schema: v.GenericSchema<unknown, T>;
}

export type StoredFormat<T> = RecordFormat<T> | PlainFormat<T>;

/**
 * Reads a record that comes from where it is stored: a fresh value with known properties only. Texts that are too long are
 * cut, so that none can keep anybody from the rest of the record.
 *
 * @throws {ProvisioningError} `record-unreadable`; `record-newer` when a later version of this library wrote it
 */
export function readStored<T>(format: StoredFormat<T>, record: unknown): T {
  if ('version' in format) return readRecord(format, record);
  const result = v.safeParse(format.schema, record, { abortEarly: true });
  if (result.success) return result.output;
  const path = (v.getDotPath(result.issues[0]) ?? '').slice(0, 120);
  throw new ProvisioningError(
    'record-unreadable',
    `This is not a readable ${format.noun}: "${path}" is not right.`,
  );
}

/**
 * What is stored of a value: what will be read of it, and nothing else.
 *
 * @throws {ProvisioningError} `record-unreadable` for what could not be read again
 */
export function writeStored<T>(format: StoredFormat<T>, value: NoInfer<T>): T {
  return readStored(format, value);
}

/** What is stored, or undefined when it is damaged. @throws {ProvisioningError} `record-newer` */
export function readUnlessDamaged<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (thrown) {
    return nothingIfDamaged(thrown);
  }
}

/** What was thrown for a damaged record means that there is none; everything else is thrown again. */
export function nothingIfDamaged(thrown: unknown): undefined {
  if (thrown instanceof ProvisioningError && thrown.code === 'record-unreadable') return undefined;
  throw thrown;
}
