// What a portal adds to the tags: nothing has to be here but the import.
import '../src/autoload.js';
import type { O365Provider } from '../src/elements/o365-provider/o365-provider.js';
import type { UserList } from '../src/elements/user-list/user-list.js';
import { findStore, letChooseStore } from './choose-store.js';
import { keepAddress } from './keep-address.js';
import { createVirtualDesktops } from './virtual-desktops.js';

// The portal's own services stand beside Microsoft's plans in every workspace.
const provider = document.querySelector<O365Provider>('o365-provider');
if (provider) provider.serviceProviders = [createVirtualDesktops()];

const store = findStore();
if (provider && store) provider.store = store;

const whole = document.querySelector('provisioning-console');
if (provider && whole) keepAddress(provider, whole);

const choice = document.querySelector<HTMLSelectElement>('#store');
if (provider && choice)
  letChooseStore(choice, (chosen) => {
    provider.store = chosen;
  });

// What happens in one part of the page leads the administrator to the next.
const { body } = document;
const list = document.querySelector<UserList>('main > #users > user-list');

function goTo(tag: string): void {
  document.querySelector(tag)?.scrollIntoView({ behavior: 'smooth' });
}

function showPeople(filters: UserList['filters']): void {
  if (!list) return;
  list.filters = filters;
  goTo('user-list');
}

body.addEventListener('o365-workspace-selected', () => goTo('workspace-editor'));
body.addEventListener('o365-review-requested', () => goTo('publish-review'));
body.addEventListener('o365-plan-selected', ({ detail }) => showPeople({ plans: [detail.skuId] }));
body.addEventListener('o365-people-selected', ({ detail }) => showPeople(detail));
