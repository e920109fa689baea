import { expect } from 'chai';
import type { EmulatorState, UserState } from '../../src/emulator/index.js';
import type { TestAnswer, TestEmulator } from './emulator.js';

/** The error of an answer, or a failure when there is none. */
export function readError(answer: TestAnswer): { code: string; message: string } {
  const { error } = answer.body as { error?: { code: string; message: string } };
  if (!error) throw new Error(`No error: ${answer.status} ${JSON.stringify(answer.body)}`);
  return error;
}

/** Asserts status, code and text of an error at once. */
export function expectError(answer: TestAnswer, status: number, code: string, message: string): void {
  expect({ status: answer.status, ...pick(readError(answer)) }).to.deep.equal({ status, code, message });
}

/** The items of a collection. */
export function readItems<T = Record<string, unknown>>(answer: TestAnswer): T[] {
  expect(answer.status, JSON.stringify(answer.body)).to.equal(200);
  return (answer.body as { value: T[] }).value;
}

/** The tenant's truth about one user. */
export function getUserState(state: EmulatorState, id: string): UserState {
  const user = state.users.find((candidate) => candidate.id === id);
  if (!user) throw new Error(`No user ${id}`);
  return user;
}

/** A member without licenses, sign-in enabled, with a usage location; a different one for each index. */
export function findUnlicensed(emulator: TestEmulator['emulator'], index = 0): UserState {
  const users = emulator
    .state()
    .users.filter(
      (user) =>
        user.accountEnabled &&
        user.usageLocation !== null &&
        user.licenseAssignmentStates.length === 0 &&
        !user.userPrincipalName.includes('#EXT#') &&
        user.id !== emulator.tenant.administrator.id,
    );
  const user = users[index];
  if (!user) throw new Error('Everybody has a license');
  return user;
}

function pick({ code, message }: { code: string; message: string }) {
  return { code, message };
}
