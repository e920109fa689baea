import type { GraphAnswer, GraphWrite } from '../graph-client.js';

/** Whether an answer of success is Graph's own, and so the write is done. */
export function isConfirmed({ confirms }: GraphWrite, answer: GraphAnswer, insideBatch: boolean): boolean {
  return confirms ? confirms(answer) : insideBatch || Boolean(answer.headers['request-id']);
}

/** A rule for `GraphWrite.confirms`: the answer shows the object of this id. */
export function showsObject(id: string): (answer: GraphAnswer) => boolean {
  return ({ body }) =>
    typeof body === 'object' &&
    body !== null &&
    'id' in body &&
    typeof body.id === 'string' &&
    body.id.toLowerCase() === id.toLowerCase();
}
