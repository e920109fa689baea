import { html, type TemplateResult } from 'lit';
import '../../../src/define/workspace-editor.js';
import type { WorkspaceEditor } from '../../../src/define/workspace-editor.js';
import type { Workspace } from '../../../src/model/workspace/workspace.js';
import { textOf } from '../../support/find.js';
import { renderInTenant, type TenantPage, type TenantParameters } from '../../support/in-tenant.js';
import { until } from '../../support/until.js';
import { makeWorkspace, withWorkspaces, type WorkspaceSeed } from '../../support/workspaces.js';

export interface ShownEditor {
  readonly el: WorkspaceEditor;
  readonly root: ShadowRoot;
  readonly page: TenantPage;
  /** What the store holds of the workspace. */
  readonly stored: () => Promise<Workspace>;
}

/** Renders the editor of one workspace and waits until it says the text. */
export async function showEditor(
  parameters: TenantParameters,
  text: string,
  template: TemplateResult = html`<workspace-editor workspace-id="sales-desk"></workspace-editor>`,
): Promise<ShownEditor> {
  const page = await renderInTenant(template, parameters);
  const el = document.querySelector('workspace-editor');
  if (!el?.shadowRoot) throw new Error('not rendered');
  await until(() => textOf(el).includes(text), `shows "${text}"`);
  const stored = async (): Promise<Workspace> => {
    const record = await page.store.workspaces.get('sales-desk');
    if (!record) throw new Error('the workspace is gone');
    return record.workspace;
  };
  return { el, root: el.shadowRoot, page, stored };
}

/** For `show`: the one workspace of the store. */
export const one = (seed: WorkspaceSeed = {}): Pick<TenantParameters, 'prepare'> => ({
  prepare: withWorkspaces(() => [makeWorkspace(seed)]),
});
