import { egypt } from './egypt.js';
import { france } from './france.js';
import { germany } from './germany.js';
import { india } from './india.js';
import { israel } from './israel.js';
import { japan } from './japan.js';
import { norway } from './norway.js';
import type { Place } from './place.js';
import { poland } from './poland.js';
import { spain } from './spain.js';
import { unitedStates } from './united-states.js';

export type { NamePart, Place } from './place.js';

/** Where people work; the first is where the tenant's administrator is. */
export const places: readonly [Place, ...Place[]] = [
  unitedStates,
  germany,
  france,
  spain,
  poland,
  norway,
  india,
  japan,
  israel,
  egypt,
];
