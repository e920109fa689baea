export { getResourceCost, type ResourceCost } from './resource-cost.js';
export {
  createThrottle,
  type Throttle,
  type ThrottledCall,
  type ThrottleOptions,
  type ThrottleRefusal,
  type ThrottleVerdict,
} from './throttle.js';
