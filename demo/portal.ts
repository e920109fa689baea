// What a portal adds to the tags: nothing has to be here but the import.
import '../src/autoload.js';
import type { O365Provider } from '../src/elements/o365-provider/o365-provider.js';
import type { O365EventMap } from '../src/events.js';
import { createVirtualDesktops } from './virtual-desktops.js';

// The portal's own services stand beside Microsoft's plans in every workspace.
const provider = document.querySelector<O365Provider>('o365-provider');
if (provider) provider.serviceProviders = [createVirtualDesktops()];

/** Leads the administrator from one part of the page to the next. */
const goTo = (id: string) => (): void => {
  document.getElementById(id)?.scrollIntoView({ behavior: 'smooth' });
};
const leads: readonly [keyof O365EventMap, string][] = [
  ['o365-workspace-selected', 'workspaces'],
  ['o365-review-requested', 'publish'],
];
for (const [event, section] of leads) document.addEventListener(event, goTo(section));
