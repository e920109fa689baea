import { base } from './base.styles.js';
import { controls } from './controls.styles.js';
import { data } from './data.styles.js';
import { tokens } from './tokens.styles.js';

/** What every visible element starts from; its own styles come after. */
export const elementStyles = [tokens, base, controls, data];
