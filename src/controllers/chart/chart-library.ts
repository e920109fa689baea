import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  LineController,
  LineElement,
  LinearScale,
  PointElement,
  Filler,
  Tooltip,
} from 'chart.js';

/**
 * Chart.js with only what our charts use. Registering waits for the call: this package promises bundlers that its
 * modules do nothing by themselves, so they would leave it out.
 */
export function registerChart(): typeof Chart {
  Chart.register(
    BarController,
    BarElement,
    CategoryScale,
    LineController,
    LineElement,
    LinearScale,
    PointElement,
    Filler,
    Tooltip,
  );
  return Chart;
}
