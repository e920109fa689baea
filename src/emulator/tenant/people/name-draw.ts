import { Random } from '../random.js';
import type { NamePart, Place } from './places/index.js';

export interface PersonName {
  readonly given: string;
  readonly surname: string;
  /** Both, in the order of the country. */
  readonly full: string;
  /** What the addresses begin with; nobody else's. */
  readonly alias: string;
}

/** How often another name is tried when somebody has it already. Large companies do have namesakes. */
const tries = 8;

/** Draws names as a company's list has them: frequent ones more often, yet hardly two people of the same full name. */
export class NameDraw {
  readonly #taken = new Set<string>();
  readonly #aliases = new Map<string, number>();
  /** A sequence of its own, so that the number of tries changes nothing else of the tenant. */
  readonly #retries = new Random(1);

  draw(place: Place, random: Random): PersonName {
    let name = pickName(place, random);
    for (let left = tries; left > 0 && !this.#isNew(name); left -= 1) name = pickName(place, this.#retries);
    const [given, surname] = name;
    this.#taken.add(toKey(name));
    return {
      given: given.text,
      surname: surname.text,
      full: place.surnameFirst ? `${surname.text} ${given.text}` : `${given.text} ${surname.text}`,
      alias: this.takeAlias(`${given.ascii}.${surname.ascii}`),
    };
  }

  /** The text itself for who asks first, with a number for those who come later. */
  takeAlias(text: string): string {
    const uses = (this.#aliases.get(text) ?? 0) + 1;
    this.#aliases.set(text, uses);
    return uses === 1 ? text : `${text}${uses}`;
  }

  #isNew(name: readonly [NamePart, NamePart]): boolean {
    return name[0].ascii !== name[1].ascii && !this.#taken.has(toKey(name));
  }
}

function toKey([given, surname]: readonly [NamePart, NamePart]): string {
  return `${given.text} ${surname.text}`;
}

function pickName(place: Place, random: Random): [NamePart, NamePart] {
  return [pickFrequent(place.given, random), pickFrequent(place.surnames, random)];
}

/** The first of a hundred comes some five times as often as the last, as in a country's statistics of names. */
function pickFrequent(parts: readonly NamePart[], random: Random): NamePart {
  const part = parts[Math.floor(parts.length * random.next() ** 1.4)];
  if (!part) throw new Error('No names to pick from');
  return part;
}
