/** Countries where Microsoft sells no licenses; assigning one there fails. */
const prohibited = new Set(['CU', 'IR', 'KP', 'SY']);

const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** True for an ISO 3166-1 alpha-2 code. */
export function isCountryCode(code: string): boolean {
  if (!/^[A-Z]{2}$/i.test(code)) return false;
  const upper = code.toUpperCase();
  return regions.of(upper) !== undefined && !['ZZ', 'EU', 'UN', 'XA', 'XB', 'QO', 'EZ'].includes(upper);
}

export function isProhibited(code: string): boolean {
  return prohibited.has(code.toUpperCase());
}
