import type { PublishKind } from '../../model/publish/publish-kind.js';
import type { Format } from '../format.js';

/** Who publishes to the tenant besides this page. */
export interface HolderSubject {
  /** Whoever it is by name, at the start of a sentence. */
  readonly who: string;
  /** Whether it is the account that is signed in. */
  readonly isYou: boolean;
  readonly isResponding: boolean;
  /** Undefined where it is not known what is published. */
  readonly kind: PublishKind | undefined;
  /** The workspace’s; empty where it is about none. */
  readonly name: string;
}

/** Whose publish goes on, and how far it is. */
export const holderWords = (format: Format) => {
  const describeWork = (kind: PublishKind | undefined, name: string): string => {
    switch (kind) {
      case 'publish':
        return `publishing ${name}`;
      case 'undo':
        return name ? `undoing the publish of ${name}` : 'undoing a reclaim';
      case 'reclaim':
        return 'reclaiming licenses';
      case undefined:
        return 'publishing to this tenant';
    }
  };
  return {
    thePortal: 'The portal',
    someWorkspace: 'another workspace',
    holderHeading: ({ who, isYou, isResponding, kind, name }: HolderSubject) => {
      const work = describeWork(kind, name);
      if (isYou) return `You ${isResponding ? 'are' : 'were'} ${work} in another tab`;
      return `${who} ${isResponding ? 'is' : 'was'} ${work}`;
    },
    holderDone: (done: number, total: number) =>
      `${format.number(done)} of ${format.count(total, { one: 'person', other: 'people' })} done.`,
  };
};
export type HolderStrings = ReturnType<typeof holderWords>;
