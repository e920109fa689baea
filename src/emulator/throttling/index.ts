export { getResourceCost } from './resource-cost.js';
export { createThrottle, type Throttle, type ThrottleVerdict } from './throttle.js';
export type { ThrottledCall } from './throttled-call.js';
