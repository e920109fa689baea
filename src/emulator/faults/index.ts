export { DroppedConnection } from './dropped-connection.js';
export { FaultRuleError, faultKinds, parseFaultRule, parseFaultRules, type FaultRule } from './fault-rule.js';
export { FaultSet, type FaultableAnswer, type FaultTarget } from './fault-set.js';
export { parseFaultText } from './fault-text.js';
