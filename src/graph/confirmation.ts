import type { GraphAnswer, GraphWrite } from './graph-client.js';

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

/** Whether an answer that is no success has Graph's own shape. */
export function isGraphRefusal({ body }: GraphAnswer): boolean {
  if (typeof body !== 'object' || body === null || !('error' in body)) return false;
  const { error } = body;
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string';
}

/** Whether after an answer of this status the write may have taken effect all the same. */
export function isOpenStatus(status: number): boolean {
  return status === 408 || (status >= 500 && status !== 501);
}
