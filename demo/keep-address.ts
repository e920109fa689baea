import type { O365Provider } from '../src/elements/o365-provider/o365-provider.js';
import type { ProvisioningConsole } from '../src/elements/provisioning-console/provisioning-console.js';
import { placeFromText, placeToText, type Place } from '../src/model/address/place.js';

const addressOf = (place: Place): string => `?place=${placeToText(place)}`;

/** A router of a few lines: the page's address says where the console is, as `console.html?place=users`. */
export function keepAddress(provider: O365Provider, console: ProvisioningConsole): void {
  const follow = (): void => {
    const text = new URLSearchParams(location.search).get('place');
    console.place = placeFromText(text) ?? { tab: 'start' };
  };
  provider.href = addressOf;
  console.addEventListener('o365-navigate', (event) => {
    event.preventDefault();
    history.pushState(null, '', addressOf(event.detail.place));
    follow();
  });
  addEventListener('popstate', follow);
  follow();
}
