import * as v from 'valibot';
import { createId } from '../model/create-id.js';
import { ProvisioningError } from '../model/errors.js';
import { getFreeName } from '../model/workspace/duplicate-workspace.js';
import { createWorkspace } from '../model/workspace/workspace.js';
import type { WorkspaceContent, PublishRoute, Stamp, Workspace } from '../model/workspace/workspace.js';
import { readRecord, type RecordFormat } from './schema/record-format.js';
import { workspaceContentSchema } from './schema/workspace-format.js';

/** What a file says of one workspace: what it gives and to whom, and nothing about who edited or published it. */
type FiledWorkspace = WorkspaceContent & { readonly route: PublishRoute };

interface WorkspaceFile {
  readonly format: typeof fileFormatName;
  readonly version: number;
  readonly workspaces: readonly FiledWorkspace[];
}

const fileFormatName = 'o365-provisioning-workspaces';

const fileFormat: RecordFormat<WorkspaceFile> = {
  noun: 'workspace file',
  versionKey: 'version',
  version: 1,
  schema: v.object({
    format: v.literal(fileFormatName),
    version: v.literal(1),
    workspaces: v.pipe(
      v.array(v.object({ ...workspaceContentSchema.entries, route: v.picklist(['direct', 'group']) })),
      v.maxLength(1000),
    ),
  }),
  upgrades: {},
};

/** Writes the drafts of workspaces as a JSON file. Of people it holds directory ids only. */
export function exportWorkspaces(workspaces: readonly Workspace[]): string {
  const file: WorkspaceFile = {
    format: fileFormatName,
    version: fileFormat.version,
    workspaces: workspaces.map(({ draft, route }) => ({ ...draft, route })),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

export interface ImportOptions {
  /** Names in use; a workspace whose name is taken gets a number behind it. */
  readonly takenNames: Iterable<string>;
  readonly stamp: Stamp;
}

/**
 * Reads a file that `exportWorkspaces` wrote. The workspaces get new ids and are unpublished drafts; storing them is the caller's.
 *
 * A file is taken whole or not at all.
 * @throws {ProvisioningError} `record-unreadable` for a foreign or damaged file, `record-newer`
 */
export function importWorkspaces(text: string, { takenNames, stamp }: ImportOptions): readonly Workspace[] {
  const names = [...takenNames];
  return readRecord(fileFormat, readJson(text)).workspaces.map(({ route, ...content }) => {
    const name = getFreeName(content.name, names);
    names.push(name);
    return { ...createWorkspace(createId(), name, stamp), draft: { ...content, name }, route };
  });
}

function readJson(text: string): unknown {
  let value: unknown;
  try {
    // Some editors put a byte order mark in front.
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new ProvisioningError('record-unreadable', 'This file is not JSON.', { cause });
  }
  const format = typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined;
  if (format !== fileFormatName)
    throw new ProvisioningError('record-unreadable', 'This JSON file contains no workspaces.');
  return value;
}
