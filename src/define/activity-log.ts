import { ActivityLog } from '../elements/activity-log/activity-log.js';
import { define } from './registry/define.js';

define('activity-log', ActivityLog);

export { ActivityLog };

declare global {
  interface HTMLElementTagNameMap {
    'activity-log': ActivityLog;
  }
}
