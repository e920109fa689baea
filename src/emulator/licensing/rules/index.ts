export { describeConflict, exclusiveSets, findConflict, type ExclusiveSet } from './exclusive-plans.js';
export {
  describeMissing,
  listMissingPrerequisites,
  requirements,
  type MissingPrerequisite,
  type Requirement,
} from './required-plans.js';
