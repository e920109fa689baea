import { WorkspaceEditor } from '../elements/workspace-editor/workspace-editor.js';
import { define } from './registry/define.js';

define('workspace-editor', WorkspaceEditor);

export { WorkspaceEditor };

declare global {
  interface HTMLElementTagNameMap {
    'workspace-editor': WorkspaceEditor;
  }
}
