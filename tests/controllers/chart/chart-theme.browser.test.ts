import { expect } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { readChartTheme, type ChartPattern } from '../../../src/controllers/chart/chart-theme.js';

/** A place in the page with tokens of its own. */
function place(style: Readonly<Record<string, string>> = {}): HTMLElement {
  const element = document.createElement('div');
  const tokens = { '--_chart-1': 'rgb(1, 2, 3)', '--_surface': 'rgb(250, 251, 252)', ...style };
  for (const [name, value] of Object.entries(tokens)) element.style.setProperty(name, value);
  document.body.append(element);
  return element;
}

/** The pixels of a tile that is filled with a pattern. */
function paint(pattern: ChartPattern): readonly number[] {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 12;
  const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
  pen.fillStyle = readChartTheme(place()).fill(pattern, 'assigned');
  pen.fillRect(0, 0, 12, 12);
  return [...new Uint32Array(pen.getImageData(0, 0, 12, 12).data.buffer)];
}

describe('readChartTheme', () => {
  afterEach(() => document.body.replaceChildren());

  it('reads the colors of the place, as a canvas takes them', () => {
    const theme = readChartTheme(place({ '--_chart-2': 'light-dark(rgb(4, 5, 6), red)' }));
    expect(theme.color('assigned')).to.equal('rgb(1, 2, 3)');
    expect(theme.color('expiring')).to.equal('rgb(4, 5, 6)');
    expect(theme.tint('assigned')).to.contain('rgb(1, 2, 3)');
  });

  it('reads the colors of now', () => {
    const here = place();
    here.style.setProperty('--_chart-1', 'rgb(9, 9, 9)');
    expect(readChartTheme(here).color('assigned')).to.equal('rgb(9, 9, 9)');
  });

  it('leaves nothing in the page', () => {
    const here = place();
    readChartTheme(here);
    expect(here.childNodes).to.have.length(0);
  });

  it('reads the font, never smaller than 12 px, and the direction', () => {
    const large = readChartTheme(
      place({ 'font-size': '20px', 'font-family': 'monospace', direction: 'rtl' }),
    );
    expect([large.fontSize, large.fontFamily, large.rtl]).to.deep.equal([18, 'monospace', true]);
    const small = readChartTheme(place({ 'font-size': '10px' }));
    expect([small.fontSize, small.rtl]).to.deep.equal([12, false]);
  });

  it('says whether things may move', async () => {
    await emulateMedia({ reducedMotion: 'no-preference' });
    expect(readChartTheme(place()).motion).to.equal(true);
    await emulateMedia({ reducedMotion: 'reduce' });
    expect(readChartTheme(place()).motion).to.equal(false);
    await emulateMedia({ reducedMotion: 'no-preference' });
  });

  it('fills with one color where that is all', () => {
    expect(new Set(paint('solid')).size).to.equal(1);
  });

  it('tells patterns apart without their color', () => {
    const patterns: readonly ChartPattern[] = [
      'solid',
      'slanted',
      'back-slanted',
      'dots',
      'crossed',
      'level',
    ];
    const pictures = patterns.map((pattern) => paint(pattern).join());
    expect(new Set(pictures).size).to.equal(patterns.length);
    for (const pattern of patterns.slice(1)) expect(new Set(paint(pattern)).size, pattern).to.be.above(1);
  });

  it('slants the one way as the mirror of the other', () => {
    const rows = (pixels: readonly number[]): number[][] =>
      Array.from({ length: 12 }, (_, y) => pixels.slice(12 * y, 12 * y + 12));
    const mirrored = rows(paint('slanted')).map((row) => row.reverse());
    const darkest = (pixels: number[][]): string => pixels.map((row) => row.indexOf(Math.min(...row))).join();
    expect(darkest(mirrored)).to.equal(darkest(rows(paint('back-slanted'))));
  });
});
