import { LicenseUsageChart } from '../elements/license-usage-chart/license-usage-chart.js';
import { define } from './registry/define.js';

define('license-usage-chart', LicenseUsageChart);

export { LicenseUsageChart };

declare global {
  interface HTMLElementTagNameMap {
    'license-usage-chart': LicenseUsageChart;
  }
}
