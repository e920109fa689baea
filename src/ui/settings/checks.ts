/** Whether a value can be what a setting says. */
export interface Check {
  readonly fits: (value: unknown) => boolean;
  /** What it must be, to go on after "must be": for the developer of the page. */
  readonly wanted: string;
  /** Whether the setting has no default. */
  readonly isOptional?: boolean;
}

/** A check of a setting without a default. */
export function optional(check: Check): Check {
  return { ...check, isOptional: true };
}

export const isText: Check = { fits: (value) => typeof value === 'string', wanted: 'a text' };
export const isBoolean: Check = { fits: (value) => typeof value === 'boolean', wanted: 'true or false' };
export const isTextOrBoolean: Check = {
  fits: (value) => isText.fits(value) || isBoolean.fits(value),
  wanted: 'a text, true or false',
};
export const isFunction: Check = { fits: (value) => typeof value === 'function', wanted: 'a function' };

export function isOneOf(values: readonly string[]): Check {
  return { fits: (value) => values.includes(value as string), wanted: `one of ${values.join(', ')}` };
}

export function isNumberIn(least: number, most: number): Check {
  return {
    fits: (value) => typeof value === 'number' && value >= least && value <= most,
    wanted: `a number from ${least} to ${most}`,
  };
}

export const isHeadingLevel = isNumberIn(1, 6);

/** ISO 4217, as far as `Intl` takes it. */
export const isCurrency: Check = {
  fits: (value) => typeof value === 'string' && /^[a-z]{3}$/i.test(value),
  wanted: 'a currency such as USD',
};

/** An object with something of one kind under every name. */
export function isRecordOf({ fits, wanted }: Check): Check {
  return {
    fits: (value) => isObject(value) && Object.values(value).every(fits),
    wanted: `an object in which everything is ${wanted}`,
  };
}

export function isListOf({ fits, wanted }: Check): Check {
  return {
    fits: (value) => Array.isArray(value) && value.every(fits),
    wanted: `a list in which everything is ${wanted}`,
  };
}

/** An object that has these functions, and maybe more. */
export function hasFunctions(...names: readonly string[]): Check {
  return {
    fits: (value) =>
      ((typeof value === 'object' && value !== null) || typeof value === 'function') &&
      names.every((name) => typeof (value as Record<string, unknown>)[name] === 'function'),
    wanted: `an object with ${names.map((name) => `${name}()`).join(' and ')}`,
  };
}

const isPrice = isNumberIn(0, Number.MAX_SAFE_INTEGER);
export const arePrices: Check = {
  ...isRecordOf(isPrice),
  wanted: 'an object of prices, such as {"ENTERPRISEPACK": 23}',
};

/** Where something is not said, the default counts. */
export const isPolicy: Check = {
  ...isRecordOf({ fits: (value) => value === undefined || isBoolean.fits(value), wanted: 'true or false' }),
  wanted: 'an object of what is allowed, such as {"allowGuests": true}',
};

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
