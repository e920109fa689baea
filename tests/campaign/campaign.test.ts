import { describe, it } from 'node:test';
import { expect } from 'chai';
import { describeEnd, playStories } from './campaign.js';

/** The first story: those after it follow. `npm run campaign` plays others, and more. */
const seed = Number(process.env['PROPERTY_SEED'] ?? 20261123);

describe('a campaign of random stories', () => {
  for (const [kind, calm, count] of [
    ['in which nothing goes wrong', true, 50],
    ['in which much goes wrong', false, 90],
  ] as const)
    it(`keeps the laws of publishing in stories ${kind}`, async () => {
      const { stories, failed } = await playStories({
        seed,
        stories: count,
        calm,
      });
      console.log(`${stories} stories ${kind}, from seed ${seed}`);
      expect(stories).to.equal(count);
      expect(failed.map((end) => describeEnd(end, calm)).join('\n')).to.equal('');
    });
});
