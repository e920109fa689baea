import { ProvisioningError } from '../../model/errors.js';

/** Characters that surely fit into one value of an open extension of 2 KB, with its names around it. */
export const packedCapacity = 1_900;

/** A value as compressed text: ids that occur more than once cost next to nothing. */
export async function packText(value: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const packed = await pipe(bytes, new CompressionStream('deflate-raw'));
  return btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(''));
}

/** @throws {ProvisioningError} `record-unreadable` */
export async function unpackText(text: string): Promise<unknown> {
  try {
    const packed = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    const bytes = await pipe(packed, new DecompressionStream('deflate-raw'));
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch (cause) {
    throw new ProvisioningError('record-unreadable', 'The data stored with a group cannot be unpacked.', {
      cause,
    });
  }
}

/** Text in parts of which each fits into one extension. */
export function splitText(text: string): string[] {
  const parts: string[] = [];
  for (let at = 0; at < text.length; at += packedCapacity) parts.push(text.slice(at, at + packedCapacity));
  return parts;
}

async function pipe(
  bytes: Uint8Array<ArrayBuffer>,
  transform: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(transform);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
