import { describe, it } from 'node:test';
import { expect } from 'chai';
import { describeEnd, playStories } from './campaign.js';

/** How long stories are played, in seconds: more when looking for new ones. */
const seconds = Number(process.env['CAMPAIGN_SECONDS'] ?? 24);

describe('a campaign of random stories', () => {
  for (const [kind, calm, share] of [
    ['in which nothing goes wrong', true, 0.3],
    ['in which much goes wrong', false, 0.7],
  ] as const)
    it(`keeps the laws of publishing in stories ${kind}`, async () => {
      const seed = Math.floor(Math.random() * 2 ** 31);
      const { stories, failed } = await playStories({
        seed,
        stories: Infinity,
        calm,
        forMs: seconds * share * 1_000,
      });
      console.log(`${stories} stories ${kind}, from seed ${seed}`);
      expect(stories).to.be.greaterThan(0);
      expect(failed.map((end) => describeEnd(end, calm)).join('\n')).to.equal('');
    });
});
