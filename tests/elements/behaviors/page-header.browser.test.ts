import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { until } from '../../support/until.js';
import { detail, rows, showList } from '../user-list/list-page.js';
import { one, showEditor } from '../workspace-editor/editor-page.js';

const headerHeight = 48;

/** A page of a host, whose header stays at the top and lies over everything, and which goes on below the element. */
function setPage(): void {
  document.body.insertAdjacentHTML(
    'beforeend',
    `<header style="position: fixed; inset: 0 0 auto; block-size: ${headerHeight}px; z-index: 10"></header>
    <div style="block-size: 3000px"></div>`,
  );
  document.body.style.paddingBlockStart = `${headerHeight}px`;
  document.body.style.setProperty('--o365-sticky-top', `${headerHeight}px`);
}

/** Scrolls the page until the part has left its place, and says where it stays then. */
async function scrollPast(part: HTMLElement): Promise<number> {
  const place = part.parentElement as HTMLElement;
  window.scrollBy(0, place.getBoundingClientRect().top + 60);
  await until(() => place.getBoundingClientRect().top < 0, 'its place is scrolled away');
  return part.getBoundingClientRect().top;
}

describe('a header of the page that lies over what is scrolled', () => {
  before(() => setViewport({ width: 1400, height: 600 }));
  after(() => setViewport({ width: 800, height: 600 }));
  afterEach(() => {
    document.body.replaceChildren();
    document.body.removeAttribute('style');
    window.scrollTo(0, 0);
  });

  it('covers nothing of the summary of a workspace', async () => {
    const { root } = await showEditor(one(), 'Sales desk');
    await until(() => root.querySelector('.summary'), 'the summary');
    setPage();
    expect(await scrollPast(root.querySelector('.summary') as HTMLElement)).to.be.within(
      headerHeight,
      headerHeight + 16,
    );
  });

  it('covers nothing of the details of a user', async () => {
    const { root } = await showList({ users: 60 });
    rows(root)[0]?.querySelector<HTMLElement>('.name')?.click();
    await until(() => detail(root), 'the details');
    // Shorter than the list beside it.
    detail(root)?.style.setProperty('--o365-list-height', '300px');
    setPage();
    expect(await scrollPast(detail(root) as HTMLElement)).to.be.within(headerHeight, headerHeight + 16);
  });

  it('covers nothing of what is scrolled into sight', async () => {
    const { root } = await showEditor(one(), 'Sales desk');
    setPage();
    const heading = root.querySelector('[part="heading"]') as HTMLElement;
    window.scrollTo(0, document.documentElement.scrollHeight);
    heading.scrollIntoView({ block: 'start' });
    expect(heading.getBoundingClientRect().top).to.be.at.least(headerHeight);
  });
});
