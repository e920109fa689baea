import * as v from 'valibot';
import type { NamedView } from '../named-view.js';
import { text } from './fields.js';
import type { PlainFormat } from './record.js';

const viewName = v.pipe(text(120), v.minLength(1));

/** The name by which a view is found: of a long one, what is stored of it. */
export const viewNameRecord: PlainFormat<string> = { noun: 'name of a view', schema: viewName };

export const viewRecord: PlainFormat<NamedView> = {
  noun: 'view with a name',
  schema: v.object({ name: viewName, view: text(20_000) }),
};
