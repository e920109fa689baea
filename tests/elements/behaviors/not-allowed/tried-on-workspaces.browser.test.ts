import { waitUntil } from '@open-wc/testing';
import { html } from 'lit';
import { exportWorkspaces } from '../../../../src/store/workspace-file.js';
import { control } from '../../../support/find.js';
import { until } from '../../../support/until.js';
import { makeWorkspace, planOf, withWorkspaces } from '../../../support/workspaces.js';
import { tryInVain, type Shown, type Trial } from './portal.js';

const list = { template: html`<workspace-list></workspace-list>`, text: 'Sales desk' };
const editor = {
  template: html`<workspace-editor workspace-id="sales"></workspace-editor>`,
  text: 'Power BI Pro',
};
const subscribers = {
  template: html`<user-subscriber workspace-id="sales"></user-subscriber>`,
  text: 'Sales desk',
};

/** Opens the question behind an item of the first workspace's menu. */
async function ask({ root }: Shown, item: string): Promise<void> {
  control(root, item).click();
  await until(() => root.querySelector('dialog[open]'), 'the question');
}

const confirm = ({ root }: Shown, name: string | RegExp): void =>
  control(root.querySelector('dialog') as HTMLElement, name).click();

function type(input: HTMLInputElement, text: string): void {
  input.value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

function chooseFile({ root }: Shown, text: string): void {
  const files = new DataTransfer();
  files.items.add(new File([text], 'workspaces.json', { type: 'application/json' }));
  const input = root.querySelector<HTMLInputElement>('input[type="file"]') as HTMLInputElement;
  input.files = files.files;
  input.dispatchEvent(new Event('change'));
}

const firstRow = ({ root }: Shown): HTMLElement | null => root.querySelector('[role="grid"] [data-key]');

function pressDelete(shown: Shown): void {
  firstRow(shown)?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Delete', bubbles: true }));
}

const waitForRows = (shown: Shown): Promise<void> => until(() => firstRow(shown), 'subscribers');

const trials: Readonly<Record<string, Trial>> = {
  'making a workspace': {
    ...list,
    action: 'edit',
    attempt: ({ root }) => control(root, 'New workspace').click(),
  },
  'making one where none is shown': {
    template: html`<workspace-editor></workspace-editor>`,
    text: 'Create a workspace',
    action: 'edit',
    attempt: ({ root }) => control(root, 'Create a workspace').click(),
  },
  duplicating: { ...list, action: 'edit', attempt: ({ root }) => control(root, 'Duplicate').click() },
  'duplicating people': {
    ...list,
    action: 'subscribe',
    attempt: ({ root }) => control(root, 'Duplicate').click(),
  },
  renaming: {
    ...list,
    action: 'edit',
    prepare: async (shown) => {
      await ask(shown, 'Rename…');
      type(shown.root.querySelector('dialog input') as HTMLInputElement, 'Mine');
      await shown.el.updateComplete;
    },
    attempt: (shown) => confirm(shown, 'Rename'),
  },
  deleting: {
    ...list,
    action: 'delete',
    prepare: (shown) => ask(shown, 'Delete…'),
    attempt: (shown) => confirm(shown, 'Delete'),
  },
  'marking for deletion': {
    ...list,
    parameters: {
      prepare: withWorkspaces(() => [makeWorkspace({ published: { plans: [planOf('POWER_BI_PRO')] } })]),
    },
    action: 'delete',
    prepare: (shown) => ask(shown, 'Delete…'),
    attempt: (shown) => confirm(shown, /^Delete/),
  },
  'keeping what is marked': {
    ...list,
    parameters: {
      prepare: withWorkspaces(() => [
        makeWorkspace({ published: { plans: [planOf('POWER_BI_PRO')] }, deleting: true }),
      ]),
    },
    action: 'delete',
    attempt: ({ root }) => control(root, 'Keep this workspace').click(),
  },
  importing: {
    ...list,
    action: 'edit',
    attempt: (shown) => chooseFile(shown, exportWorkspaces([makeWorkspace({ name: 'Nobody’s' })])),
  },
  'importing people, be it with the last workspace of a file': {
    ...list,
    action: 'subscribe',
    attempt: (shown) =>
      chooseFile(
        shown,
        exportWorkspaces([makeWorkspace(), makeWorkspace({ draft: { subscribers: ['somebody'] } })]),
      ),
  },
  'turning a plan on or off': {
    ...editor,
    action: 'edit',
    attempt: ({ root }) => root.querySelector<HTMLInputElement>('input[type="checkbox"]')?.click(),
  },
  typing: {
    ...editor,
    action: 'edit',
    attempt: ({ root }) => type(root.querySelector('input[type="text"]') as HTMLInputElement, 'Mine'),
  },
  'unsubscribing by keyboard': {
    ...subscribers,
    action: 'subscribe',
    prepare: waitForRows,
    attempt: pressDelete,
  },
  'taking back that somebody was unsubscribed': {
    ...subscribers,
    action: 'subscribe',
    prepare: async (shown) => {
      await waitForRows(shown);
      const { workspaces } = shown.page.store;
      const before = await workspaces.get('sales');
      pressDelete(shown);
      await waitUntil(async () => (await workspaces.get('sales'))?.etag !== before?.etag, 'saved');
    },
    attempt: ({ root }) => control(root, 'Undo').click(),
  },
};

describe('what the portal allows no more, tried on workspaces', () => {
  afterEach(() => document.body.replaceChildren());

  for (const [name, trial] of Object.entries(trials)) it(`is not done: ${name}`, () => tryInVain(trial));
});
