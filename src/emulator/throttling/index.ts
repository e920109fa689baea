export { getResourceCost, type ResourceCost } from './resource-cost.js';
export { createThrottle, type Throttle, type ThrottleOptions, type ThrottleVerdict } from './throttle.js';
export { ThrottleRefusal } from './throttle-refusal.js';
export type { ThrottledCall } from './throttled-call.js';
