import { html } from 'lit';

/**
 * What leads to a place: a link where the host has an address for it, else what is given instead.
 *
 * @param follow - goes there in this page, as a click on what is given instead does. Returns false where the page does it;
 * else the browser follows the link. A click that asks for another browser tab or window is the browser's own.
 */
export function renderPlaceLink(
  href: string | undefined,
  content: unknown,
  follow: () => boolean,
  instead: unknown = content,
): unknown {
  if (href === undefined) return instead;
  const onClick = (event: MouseEvent): void => {
    if (isPlainClick(event) && !follow()) event.preventDefault();
  };
  return html`<a class="place" href=${href} @click=${onClick}>${content}</a>`;
}

/** Whether a click means the page it is in, and not another browser tab, a window or a download. */
export function isPlainClick({ button, ctrlKey, metaKey, shiftKey, altKey }: MouseEvent): boolean {
  return button === 0 && !ctrlKey && !metaKey && !shiftKey && !altKey;
}
