import { LicenseInsights } from '../elements/license-insights/license-insights.js';
import { define } from './registry/define.js';

define('license-insights', LicenseInsights);

export { LicenseInsights };

declare global {
  interface HTMLElementTagNameMap {
    'license-insights': LicenseInsights;
  }
}
