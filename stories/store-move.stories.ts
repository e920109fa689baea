import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { waitFor } from 'storybook/test';
import { ProvisioningError } from '../src/model/errors.js';
import { memoryStore } from '../src/store/memory/memory-store.js';
import { control, textOf } from '../tests/support/find.js';
import type { TenantPage, TenantParameters } from '../tests/support/in-tenant.js';
import { keepInBrowser, toId } from '../tests/support/kept-in-browser.js';
import { makeWorkspace, withWorkspaces } from '../tests/support/workspaces.js';

const meta: Meta = {
  title: 'Connect/Moving to another store',
  component: 'activity-log',
  render: () => html`<activity-log></activity-log>`,
};
export default meta;

/** Each has a tenant of its own: what is in this browser outlives a story. */
const held = (seed: number, prepare?: TenantParameters['prepare']): Pick<StoryObj, 'parameters'> => ({
  parameters: {
    o365: {
      tenant: 'small',
      seed,
      store: memoryStore({ shares: { workspaces: true, journal: true } }),
      prepare: async (page) => {
        await keepInBrowser(page);
        await prepare?.(page);
      },
    } satisfies TenantParameters,
  },
});

const shows = (root: Element, text: string): Promise<void> =>
  waitFor(
    () => {
      if (!textOf(root).includes(text)) throw new Error(`It does not say: ${text}`);
    },
    // Before it is shown, two stores are filled.
    { timeout: 10_000 },
  );

async function ask(root: HTMLElement): Promise<void> {
  await shows(root, 'Still stored only in this browser');
  control(root, 'Move them…').click();
  await shows(root, 'Move what’s stored in this browser?');
}

const moveUntil =
  (text: string): NonNullable<StoryObj['play']> =>
  async ({ canvasElement }) => {
    await ask(canvasElement);
    control(canvasElement, 'Move them').click();
    await shows(canvasElement, text);
  };

/** What comes in the place of writing the workspaces to the portal's store. */
const insteadOfWorkspaces =
  (act: () => Promise<never>) =>
  ({ store }: TenantPage): void => {
    const put = store.content.put.bind(store.content);
    store.content.put = (records, hold) => (records[0]?.kind === 'workspaces' ? act() : put(records, hold));
  };

/** The portal has a store that colleagues see, and this browser still holds what was made before. */
export const Offered: StoryObj = held(9101);

/** What happens is said before it does. */
export const Asked: StoryObj = {
  ...held(9102),
  play: ({ canvasElement }) => ask(canvasElement),
};

/** How far it is. */
export const Moving: StoryObj = {
  ...held(
    9103,
    insteadOfWorkspaces(() => new Promise<never>(() => undefined)),
  ),
  play: moveUntil('%'),
};

/** Everything has arrived. */
export const Moved: StoryObj = { ...held(9104), play: moveUntil('Moved 3 workspaces') };

/** Something else was in the place of a workspace: both are left as they are. */
export const MovedInPart: StoryObj = {
  ...held(
    9105,
    withWorkspaces(() => [makeWorkspace({ id: toId('Field'), name: 'Field force' })]),
  ),
  play: moveUntil('Still in this browser'),
};

/** A colleague publishes. */
export const PublishUnderWay: StoryObj = {
  ...held(9106, async ({ store }) => void (await store.lease.take('colleague'))),
  play: moveUntil('A publish is in progress'),
};

/** The connection broke in the middle. */
export const Failed: StoryObj = {
  ...held(
    9107,
    insteadOfWorkspaces(() => Promise.reject(new ProvisioningError('offline', 'The connection broke.'))),
  ),
  play: moveUntil('The move didn’t finish'),
};
