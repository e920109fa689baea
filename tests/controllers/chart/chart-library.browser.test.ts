import { expect } from '@open-wc/testing';
import type { ChartConfiguration } from 'chart.js';
import { registerChart } from '../../../src/controllers/chart/chart-library.js';

const datasets = [{ data: [3, 5], fill: true, backgroundColor: 'rgb(255, 0, 0)', pointRadius: 0 }];
const data = { labels: ['E3', 'E5'], datasets };

describe('registerChart', () => {
  for (const type of ['bar', 'line'] as const)
    it(`draws a ${type} chart with what it registers`, () => {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = 100;
      const configuration: ChartConfiguration = {
        type,
        data,
        options: { responsive: false, animation: false, plugins: { tooltip: { enabled: true } } },
      };
      const chart = new (registerChart())(canvas, configuration);
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, 100, 100).data ?? [];
      // The bars, or what is below the line, in their color.
      const isRed = (_: number, at: number): boolean =>
        at % 4 === 0 && [255, 0, 0, 255].every((part, index) => pixels[at + index] === part);
      expect([...pixels].some(isRed)).to.equal(true);
      expect(Object.keys(chart.scales)).to.have.members(['x', 'y']);
      expect(chart.tooltip).to.not.equal(undefined);
      chart.destroy();
    });
});
