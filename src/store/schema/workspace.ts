import * as v from 'valibot';
import { ProvisioningError } from '../../model/errors.js';
import { findTextFault } from '../../model/workspace/name-fault.js';
import { workspaceLimits } from '../../model/workspace/workspace-limits.js';
import type { Workspace } from '../../model/workspace/workspace.js';
import type { RecordFormat } from './record-format.js';
import { workspaceFormat } from './workspace-format.js';

/** How stored workspaces are read. One whose name could pass for another's is damaged. */
export const workspaceRecord: RecordFormat<Workspace> = {
  ...workspaceFormat,
  schema: v.pipe(
    workspaceFormat.schema,
    v.check(({ draft, published }) => [draft, published].every((each) => !each || !findTextFault(each.name))),
  ),
};

const why = {
  needed: 'A workspace needs a name.',
  'too-long': `The name of a workspace has at most ${workspaceLimits.nameLength} characters. Choose a shorter one.`,
  invisible: 'The name of a workspace has characters that nobody can see. Delete it and type it anew.',
} as const;

/** Refuses to store a workspace with such a name. @throws {ProvisioningError} `name-refused` */
export function requireNames({ draft, published }: Workspace): void {
  for (const content of [draft, published]) {
    const fault = content && typeof content.name === 'string' ? findTextFault(content.name) : undefined;
    if (fault) throw new ProvisioningError('name-refused', why[fault]);
  }
}
