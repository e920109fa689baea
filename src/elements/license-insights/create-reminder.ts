/** How long before the day the calendar rings. */
const alarm = '-P14D';

/**
 * An appointment for the person's own calendar: a whole day, with a reminder two weeks before.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5545
 */
export function createReminder(
  { id, title, on }: { readonly id: string; readonly title: string; readonly on: Date },
  now: Date,
): Blob {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//o365-provisioning-elements//EN',
    'BEGIN:VEVENT',
    `UID:${escapeText(id)}`,
    `DTSTAMP:${toStamp(now)}`,
    `DTSTART;VALUE=DATE:${toStamp(on).slice(0, 8)}`,
    `SUMMARY:${escapeText(title)}`,
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `TRIGGER:${alarm}`,
    `DESCRIPTION:${escapeText(title)}`,
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return new Blob([lines.map((line) => `${foldLine(line)}\r\n`).join('')], {
    type: 'text/calendar;charset=utf-8',
  });
}

function toStamp(at: Date): string {
  return `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

function escapeText(text: string): string {
  return text.replaceAll(/[\\;,]/g, String.raw`\$&`).replaceAll(/\r?\n/g, String.raw`\n`);
}

/** Lines of at most 75 bytes; no character of ours or of a plan's name takes more than three in 24 characters. */
function foldLine(line: string): string {
  return [...line].reduce(
    ({ text, width }, character) =>
      width >= 24
        ? { text: `${text}\r\n ${character}`, width: 1 }
        : { text: text + character, width: width + 1 },
    { text: '', width: 0 },
  ).text;
}
