import { base } from './base.styles.js';
import { first } from './first.styles.js';
import { tokens } from './tokens.styles.js';

/** What an element starts from that shows little until somebody signs in. */
export const smallElementStyles = [tokens, base, first];
