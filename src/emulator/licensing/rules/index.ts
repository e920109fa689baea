export { describeConflict, findConflict } from './exclusive-plans.js';
export { describeMissing, listMissingPrerequisites, type MissingPrerequisite } from './required-plans.js';
