import * as v from 'valibot';
import { id } from '../../schema/fields.js';
import { workspaceFormat } from '../../schema/workspace-format.js';
import { reading, stored, writing } from '../route.js';
import { damaged, etag, knownEtag } from './fields.js';

const workspace = stored('Workspace', workspaceFormat.schema);
const storedWorkspace = v.object({ workspace, ...knownEtag.entries });

export const workspaceRoutes = {
  list: reading({
    name: 'listWorkspaces',
    method: 'GET',
    path: '/workspaces',
    summary: 'All workspaces, and what is stored as one and cannot be read.',
    answer: v.object({ workspaces: v.array(storedWorkspace), damaged }),
  }),
  get: reading({
    name: 'getWorkspace',
    method: 'GET',
    path: '/workspaces/{id}',
    summary: 'One workspace; nothing where there is none.',
    input: v.object({ id }),
    answer: v.object({ found: v.exactOptional(storedWorkspace) }),
  }),
  put: writing({
    name: 'putWorkspace',
    method: 'PUT',
    path: '/workspaces/{id}',
    summary: 'Writes a workspace over the version with this etag; null makes a new one.',
    input: v.object({ id, workspace, etag }),
    answer: knownEtag,
  }),
  delete: writing({
    name: 'deleteWorkspace',
    method: 'DELETE',
    path: '/workspaces/{id}',
    summary: 'Deletes a workspace that nothing is held from any more.',
    input: v.object({ id, ...knownEtag.entries }),
  }),
  remove: writing({
    name: 'removeDamagedWorkspace',
    method: 'DELETE',
    path: '/damaged-workspaces/{id}',
    summary: 'Removes what is stored as a workspace and cannot be read.',
    input: v.object({ id }),
  }),
};
