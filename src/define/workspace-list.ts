import { WorkspaceList } from '../elements/workspace-list/workspace-list.js';
import { define } from './registry/define.js';

define('workspace-list', WorkspaceList);

export { WorkspaceList };

declare global {
  interface HTMLElementTagNameMap {
    'workspace-list': WorkspaceList;
  }
}
