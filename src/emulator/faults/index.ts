export { DroppedConnection } from './dropped-connection.js';
export { FaultRuleError, parseFaultRule, parseFaultRules, type FaultRule } from './fault-rule.js';
export { FaultSet } from './fault-set.js';
export { parseFaultText } from './fault-text.js';
