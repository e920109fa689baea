import { expect } from 'chai';
import type { ErrorCode } from '../../src/model/errors.js';
import { ProvisioningError } from '../../src/model/errors.js';
import { createWorkspace, type Workspace } from '../../src/model/workspace/workspace.js';

/** Ids that look like the directory's. */
export function guid(n: number): string {
  return `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

const stamp = { at: '2026-03-01T09:00:00Z', by: 'ada' };

/** A workspace with something in every part. */
export function sampleWorkspace(n = 1, name = `Sales ${n}`): Workspace {
  const content = {
    name,
    description: 'Everything a seller needs.\nÜber alles: 日本語 <b>&amp;</b>',
    plans: [{ skuId: guid(100), apps: { [guid(101)]: 'on' as const, [guid(102)]: 'off' as const } }],
    services: [
      { providerId: 'enterprise-apps', serviceId: guid(200), optionId: guid(201) },
      { providerId: 'desktops', serviceId: 'size/large' },
    ],
    subscribers: [guid(300), guid(301), guid(302)],
  };
  return {
    ...createWorkspace(guid(n), name, stamp),
    draft: content,
    published: { ...content, subscribers: [guid(300)] },
    lastPublish: { at: '2026-02-01T09:00:00.123Z', by: 'grace', publishId: guid(400) },
    route: 'direct',
  };
}

/** The code of the `ProvisioningError` that the promise rejects with. */
export async function codeOf(promise: Promise<unknown>): Promise<ErrorCode> {
  const thrown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).to.be.instanceOf(ProvisioningError);
  return (thrown as ProvisioningError).code;
}
