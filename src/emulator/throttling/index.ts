export { getResourceCost, type ResourceCost } from './resource-cost.js';
export {
  createThrottle,
  type Throttle,
  type ThrottledCall,
  type ThrottleOptions,
  type ThrottleVerdict,
} from './throttle.js';
export { ThrottleRefusal } from './throttle-refusal.js';
