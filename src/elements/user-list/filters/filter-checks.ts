import { type Check, isListOf, isOneOf, isRecordOf, isText } from '../../../ui/settings/checks.js';

const isOneFilter: Check = {
  fits: (value) => value === undefined || isText.fits(value) || isListOf(isText).fits(value),
  wanted: 'a text or a list of texts',
};
const isYesNo = isOneOf(['yes', 'no']);

/** What `user-list` filters by. */
export const areFilters: Check = {
  fits: (value) =>
    isRecordOf(isOneFilter).fits(value) &&
    Object.entries(value as object).every(([name, filter]) =>
      name === 'text'
        ? !Array.isArray(filter)
        : ['licensed', 'enabled', 'synced'].includes(name)
          ? filter === undefined || isYesNo.fits(filter)
          : typeof filter !== 'string',
    ),
  wanted: 'an object of filters, such as {"departments": ["Sales"]}',
};

export const isNamedView: Check = {
  fits: (value) =>
    typeof value === 'object' &&
    value !== null &&
    ['name', 'view'].every((name) => isText.fits((value as Record<string, unknown>)[name])),
  wanted: 'a view, such as {"name": "Sales", "view": "…"}',
};
