/** Names as an attacker with access to a directory would write them. */
export const hostileNames: readonly string[] = [
  '<img src=x onerror=alert(1)>',
  '=HYPERLINK("http://example.invalid","Open")',
  "Robert'); DROP TABLE Students;--",
  '"><script>alert(document.domain)</script>',
  '${7*7}{{7*7}}',
  'invoice\u202Efdp.exe',
  'Ann & Son </b>',
  '+1-555-0100|cmd',
  'javascript:alert(1)//',
  'x'.repeat(256),
  'Ad\u200Bmin\u200Dis\uFEFFtrator',
  "@SUM(1+1)*cmd|' /C calc'!A0",
];
