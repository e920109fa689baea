import { judgeSettled } from './judges/settled.js';
import { Player } from './player.js';
import type { Story } from './stories/story.js';
import type { Fault } from './world/faults.js';
import { CampaignWorld } from './world/world.js';

/** What came of a story. */
export interface StoryEnd {
  readonly story: Story;
  readonly faults: readonly (Fault & { readonly step: number })[];
  /** How often what happened, in words. */
  readonly events: ReadonlyMap<string, number>;
}

/** Plays a story to its end, or to the step after which a judge found something. */
export async function runStory(story: Story): Promise<StoryEnd> {
  const world = await CampaignWorld.begin(story.tenant);
  const player = new Player(world, story);
  const onRejection = (reason: unknown): void =>
    world.faults.add(
      'rejections',
      reason instanceof Error ? (reason.stack ?? reason.message) : String(reason),
    );
  process.on('unhandledRejection', onRejection);
  try {
    for (const [at, step] of story.steps.entries()) {
      world.faults.step = at;
      await player.play(step);
      if (world.faults.found.length > 0) return { story, faults: world.faults.found, events: world.events };
    }
    world.faults.step = story.steps.length;
    await judgeSettled(world, player);
  } finally {
    process.off('unhandledRejection', onRejection);
  }
  return { story, faults: world.faults.found, events: world.events };
}
