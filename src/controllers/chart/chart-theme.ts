/** Colors of the element that charts use, by the token that carries each. */
const tokens = {
  assigned: '--_chart-1',
  expiring: '--_chart-2',
  'series-3': '--_chart-3',
  'series-4': '--_chart-4',
  'series-5': '--_chart-5',
  suspended: '--_chart-6',
  text: '--_text',
  muted: '--_muted',
  line: '--_line',
  surface: '--_surface',
} as const;

export type ChartColor = keyof typeof tokens;

/** How a fill looks besides its color, so that color alone carries nothing. */
export type ChartPattern = 'solid' | 'slanted' | 'back-slanted' | 'dots' | 'crossed' | 'level';

/** What a chart draws with: the colors of the page around it, as they are now. */
export interface ChartTheme {
  readonly color: (name: ChartColor) => string;
  /** A color that lets through what is below. */
  readonly tint: (name: ChartColor) => string;
  readonly fill: (pattern: ChartPattern, name: ChartColor) => CanvasPattern | string;
  readonly fontFamily: string;
  readonly fontSize: number;
  /** Whether things may move. */
  readonly motion: boolean;
  readonly rtl: boolean;
}

/** Reads the theme at a place in the page. The place must be in an element with our tokens. */
export function readChartTheme(place: HTMLElement): ChartTheme {
  const probe = document.createElement('span');
  probe.hidden = true;
  place.append(probe);
  const colors = new Map<ChartColor, string>();
  for (const name of Object.keys(tokens) as ChartColor[]) {
    probe.style.setProperty('color', `var(${tokens[name]})`);
    colors.set(name, getComputedStyle(probe).color);
  }
  probe.remove();
  const { fontFamily, fontSize, direction } = getComputedStyle(place);
  const color = (name: ChartColor): string => colors.get(name) ?? 'CanvasText';
  return {
    color,
    tint: (name) => `color-mix(in srgb, ${color(name)} 16%, transparent)`,
    fill: (pattern, name) => createFill(pattern, color(name), color('surface')),
    fontFamily,
    fontSize: Math.max(12, parseFloat(fontSize) * 0.9),
    motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    rtl: direction === 'rtl',
  };
}

/** Side of a tile in px; patterns repeat without a seam. */
const tile = 6;

function createFill(pattern: ChartPattern, color: string, ground: string): CanvasPattern | string {
  if (pattern === 'solid') return color;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = tile;
  const pen = canvas.getContext('2d');
  if (!pen) return color;
  pen.fillStyle = ground;
  pen.fillRect(0, 0, tile, tile);
  pen.fillStyle = pen.strokeStyle = color;
  pen.lineWidth = 1.2;
  pen.beginPath();
  switch (pattern) {
    case 'slanted':
      drawSlants(pen);
      break;
    case 'back-slanted':
      mirror(pen);
      drawSlants(pen);
      break;
    case 'crossed':
      drawSlants(pen);
      mirror(pen);
      drawSlants(pen);
      break;
    case 'dots':
      pen.arc(tile / 2, tile / 2, 1.4, 0, 2 * Math.PI);
      pen.fill();
      break;
    case 'level':
      pen.moveTo(0, tile / 2);
      pen.lineTo(tile, tile / 2);
      break;
  }
  pen.stroke();
  return pen.createPattern(canvas, 'repeat') ?? color;
}

function mirror(pen: CanvasRenderingContext2D): void {
  pen.translate(tile, 0);
  pen.scale(-1, 1);
}

function drawSlants(pen: CanvasRenderingContext2D): void {
  for (const shift of [-tile, 0, tile]) {
    pen.moveTo(shift, tile);
    pen.lineTo(shift + tile, 0);
  }
}
