import { base } from './base.styles.js';
import { controls } from './controls.styles.js';
import { data } from './data.styles.js';
import { first } from './first.styles.js';
import { states } from './states.styles.js';
import { tokens } from './tokens.styles.js';

/** What every element with data starts from; its own styles come after. */
export const elementStyles = [tokens, base, first, controls, states, data];
