/** What a cell of an exported table can hold. */
export type CsvValue = string | number | undefined;

/** Characters with which a spreadsheet takes a text for a formula. Full-width forms count too: spreadsheets fold them. */
const formulaStart = /^[\s\p{Cf}]*[=+\-@＝＋－＠\t\r\n]/u;

/**
 * The text of a cell, such that no spreadsheet runs it. Names come from the tenant and may be anybody's:
 * a text that a spreadsheet would take for a formula gets an apostrophe in front. Numbers stay numbers.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvCell(value: CsvValue): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  return formulaStart.test(value) ? `'${value}` : value;
}
