// Plays random stories of publishes and lets judges look at the tenant after each step.
// `npm run campaign -- --stories 500 --seed 1 --minutes 10` plays so many, from this seed on; `--calm` those in which nothing
// goes wrong; `--replay <seed>` plays one, shortens it while it fails, and prints it.
import { parseArgs } from 'node:util';
import { describeEnd, playStories } from '../tests/campaign/campaign.js';
import { runStory } from '../tests/campaign/run-story.js';
import { drawStory } from '../tests/campaign/stories/draw-story.js';
import { reduceStory } from '../tests/campaign/stories/reduce-story.js';

const { values } = parseArgs({
  options: {
    stories: { type: 'string', default: '200' },
    seed: { type: 'string' },
    minutes: { type: 'string' },
    replay: { type: 'string' },
    calm: { type: 'boolean', default: false },
  },
});

if (values.replay !== undefined) {
  const end = await runStory(drawStory(Number(values.replay), values.calm));
  console.log(JSON.stringify(end.story));
  console.log(describeEnd(end, values.calm));
  if (end.faults.length > 0) {
    const shortest = await reduceStory(end);
    console.log(`\nThe shortest story with it:\n${JSON.stringify(shortest.story, null, 1)}`);
    console.log(describeEnd(shortest, values.calm));
    process.exit(1);
  }
} else {
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
  const played = await playStories({
    seed,
    stories: Number(values.stories),
    calm: values.calm,
    ...(values.minutes === undefined ? {} : { forMs: Number(values.minutes) * 60_000 }),
    onFault: (end) => console.log(describeEnd(end, values.calm)),
  });
  const rate = (played.stories / played.seconds).toFixed(1);
  console.log(
    `${played.stories} stories from seed ${seed}, ${rate} a second; ${played.failed.length} with faults.`,
  );
  for (const [feature, count] of played.byFeature) console.log(`  ${feature}: ${count}`);
  console.log('What happened:');
  for (const [event, count] of [...played.events].sort(([, a], [, b]) => b - a))
    console.log(`  ${count} ${event}`);
  if (played.failed.length > 0) process.exit(1);
}
