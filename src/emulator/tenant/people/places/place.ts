/** One part of a person's name in its own script, and in ASCII for addresses. */
export interface NamePart {
  readonly text: string;
  readonly ascii: string;
}

/** A country where people work: usage location, language, cities, and the names of its people. */
export interface Place {
  readonly country: string;
  readonly code: string;
  readonly language: string;
  readonly cities: readonly string[];
  /** The most frequent ones first, as `surnames` too. */
  readonly given: readonly NamePart[];
  readonly surnames: readonly NamePart[];
  /** Full names begin with the surname. */
  readonly surnameFirst?: boolean;
  /** Share of the tenant's people, in percent. */
  readonly weight: number;
}

const letters = new Map(Object.entries({ ø: 'o', ł: 'l', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i' }));

/** Reads names parted by spaces; where the script is not Latin, each with its ASCII form behind a slash. */
export function listNames(names: string): NamePart[] {
  return names
    .trim()
    .split(/\s+/)
    .map((name) => {
      const [text = '', ascii = text] = name.split('/');
      return { text, ascii: toAscii(ascii) };
    });
}

function toAscii(name: string): string {
  return [...name.toLowerCase().normalize('NFD')]
    .map((letter) => letters.get(letter) ?? letter)
    .join('')
    .replace(/[^a-z0-9'-]/g, '');
}
